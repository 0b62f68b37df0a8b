import 'reflect-metadata';
import { testDatabase } from '@stadtlage/database/testing';
import { createLog } from './log.js';
import { readSettings } from './settings.js';
import { startServer } from './start-server.js';

test('a connection stays open for longer than a proxy keeps its own, so that none is closed under its next request', async () => {
  const database = await testDatabase();
  const settings = readSettings({ PORT: '0', ROLE: 'api', DATABASE_URL: database.url, LOG_LEVEL: 'error' });
  const server = await startServer(settings, createLog('error'));
  try {
    const { headers } = await fetch(`${server.url}/config.json`);
    expect(Number(/timeout=(\d+)/.exec(headers.get('keep-alive')!)?.[1])).toBeGreaterThan(60);
  } finally {
    await server.close();
    await database.close();
  }
});
