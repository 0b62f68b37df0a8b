import type { DatasetDefinition } from '@stadtlage/datasets';
import { AddressCoverageResolver, CoverageOfAddressResolver } from './addresses/address-coverage.resolver.js';
import { AddressesResolver } from './addresses/addresses.resolver.js';
import { availabilityShares, fixedAvailability, mobileAvailability } from './datasets/availability.js';
import { addressCoverage, districtStatistics } from './datasets/coverage.js';
import { FixedAvailabilityResolver } from './fixed/fixed-availability.resolver.js';
import { MobileAvailabilityResolver } from './mobile/mobile-availability.resolver.js';
import { ProviderResolver } from './providers/provider.resolver.js';
import { AvailabilityShareResolver } from './statistics/availability-share.js';
import { StatisticsOfDistrictResolver } from './statistics/district-statistics.js';

export { importers } from './import-availability-shares.js';
export { loadProvider, Provider } from './providers/provider.js';

export const resolvers = [
  AddressesResolver,
  CoverageOfAddressResolver,
  AddressCoverageResolver,
  FixedAvailabilityResolver,
  MobileAvailabilityResolver,
  ProviderResolver,
  StatisticsOfDistrictResolver,
  AvailabilityShareResolver,
];

/** The open datasets about what can be had where, in the order of the catalogue. */
export const datasets: DatasetDefinition[] = [
  addressCoverage,
  fixedAvailability,
  mobileAvailability,
  availabilityShares,
  districtStatistics,
];
