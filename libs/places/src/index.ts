import { AddressResolver } from './addresses/address.resolver.js';
import { DistrictResolver } from './districts/district.resolver.js';
import { FacilityResolver } from './facilities/facility.resolver.js';
export { FacilityKind } from './facilities/facility.js';
import { NearestFacilitiesResolver } from './facilities/nearest-facilities.resolver.js';
import { StreetResolver } from './streets/street.resolver.js';

export { Address, AddressUse } from './addresses/address.js';
export { ADDRESSES, foreseeAddresses, loadAddress, loadAddresses } from './addresses/load-address.js';
export { searchAddresses } from './addresses/search-addresses.js';
export { datasets } from './datasets.js';
export { District, loadDistrict } from './districts/district.js';
export { Street } from './streets/street.js';
export { importers } from './importers.js';

export const resolvers = [
  AddressResolver,
  DistrictResolver,
  FacilityResolver,
  NearestFacilitiesResolver,
  StreetResolver,
];
