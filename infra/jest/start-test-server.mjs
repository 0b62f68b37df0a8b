// Once per run: the PostgreSQL that test databases come from, real (TEST_DATABASE_URL) or embedded.
import { startTestServers } from '@stadtlage/database/testing';

export default async function start({ maxWorkers }) {
  const servers = await startTestServers(maxWorkers);
  process.env.STADTLAGE_TEST_SERVERS = servers.map(({ url }) => url).join(' ');
  globalThis.stopTestServers = () => Promise.all(servers.map(({ stop }) => stop()));
}
