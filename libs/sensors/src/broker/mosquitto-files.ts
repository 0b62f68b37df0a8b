// What Mosquitto is told of the registry: https://mosquitto.org/man/mosquitto-conf-5.html (acl_file, password_file).
import { UserError } from '@stadtlage/database';
import type { RegisteredGateway } from '../registry/registered-gateways.js';
import { readableBy } from './access.js';

export interface MosquittoFiles {
  passwords: string;
  acl: string;
}

const HEAD =
  '# Written by "stadtlage gateway mosquitto" from the registry of gateways. What is changed here is lost.\n';

/**
 * The password file and the access control list for those who may connect: Stadtlage itself and the active gateways.
 * @param service the user by which Stadtlage connects, the hash of its password, and its client id
 * @throws UserError when a gateway has one of its names
 */
export function mosquittoFiles(
  gateways: readonly (RegisteredGateway & { secretHash: string })[],
  service: { user: string; passwordHash: string; clientId: string },
): MosquittoFiles {
  for (const [setting, name] of [
    ['MQTT_URL', service.user],
    ['MQTT_CLIENT_ID', service.clientId],
  ]) {
    if (!gateways.some(({ id }) => id === name)) continue;
    throw new UserError(`${setting}: "${name}" is a registered gateway. Give Stadtlage a name of its own there.`);
  }
  // It reads what all send; it asks Sparkplug nodes for their births, and publishes for the demo gateways.
  const own = `user ${service.user}\ntopic readwrite #\n`;
  return {
    passwords: [HEAD, line(service.user, service.passwordHash), ...gateways.map((g) => line(g.id, g.secretHash))].join(
      '',
    ),
    acl: [HEAD, own, ...gateways.map(rulesOf)].join('\n'),
  };
}

const line = (user: string, hash: string) => `${user}:${hash}\n`;

/** What no rule allows is refused. */
function rulesOf(gateway: RegisteredGateway): string {
  const { id, topics } = gateway;
  const rules = [
    `user ${id}`,
    ...[`gateways/${id}/#`, ...topics].map((filter) => `topic write ${filter}`),
    ...readableBy(gateway).map((filter) => `topic read ${filter}`),
  ];
  return `${rules.join('\n')}\n`;
}
