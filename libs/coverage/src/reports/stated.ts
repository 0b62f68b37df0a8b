import { sqlFile, type Queryable } from '@stadtlage/database';
import type { FixedTechnology } from '../fixed/fixed-availability.js';
import type { MobileTechnology } from '../mobile/mobile-availability.js';
import { refuse } from './check-report.js';
import { ReportClaim, type CoverageReportInput } from './report-input.js';

const STATED = sqlFile(import.meta.url, 'stated.sql');

/** What somebody says can be had at an address today. */
export interface StatedOffer {
  /** Id. */
  provider: string;
  name: string;
  technology: FixedTechnology | MobileTechnology;
  network: 'fixed' | 'mobile';
}

/** What residents report is left out: that is stated by nobody whom one could contradict. */
export const readStated = (database: Queryable, address: string): Promise<StatedOffer[]> =>
  database.query<StatedOffer>(STATED, [address]);

/** The claims that contradict somebody, and about which networks. */
const CONTRADICTING: Partial<Record<ReportClaim, StatedOffer['network'][]>> = {
  [ReportClaim.FIXED_NOT_AVAILABLE]: ['fixed'],
  [ReportClaim.SLOWER_THAN_STATED]: ['fixed', 'mobile'],
  [ReportClaim.MOBILE_GAP]: ['mobile'],
};

/** A report against an offer that nobody makes would accuse a provider of it. @throws ReportRefused */
export async function mustBeStated(database: Queryable, report: CoverageReportInput): Promise<void> {
  const { address, claim, provider, mobileTechnology } = report;
  const networks = CONTRADICTING[claim];
  const technology = report.technology ?? mobileTechnology;
  // Somebody who has measured need not know whose line it is. What cannot be had is a certain one.
  const mayNameNone = claim !== ReportClaim.FIXED_NOT_AVAILABLE;
  if (!networks || (mayNameNone && !provider && !technology)) return;
  const stated = (await readStated(database, address)).filter(({ network }) => networks.includes(network));
  const ofProvider = stated.filter((one) => !provider || one.provider === provider);
  const isNamed = (provider || technology) && ofProvider.some((one) => !technology || one.technology === technology);
  if (isNamed) return;
  const offers = stated.map((one) => `${one.name} (${one.technology.toUpperCase()})`).join(', ') || 'nothing';
  const isOfTechnology = technology && (!provider || ofProvider.length > 0);
  refuse(
    isOfTechnology ? (mobileTechnology ? 'mobileTechnology' : 'technology') : 'provider',
    'not_stated',
    `A report that contradicts a statement names the provider or the technology of one about its address. Stated there: ${offers}.`,
  );
}
