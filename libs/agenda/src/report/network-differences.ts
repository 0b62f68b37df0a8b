import { both, cameOrWent, changed, type Difference, type Named, type NetworkAspect, type Side } from './difference.js';
import type { ReportedNetwork } from './networks.js';
import type { Report } from './report.js';
import { REPORT_WORDS } from './words.js';

type Content = Pick<Report, 'fields'>;

/** As the paper prints them: of what changes behind the hundredth nobody is told. */
const printed = (value: number | null) => (value === null ? null : Math.round(value * 100) / 100);
const reach = (part: number | null, whole: number | null) => ({ part: printed(part), whole: printed(whole) });

const ASPECTS: Record<NetworkAspect, (of: ReportedNetwork) => Side> = {
  reachedAddresses: ({ coveredAddresses, addresses }) => reach(coveredAddresses, addresses),
  reachedPremises: ({ coveredPremises, premises }) => reach(coveredPremises, premises),
  reachedArea: ({ coveredKm2, areaKm2 }) => reach(coveredKm2, areaKm2),
  sitesLive: ({ sitesLive }) => sitesLive,
  sitesPlanned: ({ sitesPlanned }) => sitesPlanned,
};

/** Mobile networks, the same where operator and technology are. */
export function networkDifferences(before: Content, now: Content): Difference[] {
  return both(before.fields, now.fields).flatMap(([old, present]) => {
    if (!old.networks) return [];
    const [was, is] = [old.networks.map(named), (present.networks ?? []).map(named)];
    return [
      ...cameOrWent('network', was, is),
      ...both(was, is).flatMap(([of, to]) =>
        (Object.keys(ASPECTS) as NetworkAspect[]).flatMap((what) =>
          changed(what, to.title, ASPECTS[what](of), ASPECTS[what](to)),
        ),
      ),
    ];
  });
}

function named(network: ReportedNetwork): ReportedNetwork & Named {
  const { operator, operatorId, technology } = network;
  const title = (language: 'de' | 'en') =>
    `${REPORT_WORDS[language].technology[technology] ?? technology}, ${operator}`;
  return { ...network, id: `${operatorId}/${technology}`, title: { de: title('de'), en: title('en') } };
}
