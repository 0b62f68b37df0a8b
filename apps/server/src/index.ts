export { resolvers } from './app.module.js';
export { createRegistry } from './datasets.js';
export { createLog, type Log } from './log.js';
export { readSettings, snapshotPath, type Settings } from './settings.js';
export { startServer, type RunningServer } from './start-server.js';
