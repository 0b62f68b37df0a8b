import '../app/details.css';
import { Sources } from '../app/parts.js';
import type { AddressCardResult } from '../generated/graphql.js';
import { useText } from '../i18n/text.js';
import { PhaseSummary } from '../rollout/ProjectSummary.js';
import { Connections } from './Connections.js';
import { MobileCoverage } from './MobileCoverage.js';
import { Near } from './Near.js';

type Address = NonNullable<AddressCardResult['address']>;

/** What stands below the answer, and is read after it. */
export default function Details({ address }: { address: Address }) {
  const { t } = useText();
  return (
    <>
      <section>
        <h2 className="kern-title">{t.address.projects}</h2>
        {address.phases.length === 0 && <p className="kern-body">{t.address.noProjects}</p>}
        {address.phases.map((phase) => (
          <PhaseSummary key={phase.id} phase={phase} />
        ))}
      </section>
      <Connections fixed={address.coverage.fixed} />
      <MobileCoverage mobile={address.coverage.mobile} />
      <Near title={t.address.wifi} places={address.wifi} />
      {address.advice.length > 0 && <Near title={t.address.advice} places={address.advice} />}
      <Sources
        of={[
          address,
          ...address.coverage.fixed,
          ...address.coverage.mobile,
          ...address.phases,
          ...[...address.wifi, ...address.advice].map(({ facility }) => facility),
        ].map(({ source }) => source)}
      />
    </>
  );
}
