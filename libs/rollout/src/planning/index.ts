// What planners ask: what was promised, what is connected, who was forgotten?
import { FacilityWithoutFibreResolver, PlanningListsResolver } from './lists.resolver.js';
import { ProjectSlippageResolver, ProviderSlippageResolver } from './slippage.js';

export { datasets } from './datasets.js';

export const resolvers = [
  PlanningListsResolver,
  FacilityWithoutFibreResolver,
  ProjectSlippageResolver,
  ProviderSlippageResolver,
];
