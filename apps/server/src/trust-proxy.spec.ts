import 'reflect-metadata';
import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { loadTown } from '@stadtlage/places/testing';
import { createLog } from './log.js';
import { readSettings } from './settings.js';
import { startServer } from './start-server.js';

describe('TRUST_PROXY', () => {
  test.each([
    [undefined, ['loopback']],
    ['none', false],
    ['loopback, 10.0.0.0/8,2001:db8::/32,192.0.2.1', ['loopback', '10.0.0.0/8', '2001:db8::/32', '192.0.2.1']],
  ])('%s is read as %j', (text, value) => {
    expect(readSettings({ TRUST_PROXY: text }).trustProxy).toEqual(value);
  });

  test.each(['true', '10.0.0.0/33', '10.0.0', 'none,loopback', 'loopback,', '10.0.0.0/8/8', '1.2.3.4/-1'])(
    '%s stops the program with a sentence that names it',
    (text) => {
      expect(() => readSettings({ TRUST_PROXY: text })).toThrow(`TRUST_PROXY must be none, or a list of loopback`);
    },
  );

  describe('says whose visitors are told apart', () => {
    let database: Database;
    beforeAll(async () => {
      database = await testDatabase();
      await loadTown(database);
    });
    afterAll(() => database.close());

    test.each([
      ['loopback', 2],
      ['none', 1],
      ['10.0.0.0/8', 1],
    ])('%s', async (trusted, senders) => {
      await database.query('TRUNCATE coverage.report_sender_key CASCADE');
      const settings = readSettings({
        PORT: '0',
        ROLE: 'api',
        DATABASE_URL: database.url,
        LOG_LEVEL: 'error',
        TRUST_PROXY: trusted,
      });
      const server = await startServer(settings, createLog('error'));
      try {
        for (const client of ['192.0.2.1', '192.0.2.2']) {
          const response = await fetch(`${server.url}/address/b5/reports`, {
            method: 'POST',
            redirect: 'manual',
            headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-for': client },
            body: `claim=OTHER&text=${trusted}+${client}`,
          });
          expect(response.status).toBe(303);
        }
        const counted = await database.query('SELECT FROM coverage.report_sender');
        expect(counted).toHaveLength(senders);
      } finally {
        await server.close();
      }
    });
  });
});
