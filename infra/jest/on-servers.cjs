// npm test -- --filter ./infra/jest/on-servers.cjs: leaves out what a pass on the embedded database and broker has asked just before and
// what cannot be different on others: what uses neither, and what walks the whole graph for how it is put together and compiled. A spec
// gets its servers from a `testing` module or from the environment; all of apps/e2e does.
const { readFileSync } = process.getBuiltinModule('node:fs');

const SERVERS = /testing|postgres|TEST_(DATABASE|MQTT)_URL/i;
const OF_THE_GRAPH = /apps\/cli\/src\/demo\/(graph\/(faults|query-counts)|compiled-answers)\.spec\.ts$/;
const usesServers = (path) => path.includes('/apps/e2e/') || SERVERS.test(readFileSync(path, 'utf8'));

module.exports = function onServers(paths) {
  return { filtered: paths.filter((path) => !OF_THE_GRAPH.test(path) && usesServers(path)) };
};
