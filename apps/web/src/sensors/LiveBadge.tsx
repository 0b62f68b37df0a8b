import { useLink } from '../graphql/connection.js';
import { useText } from '../i18n/text.js';

export function LiveBadge() {
  const { t } = useText();
  const link = useLink();
  return (
    <span className="live" data-link={link}>
      <span aria-hidden="true" className="live-dot" />
      {link === 'open' ? t.link.open : t.link.connecting}
    </span>
  );
}
