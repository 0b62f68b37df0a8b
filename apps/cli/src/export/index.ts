import { UserError, type Database } from '@stadtlage/database';
import { NETWORK_FILES } from '@stadtlage/rollout';
import type { Settings } from '@stadtlage/server';
import type { Command } from 'commander';
import { onDatabase, type Open } from '../on-database.js';
import { registerTilesExport } from './tiles.js';
import { writeWhole } from './write-whole.js';

const EXAMPLES = 'netz.json, netz.jsonl or netz.geojson';

/** `stadtlage export`: what is stored, as files for others. */
export function registerExportCommand(program: Command, open: Open, settings: () => Settings): void {
  const command = program.command('export').description('Write stored data to files in the formats of others');
  registerTilesExport(command, open, settings);
  command
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
