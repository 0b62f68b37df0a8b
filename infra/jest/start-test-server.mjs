// Once per run: the PostgreSQL that test databases come from, real (TEST_DATABASE_URL) or embedded.
import { startTestServer } from '@stadtlage/database/testing';

export default async function start() {
  const server = await startTestServer();
  process.env.STADTLAGE_TEST_SERVER = server.url;
  globalThis.stopTestServer = server.stop;
}
