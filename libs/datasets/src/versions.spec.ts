import type { Database } from '@stadtlage/database';
import { DatasetVersions } from './versions.js';

type Rows = { dataset: string; state: object }[];

const rows = (version: number): Rows => {
  const state = { version, changedAt: `2026-01-0${version}T00:00:00Z` };
  return [{ dataset: 'streets', state: { ...state, whole: state, changes: [] } }];
};

it('takes a change that is told during the first load after it, whichever is read first', async () => {
  let notice!: () => void;
  const answers: ((rows: Rows) => void)[] = [];
  const database = {
    notices: { listen: async (_channel: string, listener: () => void) => ((notice = listener), () => {}) },
    query: () => new Promise<Rows>((resolve) => answers.push(resolve)),
  } as unknown as Database;
  const starting = DatasetVersions.start(database, (error) => {
    throw error;
  });
  const tick = () => new Promise((resolve) => setImmediate(resolve));
  await tick();
  notice();
  await tick();
  answers[1]?.(rows(2));
  await tick();
  answers[0]!(rows(1));
  const versions = await starting;
  await tick();
  answers[1]!(rows(2));
  await tick();
  expect(versions.of('streets')!.version).toBe(2);
  versions.stop();
});
