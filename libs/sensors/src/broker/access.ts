// Who may do what on the embedded broker. Mosquitto is told the same by its files, see mosquitto-files.ts.
import { createRouter, type TopicPrefix } from '../codecs/route.js';
import type { RegisteredGateway, RegisteredGateways } from '../registry/registered-gateways.js';
import { verifySecret } from '../registry/secret.js';
import { commandsTo, covers } from '../registry/topic-filters.js';

/** Somebody who is connected. */
export interface Party {
  /** For the log. */
  name: string;
  /** @returns the topic under which a message goes on. @throws Refusal */
  publishOn(topic: string): string;
  /** @param filter a topic filter, or a topic */
  mayRead(filter: string): boolean;
}

export interface Access {
  /** @throws Refusal */
  identify(username: string | undefined, password: Buffer | undefined): Promise<Party>;
}

/** MQTT 3.1.1, section 3.2.2.3 */
export type ConnectReturnCode = 2 | 3 | 4 | 5;

/** Its message goes into our log: MQTT 3.1.1 can tell the client nothing but a number, or close the connection. */
export class Refusal extends Error {
  constructor(
    message: string,
    readonly returnCode: ConnectReturnCode = 5,
  ) {
    super(message);
    this.name = 'Refusal';
  }
}

/** All that a gateway may read: the commands to its Sparkplug nodes, which are asked for their births there. */
export const readableBy = ({ id, topics }: Pick<RegisteredGateway, 'id' | 'topics'>): string[] => [
  ...commandsTo('spBv1.0/#').map((commands) => `gateways/${id}/${commands}`),
  ...topics.flatMap(commandsTo),
];

export interface GatewayAccessOptions {
  /** Whether somebody without a user name may publish, as a gateway that nobody has registered. */
  anonymous: boolean;
  /** Of the operator's mapping file: topics that belong to gateways beside those they have registered. */
  prefixes?: readonly TopicPrefix[];
}

/** Registered gateways publish as themselves, and only they do. */
export function gatewayAccess(
  gateways: RegisteredGateways,
  { anonymous, prefixes = [] }: GatewayAccessOptions,
): Access {
  let route = createRouter(prefixes, gateways.ownerOf);
  gateways.onChange(() => (route = createRouter(prefixes, gateways.ownerOf)));

  /** Undefined where no format has such a topic. */
  const ownerOf = (topic: string): string | undefined => {
    try {
      return route(topic).gatewayId;
    } catch {
      return undefined;
    }
  };

  const guest: Party = {
    name: 'somebody without a user name',
    publishOn(topic) {
      const [first, named] = topic.split('/');
      const owner = first === 'gateways' ? named : ownerOf(topic);
      if (owner === undefined)
        throw new Refusal('no known format has this topic; put gateways/{gateway}/ before it, or register it');
      if (gateways.get(owner)) throw new Refusal(`only the gateway "${owner}" may, with its user name and secret`);
      return topic;
    },
    // Not even Sparkplug's commands: behind a guest may be anybody, and no node is theirs.
    mayRead: () => false,
  };

  const party = ({ id, secretHash }: RegisteredGateway): Party => ({
    name: `gateway "${id}"`,
    publishOn(topic) {
      if (gateways.get(id)?.secretHash !== secretHash) throw new Refusal('it was revoked or has a new secret');
      const own = `gateways/${id}/`;
      if (topic.startsWith(own)) return topic;
      if (topic.split('/')[0] === 'gateways') throw new Refusal(`it may publish only under ${own}`);
      return ownerOf(topic) === id ? topic : own + topic;
    },
    mayRead(filter) {
      const gateway = gateways.get(id);
      return !!gateway && readableBy(gateway).some((commands) => covers(commands, filter));
    },
  });

  return {
    async identify(username, password) {
      if (!username) {
        if (anonymous) return guest;
        throw new Refusal('it gives no user name and secret: register it, or set MQTT_ANONYMOUS=true for a try');
      }
      const gateway = gateways.get(username);
      if (!gateway) throw new Refusal('it is not registered: stadtlage gateway add', 4);
      if (gateway.secretHash === null) throw new Refusal('it was revoked', 4);
      if (!(await verifySecret(password ?? '', gateway.secretHash))) {
        throw new Refusal('its secret is wrong: stadtlage gateway rotate gives a new one', 4);
      }
      return party(gateway);
    },
  };
}
