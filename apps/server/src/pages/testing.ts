// For the specs of the pages: the town of @stadtlage/places with what testing-answer.sql adds, served over HTTP.
import { sqlFile, type Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { loadTown } from '@stadtlage/places/testing';
import { createLog } from '../log.js';
import { readSettings } from '../settings.js';
import { startServer } from '../start-server.js';

export interface Town {
  database: Database;
  url: string;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  pageOf(path: string, headers?: Record<string, string>): Promise<{ response: Response; page: string; text: string }>;
  close(): Promise<void>;
}

/** @param before is run before the server starts */
export async function openTown(
  env: Record<string, string> = {},
  before?: (database: Database) => Promise<unknown>,
): Promise<Town> {
  const database = await testDatabase();
  await loadTown(database);
  await database.query(sqlFile(import.meta.url, 'address-answer/testing-answer.sql'));
  await before?.(database);
  const settings = readSettings({ PORT: '0', ROLE: 'api', DATABASE_URL: database.url, LOG_LEVEL: 'error', ...env });
  const server = await startServer({ ...settings }, createLog('error'));
  const url = `http://localhost:${new URL(server.url).port}`;
  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${url}${path}`, { headers });
  return {
    database,
    url,
    get,
    pageOf: async (path, headers) => {
      const response = await get(path, headers);
      const page = await response.text();
      return { response, page, text: readable(page) };
    },
    close: async () => {
      await server.close();
      await database.close();
    },
  };
}

const SIGNS: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
/** What people read of a page: no tags, entities written out, one space for any. */
export const readable = (page: string): string =>
  page
    .replace(/<style>[^]*<\/style>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => SIGNS[name]!)
    .replace(/\s+/g, ' ');

/** What makes a page hard to use for somebody, as far as its text shows it. */
export function barriers(page: string): string[] {
  const problems: string[] = [];
  const count = (pattern: RegExp) => page.match(pattern)?.length ?? 0;
  if (count(/<h1[ >]/g) !== 1) problems.push('not one main heading');
  if (count(/<caption>/g) !== count(/<table[ >]/g)) problems.push('a table without caption');
  if (/<th(?![^>]*scope=)[ >]/.test(page)) problems.push('a header cell without scope');
  if (/<script| style="| on[a-z]+="/.test(page)) problems.push('what the policy forbids');
  if (/<img(?![^>]*alt=)/.test(page)) problems.push('an image without text');
  const levels = [...page.matchAll(/<h([1-6])[ >]/g)].map(([, level]) => Number(level));
  if (levels.some((level, i) => i > 0 && level > levels[i - 1]! + 1)) problems.push('a skipped heading level');
  const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  if (new Set(ids).size !== ids.length) problems.push('an id twice');
  if (/undefined|\[object|NaN/.test(readable(page))) problems.push('a hole in the text');
  return problems;
}
