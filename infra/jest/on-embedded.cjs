// npm test -- --filter ./infra/jest/on-embedded.cjs: what may differ on the embedded database and broker, after a pass on PostgreSQL and
// Mosquitto has asked everything: the SQL of the rooms, and a city that is run on them. A spec gets its servers from a `testing` module
// or from the environment.
const { readFileSync } = process.getBuiltinModule('node:fs');

const SERVERS = /testing|TEST_(DATABASE|MQTT)_URL/i;
const CITY = /\/apps\/e2e\/src\/(city|lifecycle|live|tls)\.spec\.ts$/;
const mayDiffer = (path) => CITY.test(path) || (path.includes('/libs/') && SERVERS.test(readFileSync(path, 'utf8')));

module.exports = function onEmbedded(paths) {
  return { filtered: paths.filter(mayDiffer) };
};
