import { useQuery } from '@tanstack/react-query';
import { Card, useShown } from '../app/Card.js';
import { part } from '../app/part.js';
import { Failed, Loading, Notice } from '../app/parts.js';
import { useTheme } from '../app/theme.js';
import type { AddressCardResult } from '../generated/graphql.js';
import type { Dictionary } from '../i18n/de.js';
import type { Format } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { FIBRE } from '../map/layers/fixed-marks.js';
import { PHASE_OF } from '../map/layers/rollout.js';
import { SwatchIcon } from '../map/Swatch.js';
import { comingText } from '../rollout/promise.js';
import { fastestOf } from './fastest.js';
import { addressQuery } from './query.js';

const Details = part(() => import('./Details.js').then((room) => room.default));

type Address = NonNullable<AddressCardResult['address']>;

export function AddressCard({ id }: { id: string }) {
  const { t, lang, format } = useText();
  const { data: address, isPending, isError, refetch } = useQuery(addressQuery(id));
  useShown(address ? [address.label, t.fibre[statusOf(address)], fastest(address, t, format)].join('. ') : undefined);
  if (isPending) return <Loading />;
  if (isError) return <Failed onRetry={() => void refetch()} />;
  if (!address) {
    return (
      <Card title={t.search.label}>
        <Notice kind="info">{t.address.missing}</Notice>
      </Card>
    );
  }
  const page = `/address/${encodeURIComponent(id)}?lang=${lang}`;
  return (
    <Card title={address.label} kicker={<Kicker address={address} />}>
      <FibreAnswer address={address} />
      <p className="kern-body">
        <a className="kern-link" href={page}>
          {t.address.page}
        </a>
        <br />
        <a className="kern-link" href={`${page}#report`}>
          {t.address.report}
        </a>
      </p>
      <Details address={address} />
    </Card>
  );
}

function Kicker({ address }: { address: Address }) {
  const { t } = useText();
  const { district, use, premises } = address;
  return [district?.name, use && t.use[use], premises !== null && t.address.premises(premises)]
    .filter(Boolean)
    .join(' · ');
}

const statusOf = ({ coverage }: Address) => coverage.fibreStatus ?? 'UNKNOWN';

/** What works in the building today, and what its fibre will bring once it has come in. */
function fastest({ coverage }: Address, t: Dictionary, format: Format): string {
  const { today, later } = fastestOf(coverage);
  const told = ({ technology, maxDownMbit }: NonNullable<typeof today>) =>
    [t.technology[technology], format.speed(maxDownMbit) ?? t.address.speedUnknown] as const;
  const unknown = later ? t.address.noneInside : t.address.noBest;
  return [today ? t.address.best(...told(today)) : unknown, later && t.address.later(...told(later))]
    .filter(Boolean)
    .join(' ');
}

/** The answer to the one question people come with, in words first. */
function FibreAnswer({ address }: { address: Address }) {
  const { t, format } = useText();
  const theme = useTheme();
  const status = statusOf(address);
  const mark = FIBRE[status];
  // Where fibre ends in the building nobody waits for a builder.
  const isThere = status === 'CONNECTED' || status === 'ACTIVATED';
  const coming = !isThere && address.phases.find((phase) => ['preparing', 'building'].includes(PHASE_OF[phase.status]));
  return (
    <section className="answer">
      <SwatchIcon swatch={{ shape: 'symbol', symbol: mark.symbol, colour: mark[theme] }} size={36} />
      <div>
        <p className="answer-title">{t.fibre[status]}</p>
        <p className="kern-body">{fastest(address, t, format)}</p>
        {coming && (
          <p className="kern-body answer-coming">
            {comingText(coming, t, format)}{' '}
            {coming.isOverdue && <strong className="overdue">{t.project.overdue}</strong>}
          </p>
        )}
        <p className="kern-body">{t.fibreSentence[status]}</p>
      </div>
    </section>
  );
}
