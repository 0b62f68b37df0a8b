import { useQuery } from '@tanstack/react-query';
import { Card, useShown } from '../app/Card.js';
import { Failed, Loading, Notice } from '../app/parts.js';
import type { ConnectionLevel } from '../generated/graphql.js';
import { useText } from '../i18n/text.js';
import { PHASE_OF } from '../map/layers/rollout.js';
import { promiseText } from '../rollout/promise.js';
import { streetQuery } from './query.js';
import { STREET_WORDS } from './words.js';

/** A street as a whole: the map shows it, and its page tells how far it is. */
export function StreetCard({ id }: { id: string }) {
  const { t, lang, format } = useText();
  const words = STREET_WORDS[lang];
  const { data: street, isPending, isError, refetch } = useQuery(streetQuery(id));
  useShown(street?.name);
  if (isPending) return <Loading />;
  if (isError) return <Failed onRetry={() => void refetch()} />;
  if (!street) {
    return (
      <Card title={words.street}>
        <Notice kind="info">{words.missing}</Notice>
      </Card>
    );
  }
  const reached = (name: ConnectionLevel) =>
    format.number(street.fibre?.figures.levels.find(({ level }) => level === name)?.addresses ?? 0);
  const { addresses = 0, unknown = 0 } = street.all?.figures ?? {};
  const coming = street.phases.filter(({ phase }) => ['preparing', 'building'].includes(PHASE_OF[phase.status]));
  return (
    <Card title={street.name} kicker={words.street}>
      <p className="kern-body">{words.addresses(format.number(street.addressCount), street.addressCount)}</p>
      {addresses > 0 && (
        <p className="kern-body">
          <strong>
            {unknown === addresses
              ? words.unknown
              : words.share(reached('PASSED'), reached('CONNECTED'), format.number(addresses))}
          </strong>
        </p>
      )}
      {coming.map(({ phase }) => (
        <p className="kern-body" key={phase.id}>
          {t.project.builder}: {phase.project?.provider.name}, {t.rollout[phase.status]}. {t.project.promised}:{' '}
          {promiseText(phase, t, format)}. {phase.isOverdue && <strong className="overdue">{t.project.overdue}</strong>}
        </p>
      ))}
      <p className="kern-body">
        <a className="kern-link" href={`/street/${encodeURIComponent(street.key)}?lang=${lang}`}>
          {words.page}
        </a>
      </p>
      <p className="kern-body">{words.hint}</p>
    </Card>
  );
}
