import type { ReactNode } from 'react';
import { useText } from '../i18n/text.js';
import { go } from './location.js';
import { useTitle } from './title.js';

/** The frame all cards share. Closing it leads back to the search. */
export function Card({ kicker, title, children }: { kicker?: ReactNode; title: string; children: ReactNode }) {
  const { t } = useText();
  useTitle(title);
  const close = () => {
    go({ selection: null });
    document.getElementById('address-search')?.focus();
  };
  return (
    <article className="card">
      <header>
        <div>
          {kicker && <p className="kicker">{kicker}</p>}
          <h1>{title}</h1>
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
