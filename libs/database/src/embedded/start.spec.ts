import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../user-error.js';
import { embeddedIsRunning, startEmbeddedDatabase, type EmbeddedDatabase } from './start.js';

describe('starting the embedded database', () => {
  let folder: string;
  let first: EmbeddedDatabase;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stadtlage-'));
    // As a process that was killed leaves it.
    await writeFile(join(folder, 'lock'), '999999999');
  });
  afterAll(async () => {
    await first?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('lets one of two concurrent starts have a folder, and tells the other', async () => {
    const [one, two] = await Promise.allSettled([startEmbeddedDatabase(folder), startEmbeddedDatabase(folder)]);
    expect([one!.status, two!.status].sort()).toEqual(['fulfilled', 'rejected']);
    const failed = one!.status === 'rejected' ? one : (two as PromiseRejectedResult);
    expect(failed.reason).toBeInstanceOf(UserError);
    expect(failed.reason.message).toMatch(/^DATA_DIR: another Stadtlage is running/);
    first = (one!.status === 'fulfilled' ? one : (two as PromiseFulfilledResult<EmbeddedDatabase>)).value;
  }, 60_000);

  it('stops cleanly, and can be stopped while it still opens', async () => {
    await first.stop();
    let stop!: () => Promise<void>;
    const opening = startEmbeddedDatabase(folder, (stopIt) => (stop = stopIt)).catch(() => undefined);
    while (!stop) await new Promise((resolve) => setTimeout(resolve, 5));
    await stop();
    await opening;
    expect(await embeddedIsRunning(folder)).toBe(false);
    first = await startEmbeddedDatabase(folder);
  }, 60_000);
});
