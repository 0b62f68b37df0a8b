import { RolloutDaysResolver } from './days/rollout-days.js';
import { importers as networkImporters } from './import-fibre-network.js';
import { rolloutProjects } from './import-rollout-projects.js';
import { NetworkResolver } from './networks/network.resolver.js';
import {
  FibreContractResolver,
  FibreNodeResolver,
  FibrePhaseResolver,
  FibreSpanResolver,
  NetworkPartsResolver,
} from './networks/parts.resolver.js';
import { resolvers as planning } from './planning/index.js';
import {
  PhaseResolver,
  PhasesOfAddressResolver,
  PhasesOfStreetResolver,
  RolloutAddressResolver,
} from './projects/phase.resolver.js';
import { ProjectResolver, ProjectsOfAddressResolver, StatusChangeResolver } from './projects/project.resolver.js';

export { datasets } from './datasets.js';
export { NETWORK_FILES, type NetworkFile } from './export-files.js';
export { registerNetworkExport, type NetworkExportOptions } from './export-routes.js';
export { networkSource } from './networks/formats/parts.js';
/** Everything that `stadtlage import` takes of this room. */
export const importers = [...networkImporters, rolloutProjects];

export const resolvers = [
  ProjectResolver,
  StatusChangeResolver,
  ProjectsOfAddressResolver,
  PhaseResolver,
  RolloutAddressResolver,
  PhasesOfAddressResolver,
  PhasesOfStreetResolver,
  RolloutDaysResolver,
  ...planning,
  NetworkResolver,
  NetworkPartsResolver,
  FibreNodeResolver,
  FibreSpanResolver,
  FibrePhaseResolver,
  FibreContractResolver,
];
