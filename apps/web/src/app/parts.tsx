import type { ReactNode } from 'react';
import type { ProvenanceFragment } from '../generated/graphql.js';
import { useText } from '../i18n/text.js';
import { useOnline } from './online.js';

export const Loading = () => {
  const { t } = useText();
  const online = useOnline();
  return (
    <p className="loading" role="status">
      <span className="kern-loader kern-loader--visible" aria-hidden="true" />
      <span>{online ? t.loading : t.shell.offline}</span>
    </p>
  );
};

export function Failed({ onRetry }: { onRetry: () => void }) {
  const { t } = useText();
  return (
    <Notice kind="danger">
      <p className="kern-body">{t.failed}</p>
      <button type="button" className="kern-btn kern-btn--secondary kern-btn--x-small" onClick={onRetry}>
        <span className="kern-label">{t.retry}</span>
      </button>
    </Notice>
  );
}

// Whole names: of KERN's icons the page gets those that the sources name.
const ICONS = { info: 'kern-icon--info', warning: 'kern-icon--warning', danger: 'kern-icon--danger' };

export const Notice = ({ kind, children }: { kind: 'info' | 'warning' | 'danger'; children: ReactNode }) => (
  <div className={`notice notice--${kind}`} role={kind === 'danger' ? 'alert' : undefined}>
    <span className={`kern-icon ${ICONS[kind]}`} aria-hidden="true" />
    <div>{children}</div>
  </div>
);

export function DemoBadge() {
  const { t } = useText();
  return (
    <span className="kern-badge kern-badge--warning kern-badge--small demo-badge">
      <span className="kern-label">{t.demo.badge}</span>
    </span>
  );
}

/** Every figure that is shown carries its source and its date; each source is named once. */
export function Sources({ of }: { of: ProvenanceFragment[] }) {
  const { t, format } = useText();
  const unique = [...new Map(of.map((source) => [`${source.source} ${source.dataDate ?? ''}`, source])).values()];
  return (
    <section className="sources">
      <h3 className="kern-title kern-title--small">{t.sources.title}</h3>
      <ul>
        {unique.map((source) => (
          <li key={`${source.source} ${source.dataDate ?? ''}`}>
            {source.source},{' '}
            {source.dataDate
              ? t.sources.asOf(format.date(source.dataDate))
              : t.sources.imported(format.date(source.importedAt))}{' '}
            {source.isDemo && <DemoBadge />}
          </li>
        ))}
      </ul>
    </section>
  );
}
