import type { AddressAnswer, Statement } from './answer.js';

/** What figures follow, the best first. What residents report is none of it. */
const EVIDENCE = ['MEASUREMENT', 'CITY', 'OPERATOR', 'OFFICIAL_GRID'];
const TECHNOLOGIES = ['FTTH', 'FTTB', 'HFC', 'FTTC', 'DSL', 'FIXED_WIRELESS', 'SATELLITE', 'OTHER'];
export const isFibre = ({ technology }: Pick<Statement, 'technology'>): boolean =>
  ['FTTH', 'FTTB'].includes(technology);

/** Fibre is known to end in the street or before the building: it can be had once the building is connected, and not today. */
export const isOutside = (fibreStatus: string | null): boolean => ['PASSED', 'PREPARED'].includes(fibreStatus ?? '');
export const isInTheBuilding = (fibreStatus: string | null): boolean =>
  ['CONNECTED', 'ACTIVATED'].includes(fibreStatus ?? '');

/** What is on offer by the best evidence: what works in the building, and the fibre that has yet to come into it. */
export function offersOf({ fibreStatus, fixed }: AddressAnswer['coverage']): {
  inside: Statement[];
  outside: Statement[];
} {
  const rank = ({ evidence }: Statement) => EVIDENCE.indexOf(evidence);
  const said = fixed.filter((one) => rank(one) >= 0);
  const isSame = (a: Statement, b: Statement) =>
    a.provider.id === b.provider.id && a.technology === b.technology && a.use === b.use;
  const offers = said.filter((one) => !said.some((other) => isSame(one, other) && rank(other) < rank(one)));
  if (!isOutside(fibreStatus)) return { inside: offers, outside: [] };
  return {
    inside: offers.filter((one) => !isFibre(one)),
    // Where no source says the level, the line may end in the building already.
    outside: offers.filter((one) => isFibre(one) && one.connectionLevel !== null),
  };
}

/** Those of the highest speed; where none is known, of the best technology. */
export function fastestOf(offers: Statement[]): Statement[] {
  const speeds = offers.flatMap(({ maxDownMbit }) => maxDownMbit ?? []);
  if (speeds.length) return offers.filter(({ maxDownMbit }) => maxDownMbit === Math.max(...speeds));
  const best = TECHNOLOGIES.find((technology) => offers.some((one) => one.technology === technology));
  return offers.filter(({ technology }) => technology === best);
}
