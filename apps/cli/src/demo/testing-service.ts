// For specs: the service over a small demo city, as an operator and everybody else can ask it.
import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { addOperator } from '@stadtlage/operators';
import { createLog, readSettings, startServer } from '@stadtlage/server';
import { loadDemoCity } from './index.js';

const NOW = new Date('2026-11-05T10:37:00Z');

export interface DemoService {
  database: Database;
  url: string;
  /** Of an operator. */
  token: string;
  close(): Promise<void>;
}

export async function startDemoService(addresses: number): Promise<DemoService> {
  const database = await testDatabase();
  try {
    await loadDemoCity(database, { addresses }, undefined, { now: NOW });
    const token = await addOperator(database, 'Erika Mustermann');
    const settings = readSettings({
      PORT: '0',
      ROLE: 'api',
      DATABASE_URL: database.url,
      GRAPHQL_POINTS_PER_MINUTE: '1000000000',
    });
    const server = await startServer(settings, createLog('silent'));
    const close = async () => {
      await server.close();
      await database.close();
    };
    return { database, url: server.url, token, close };
  } catch (error) {
    await database.close();
    throw error;
  }
}
