import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { renderToString } from 'react-dom/server';
import { de } from '../i18n/de.js';
import { en } from '../i18n/en.js';
import { App } from './App.js';
import { setSentView, type Language } from './location.js';

/** The start as HTML, for the build: what can be read while the program that makes it move is still on its way. */
export function renderStart(language: Language): string {
  setSentView(language);
  return renderToString(
    <StrictMode>
      <QueryClientProvider client={new QueryClient()}>
        <App />
      </QueryClientProvider>
    </StrictMode>,
  );
}

export const demoOf = (language: Language): string => {
  const { label, noMap } = (language === 'de' ? de : en).demo;
  return `<strong>${label}</strong> <span>${noMap}</span>`;
};

export const descriptionOf = (language: Language): string => (language === 'de' ? de : en).start.text;
