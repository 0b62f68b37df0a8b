import type { DatasetDefinition } from '@stadtlage/datasets';
import { AddressCoverageResolver, CoverageOfAddressResolver } from './addresses/address-coverage.resolver.js';
import { AddressesResolver } from './addresses/addresses.resolver.js';
import { ContradictionResolver } from './contradictions/contradiction.resolver.js';
import { fixedAvailability, fixedAvailabilityHistory, mobileAvailability } from './datasets/availability.js';
import { availabilityContradictions } from './datasets/contradictions.js';
import { addressCoverage, districtStatistics } from './datasets/coverage.js';
import { availabilityShares, gridAvailability } from './datasets/grid.js';
import { mobileStatistics } from './datasets/mobile-statistics.js';
import { mobileCells, mobileSites } from './datasets/sites.js';
import { coverageStatistics, coverageStatisticsHistory } from './datasets/statistics.js';
import { FixedAvailabilityResolver } from './fixed/fixed-availability.resolver.js';
import { GridAvailabilityResolver } from './grid/grid-availability.resolver.js';
import { MobileAreaResolver } from './mobile/mobile-area.resolver.js';
import { MobileAvailabilityResolver } from './mobile/mobile-availability.resolver.js';
import { ProviderResolver } from './providers/provider.resolver.js';
import { coverageReports, ReportResolver, ReportsOfAddressResolver } from './reports/index.js';
import { MobileCellResolver } from './sites/mobile-cell.resolver.js';
import { MobileSiteResolver } from './sites/mobile-site.resolver.js';
import { AvailabilityShareResolver } from './statistics/availability-share.js';
import { MobileStatisticsResolver } from './statistics/mobile-statistics.js';
import { CoverageStatisticsResolver } from './statistics/coverage-statistics.resolver.js';
import { StatisticsOfDistrictResolver } from './statistics/district-statistics.js';

export { startDailyRefresh } from './daily-refresh.js';
export { FixedTechnology } from './fixed/fixed-availability.js';
export { MobileTechnology } from './mobile/mobile-availability.js';
export { EvidenceClass } from './evidence.js';
export { evidenceNamed } from './import-delivery-file.js';
export { importers } from './importers.js';
export { loadProvider, Provider, readProviders } from './providers/provider.js';
export {
  awaitsRelease,
  DAYS_DUE,
  listReports,
  moveReport,
  readModerations,
  releaseText,
  ReportClaim,
  readStated,
  ReportRefused,
  STATES as REPORT_STATES,
  MOST_PER_DAY as MOST_REPORTS_PER_DAY,
  submitReport,
  TooManyReports,
  TRANSITIONS,
  type Mistake,
  type MistakeCode,
  type ReportDraft,
  type State as ReportStateCode,
  type StatedOffer,
} from './reports/index.js';

export const resolvers = [
  AddressesResolver,
  CoverageOfAddressResolver,
  AddressCoverageResolver,
  FixedAvailabilityResolver,
  MobileAvailabilityResolver,
  MobileAreaResolver,
  ProviderResolver,
  StatisticsOfDistrictResolver,
  AvailabilityShareResolver,
  ContradictionResolver,
  CoverageStatisticsResolver,
  MobileStatisticsResolver,
  ReportResolver,
  ReportsOfAddressResolver,
  MobileSiteResolver,
  MobileCellResolver,
  GridAvailabilityResolver,
];

/** The open datasets about what can be had where, in the order of the catalogue. */
export const datasets: DatasetDefinition[] = [
  addressCoverage,
  fixedAvailability,
  fixedAvailabilityHistory,
  availabilityContradictions,
  mobileAvailability,
  mobileSites,
  mobileStatistics,
  mobileCells,
  availabilityShares,
  gridAvailability,
  districtStatistics,
  coverageStatistics,
  coverageStatisticsHistory,
  coverageReports,
];
