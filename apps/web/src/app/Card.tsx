import { useEffect, useRef, type ReactNode } from 'react';
import { useText } from '../i18n/text.js';
import { announce } from './announcer.js';
import { go } from './location.js';
import { useTitle } from './title.js';

/** Lets a screen reader say whose answer is shown by now; undefined while it is on its way. */
export function useShown(name: string | undefined): void {
  const { t } = useText();
  useEffect(() => {
    if (name !== undefined) announce(t.shown(name));
  }, [name, t]);
}

/** The frame all cards share. Closing it leads back to the search. */
export function Card({ kicker, title, children }: { kicker?: ReactNode; title: string; children: ReactNode }) {
  const { t } = useText();
  useTitle(title);
  const heading = useRef<HTMLHeadingElement>(null);
  // Who was led here from the search goes on reading here.
  useEffect(() => {
    if (document.activeElement?.id === 'answer') heading.current?.focus();
  }, []);
  const close = () => {
    go({ selection: null });
    document.getElementById('address-search')?.focus();
  };
  return (
    <article className="card">
      <header>
        <div>
          {kicker && <p className="kicker">{kicker}</p>}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
        </div>
        <button type="button" className="kern-btn kern-btn--tertiary kern-btn--x-small" onClick={close}>
          <span className="kern-icon kern-icon--close" aria-hidden="true" />
          <span className="kern-label kern-sr-only">{t.close}</span>
        </button>
      </header>
      {children}
    </article>
  );
}
