// npm test -- --filter ./infra/jest/on-servers.cjs: leaves out what a pass on the embedded database and broker has asked just before and
// what is not different on others: what uses neither, and pages, which are made of what GraphQL says. A spec gets its servers from a
// `testing` module or from the environment; all of apps/e2e does.
const { readFileSync } = process.getBuiltinModule('node:fs');

const SERVERS = /testing|postgres|TEST_(DATABASE|MQTT)_URL/i;
const PAGES = '/apps/server/src/pages/';
const usesServers = (path) => path.includes('/apps/e2e/') || SERVERS.test(readFileSync(path, 'utf8'));

module.exports = function onServers(paths) {
  return { filtered: paths.filter((path) => !path.includes(PAGES) && usesServers(path)) };
};
