import '@kern-ux/native/dist/kern.min.css';
import './page.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { loadTexts } from '../graphql/client.js';
import { App } from './App.js';
import { viewOf } from './location.js';
import { loadParts } from './part.js';

const client = new QueryClient({
  defaultOptions: {
    queries: {
      retry: 2,
      staleTime: 60_000,
      refetchOnWindowFocus: false,
      // What failed is asked again without a hand.
      refetchInterval: ({ state }) => (state.status === 'error' ? 10_000 : false),
    },
  },
});

// Within the page of others there is nothing but the map: they may not show the pages that links lead to (frame-ancestors).
if (viewOf(location.search).embed)
  document.head.append(Object.assign(document.createElement('base'), { target: '_blank' }));

const root = document.getElementById('root')!;
const page = (
  <StrictMode>
    <QueryClientProvider client={client}>
      <App />
    </QueryClientProvider>
  </StrictMode>
);
// The start comes as a page that can be read (prerender.tsx), everything else as an empty one.
if (root.firstElementChild) hydrateRoot(root, page);
else createRoot(root).render(page);
void import('./fonts.js');
void import('./kept-focus.js');
setTimeout(() => {
  loadParts();
  // A server that is started anew may have other queries, and no longer this file.
  void loadTexts().catch(() => {});
}, 5_000);
// After all other styles of the frame, which hold for paper too.
void import('./print.css');
