import { UserError, type Database } from '@stadtlage/database';
import { NETWORK_FILES } from '@stadtlage/rollout';
import type { Command } from 'commander';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { onDatabase, type Open } from '../on-database.js';

const EXAMPLES = 'netz.json, netz.jsonl or netz.geojson';

/** `stadtlage export ofds <file>`: the stored fibre networks as files for others. */
export function registerExportCommand(program: Command, open: Open): void {
  program
    .command('export')
    .description('Write stored data to files in the formats of others')
    .command('ofds <file>')
    .description(
      `Write the fibre networks by the Open Fibre Data Standard 0.3. The name says the format: ${EXAMPLES}, which becomes netz.nodes.geojson and netz.spans.geojson`,
    )
    .option('--network <id>', 'only the network with this id; may be given several times', collect)
    .action((path: string, { network }: { network?: string[] }, command: Command) => {
      const files = filesFor(path);
      const write = (text: string) => command.configureOutput().writeOut!(`${text}\n`);
      return onDatabase(open, async (database) => {
        await assertAny(database);
        for (const file of files) {
          await writeWhole(file.path, file.write(database, network));
          write(`Written: ${file.path}`);
        }
      });
    });
}

const collect = (id: string, before: string[] = []) => [...before, id];

/** GeoJSON has nodes and spans apart, as the standard recommends. */
function filesFor(path: string) {
  const name = path.replace(/\.geojson$/i, '');
  const endings = name === path ? [/\.[^./\\]*$/.exec(path)?.[0].toLowerCase()] : ['.nodes.geojson', '.spans.geojson'];
  const formats = NETWORK_FILES.filter(({ ending }) => endings.includes(ending));
  if (!formats.length) throw new UserError(`The name ${path} does not say the format. Name it like ${EXAMPLES}.`);
  return formats.map((format) => ({ ...format, path: name === path ? path : name + format.ending }));
}

async function assertAny(database: Database): Promise<void> {
  const [any] = await database.query('SELECT FROM rollout.network LIMIT 1');
  if (!any) throw new UserError('No fibre network is stored. Import one first: stadtlage import fibre-network <file>');
}

/** The file is there whole or not at all: an earlier one of this name stays until then. */
async function writeWhole(path: string, pieces: AsyncIterable<string>): Promise<void> {
  const unfinished = `${path}.${process.pid}.part`;
  try {
    await pipeline(pieces, createWriteStream(unfinished, { flags: 'wx' }));
    await rename(unfinished, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST') await rm(unfinished, { force: true });
    const why: Record<string, string> = {
      ENOENT: 'There is no such folder. Make it first.',
      EACCES: 'This user may not write there. Change the permissions of the folder.',
      EROFS: 'The disk is read-only.',
      ENOSPC: 'The disk is full.',
      EISDIR: 'It is a folder. Name a file.',
    };
    if (code && why[code]) throw new UserError(`${path} cannot be written. ${why[code]}`);
    throw error;
  }
}
