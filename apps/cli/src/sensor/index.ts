import type { Database } from '@stadtlage/database';
import { listSensors, publishSensor, SENSOR_KINDS, type PublicSensor } from '@stadtlage/sensors';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { onDatabase, type Open } from '../on-database.js';
import { printable } from '../printable.js';

/** `stadtlage sensor list | publish`: what unknown devices send is stored at once and shown when somebody says where they are. */
export function registerSensorCommand(program: Command, open: Open): void {
  const sensor = program.command('sensor').description('See which sensors have reported, and show them to the public');

  sensor
    .command('list')
    .description('List every sensor that has sent something; new ones first')
    .action(() => onDatabase(open, printSensors));

  sensor
    .command('publish <id>')
    .description('Show a sensor on the map and in the open data')
    .requiredOption('--name <text>', 'its name for people')
    .requiredOption('--at <longitude,latitude>', 'where it stands, in degrees (WGS 84)', position)
    .addOption(new Option('--kind <kind>', 'what it is').choices(SENSOR_KINDS).default('other'))
    .action((id: string, { name, kind, at }: { name: string; kind: PublicSensor['kind']; at: [number, number] }) =>
      onDatabase(open, async (database) => {
        await publishSensor(database, { id, name, kind, longitude: at[0], latitude: at[1] });
        console.log(`${id} is public now.`);
      }),
    );
}

async function printSensors(database: Database): Promise<void> {
  const sensors = await listSensors(database);
  if (!sensors.length) console.log('No sensor has sent anything yet.');
  for (const { id, gateway, isPublic, properties, latestAt } of sensors) {
    const latest = latestAt ? latestAt.toISOString() : 'never';
    const sent = printable(`${id} (gateway ${gateway}): ${properties.join(', ')}`);
    console.log(`${isPublic ? 'public' : 'new   '}  ${sent}; latest ${latest}`);
  }
}

function position(text: string): [number, number] {
  const [longitude, latitude] = text.split(',').map(Number);
  const valid = /^-?[\d.]+,-?[\d.]+$/.test(text) && Math.abs(longitude!) <= 180 && Math.abs(latitude!) <= 90;
  if (!valid) throw new InvalidArgumentError('Write it as longitude,latitude, for example 7.891,51.763.');
  return [longitude!, latitude!];
}
