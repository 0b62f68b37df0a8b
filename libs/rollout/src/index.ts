import { NetworkResolver } from './networks/network.resolver.js';
import { ProjectResolver, ProjectsOfAddressResolver } from './projects/project.resolver.js';

export { datasets } from './datasets.js';
export { importers } from './import-fibre-network.js';

export const resolvers = [ProjectResolver, ProjectsOfAddressResolver, NetworkResolver];
