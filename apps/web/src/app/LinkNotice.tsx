import { useEffect, useRef } from 'react';
import { useLink } from '../graphql/connection.js';
import { useText } from '../i18n/text.js';
import { announce } from './announcer.js';
import { Notice } from './parts.js';

/** Says when live values stand still, and when they move again. */
export function LinkNotice() {
  const { t } = useText();
  const link = useLink();
  const wasLost = useRef(false);
  useEffect(() => {
    if (link === 'lost') announce(t.link.lost);
    else if (link === 'open' && wasLost.current) announce(t.link.recovered);
    wasLost.current = link === 'lost';
  }, [link, t]);
  return link === 'lost' ? (
    <div className="link-notice">
      <Notice kind="warning">{t.link.lost}</Notice>
    </div>
  ) : null;
}
