import type { Database } from '@stadtlage/database';
import { addGateway, listGateways, revokeGateway, rotateGateway, type KnownGateway } from '@stadtlage/sensors';
import type { Settings } from '@stadtlage/server';
import type { Command } from 'commander';
import { once } from 'node:events';
import { tellMosquitto, type MosquittoOptions } from './mosquitto.js';
import { onDatabase, type Open } from '../on-database.js';
import { printable } from '../printable.js';

/** `stadtlage gateway add | list | rotate | revoke | mosquitto`: which gateways may publish. */
export function registerGatewayCommand(program: Command, open: Open, settings: () => Settings): void {
  const gateway = program.command('gateway').description('Say which gateways may publish over MQTT');

  gateway
    .command('add <id>')
    .description('Let a gateway publish under gateways/<id>/; its secret is shown once')
    .option('--name <text>', 'its name for people')
    .option('--topic <filter>', 'an MQTT topic filter it may publish on as well; can be repeated', collect, [])
    .action((id: string, { name, topic: topics }: { name?: string; topic: string[] }) =>
      onDatabase(open, async (database) => {
        const secret = await addGateway(database, { id, name, topics });
        console.log(`Gateway "${id}" may publish now, on ${[`gateways/${id}/#`, ...topics].join(', ')}.`);
        printSecret(id, secret);
      }),
    );

  gateway
    .command('list')
    .description('List all that are registered, were once, or have sent something')
    .action(() => onDatabase(open, printGateways));

  gateway
    .command('rotate <id>')
    .description('Give a gateway a new secret; the old one is void at once')
    .action((id: string) =>
      onDatabase(open, async (database) => {
        const secret = await rotateGateway(database, id);
        console.log(`Gateway "${id}" has a new secret; the old one is void.`);
        printSecret(id, secret);
      }),
    );

  gateway
    .command('revoke <id>')
    .description('Let a gateway publish no more; what it has sent stays')
    .action((id: string) =>
      onDatabase(open, async (database) => {
        await revokeGateway(database, id);
        console.log(`Gateway "${id}" may not publish any more.`);
      }),
    );

  gateway
    .command('mosquitto')
    .description('Write the files that tell Mosquitto who may do what')
    .requiredOption('--passwords <file>', "Mosquitto's password_file")
    .requiredOption('--acl <file>', "Mosquitto's acl_file")
    .option('--reload <command>', 'run this when they have changed, such as "systemctl reload mosquitto"')
    .option('--watch', 'stay, and keep them current')
    .action((options: MosquittoOptions) =>
      onDatabase(open, (database) => tellMosquitto(database, settings(), options, interrupted)),
    );
}

const interrupted = () => Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);

const collect = (value: string, all: string[]) => [...all, value];

function printSecret(id: string, secret: string): void {
  console.log(`Its user name and its secret, which is not shown again:\n\n  ${id}\n  ${secret}\n`);
}

async function printGateways(database: Database): Promise<void> {
  const gateways = await listGateways(database);
  if (!gateways.length) console.log('No gateway is registered, and none has sent anything.');
  for (const gateway of gateways) {
    const { id, name, topics, lastSeenAt } = gateway;
    const more = [name && `"${name}"`, ...topics, `last seen ${lastSeenAt?.toISOString() ?? 'never'}`];
    console.log(`${stateOf(gateway).padEnd(14)}  ${printable(`${id}: ${more.filter(Boolean).join(', ')}`)}`);
  }
}

function stateOf({ registeredAt, revokedAt }: KnownGateway): string {
  if (revokedAt) return 'revoked';
  return registeredAt ? 'registered' : 'not registered';
}
