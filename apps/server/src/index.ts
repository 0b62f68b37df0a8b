export { resolvers } from './app.module.js';
export { createRegistry } from './datasets.js';
export { compilerFor } from './graphql/compiler.js';
export { LeanFields } from './graphql/lean-fields.js';
export { createLog, type Log } from './log.js';
export { readSettings, snapshotPath, type Settings } from './settings.js';
export { startServer, type RunningServer } from './start-server.js';
