import type { AddressCardResult, EvidenceClass } from '../generated/graphql.js';

type Coverage = NonNullable<AddressCardResult['address']>['coverage'];
type Offer = Pick<Coverage['fixed'][number], 'technology' | 'maxDownMbit'>;

/** What figures follow, the best first. What residents report is none of it. */
const EVIDENCE: EvidenceClass[] = ['MEASUREMENT', 'CITY', 'OPERATOR', 'OFFICIAL_GRID'];

/** What is fastest in the building today, and what fibre that is known to end before it will bring. */
export function fastestOf({
  fibreStatus,
  bestTechnology,
  maxDownMbit,
  fixed,
}: Coverage): Record<'today' | 'later', Offer | null> {
  if (fibreStatus !== 'PASSED' && fibreStatus !== 'PREPARED')
    return { today: bestTechnology && { technology: bestTechnology, maxDownMbit }, later: null };
  const isFibre = ({ technology }: Offer) => technology === 'FTTH' || technology === 'FTTB';
  const said = fixed.filter(({ evidence }) => EVIDENCE.includes(evidence));
  // They come with the fastest first.
  const offers = said.filter(
    (one) =>
      !said.some(
        (other) =>
          other.provider.id === one.provider.id &&
          other.technology === one.technology &&
          EVIDENCE.indexOf(other.evidence) < EVIDENCE.indexOf(one.evidence),
      ),
  );
  return {
    today: offers.find((one) => !isFibre(one)) ?? null,
    // Where no source says the level, the line may end in the building already.
    later: offers.find((one) => isFibre(one) && one.connectionLevel !== null) ?? null,
  };
}
