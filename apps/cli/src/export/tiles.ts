import { UserError } from '@stadtlage/database';
import { tileSnapshot } from '@stadtlage/datasets';
import { createRegistry, snapshotPath, type Settings } from '@stadtlage/server';
import type { Command } from 'commander';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { cancelOnSignal } from '../cancel-on-signal.js';
import { onDatabase, type Open } from '../on-database.js';
import { writeWhole } from './write-whole.js';

const TELL_EVERY_MS = 2_000;

/** `stadtlage export tiles [file]`: all layers of the map as one PMTiles file. */
export function registerTilesExport(parent: Command, open: Open, settings: () => Settings): void {
  parent
    .command('tiles [file]')
    .description(
      'Write all layers of the map as one PMTiles file: for offline use, or for any web server. Without a name, the one that the service offers as /datasets/city.pmtiles (TILES_SNAPSHOT)',
    )
    .action((file: string | undefined, _options: object, command: Command) => {
      if (file && !/\.pmtiles$/i.test(file))
        throw new UserError(`Name the file with the ending .pmtiles, not ${file}.`);
      const { publisher, publicUrl, ...rest } = settings();
      const path = file ?? snapshotPath(rest);
      const registry = createRegistry({ publisher, publicUrl });
      return onDatabase(open, async (database) => {
        if (!file) await makeFolder(dirname(path));
        const { signal, done } = cancelOnSignal();
        const tell = everyNow((made: number, all: number) =>
          process.stderr.write(`Tiles: ${made.toLocaleString('en')} of ${all.toLocaleString('en')}\n`),
        );
        try {
          const spool = `${path}.${process.pid}.tiles.part`;
          const pieces = await tileSnapshot(database, registry, { spool, signal, onProgress: tell });
          if (!pieces) throw new UserError('Nothing is stored that the map shows. Import something first.');
          await writeWhole(path, pieces);
          command.configureOutput().writeOut!(`Written: ${path}\n`);
        } catch (error) {
          throw signal.aborted ? new UserError('It was cancelled. Nothing was written.') : error;
        } finally {
          done();
        }
      });
    });
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch(({ code }: NodeJS.ErrnoException) => {
    throw new UserError(
      `The folder ${folder} cannot be made (${code}). Choose another file by TILES_SNAPSHOT, for the service as well.`,
    );
  });
}

function everyNow(tell: (made: number, all: number) => void): (made: number, all: number) => void {
  let last = Date.now();
  return (made, all) => {
    if (Date.now() - last < TELL_EVERY_MS) return;
    last = Date.now();
    tell(made, all);
  };
}
