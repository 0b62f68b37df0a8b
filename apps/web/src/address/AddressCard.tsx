import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { announce } from '../app/announcer.js';
import { Card } from '../app/Card.js';
import { Failed, Loading, Notice, Sources } from '../app/parts.js';
import { useTheme } from '../app/theme.js';
import type { AddressCardResult } from '../generated/graphql.js';
import { useText } from '../i18n/text.js';
import { FIBRE } from '../map/layers/fixed.js';
import { SwatchIcon } from '../map/Swatch.js';
import { ProjectSummary } from '../rollout/ProjectSummary.js';
import { Connections } from './Connections.js';
import { MobileCoverage } from './MobileCoverage.js';
import { addressQuery } from './query.js';

type Address = NonNullable<AddressCardResult['address']>;

export function AddressCard({ id }: { id: string }) {
  const { t, lang } = useText();
  const { data: address, isPending, isError, refetch } = useQuery(addressQuery(id));
  const label = address?.label;
  useEffect(() => {
    if (label) announce(t.address.shown(label));
  }, [label, t]);
  if (isPending) return <Loading />;
  if (isError) return <Failed onRetry={() => void refetch()} />;
  if (!address) {
    return (
      <Card title={t.search.label}>
        <Notice kind="info">{t.address.missing}</Notice>
      </Card>
    );
  }
  return (
    <Card title={address.label} kicker={<Kicker address={address} />}>
      <FibreAnswer address={address} />
      <p className="kern-body">
        <a className="kern-link" href={`/address/${encodeURIComponent(id)}?lang=${lang}`}>
          {t.address.page}
        </a>
      </p>
      <section>
        <h2 className="kern-title">{t.address.projects}</h2>
        {address.projects.length === 0 && <p className="kern-body">{t.address.noProjects}</p>}
        {address.projects.map((project) => (
          <ProjectSummary key={project.id} project={project} />
        ))}
      </section>
      <Connections fixed={address.coverage.fixed} />
      <MobileCoverage mobile={address.coverage.mobile} />
      <Sources
        of={[address, ...address.coverage.fixed, ...address.coverage.mobile, ...address.projects].map(
          ({ source }) => source,
        )}
      />
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

/** The answer to the one question people come with, in words first. */
function FibreAnswer({ address }: { address: Address }) {
  const { t, format } = useText();
  const theme = useTheme();
  const { fibreStatus, bestTechnology, maxDownMbit } = address.coverage;
  const status = fibreStatus ?? 'UNKNOWN';
  const mark = FIBRE[status];
  return (
    <section className="answer">
      <SwatchIcon swatch={{ shape: 'symbol', symbol: mark.symbol, colour: mark[theme] }} size={36} />
      <div>
        <p className="answer-title">{t.fibre[status]}</p>
        <p className="kern-body">{t.fibreSentence[status]}</p>
        <p className="kern-body">
          {bestTechnology
            ? t.address.best(t.technology[bestTechnology], format.speed(maxDownMbit) ?? t.address.speedUnknown)
            : t.address.noBest}
        </p>
      </div>
    </section>
  );
}
