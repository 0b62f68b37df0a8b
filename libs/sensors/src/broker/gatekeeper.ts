import { createHash, timingSafeEqual } from 'node:crypto';
import type { DropArgument, Server, Socket } from 'node:net';
import type { AedesOptions, AuthenticateError, Client } from 'aedes';
import type { Log } from '../ingest/subscriber.js';
import { SERVICE_USER } from '../registry/gateways.js';
import { newSecret } from '../registry/secret.js';
import { Refusal, type Access, type Party } from './access.js';

type Hooks = Required<
  Pick<AedesOptions, 'preConnect' | 'authenticate' | 'authorizePublish' | 'authorizeSubscribe' | 'authorizeForward'>
>;

const SERVER_UNAVAILABLE = 3;

/** Each may have a packet of up to 256 MB under way: MQTT 3.1.1 has no way to tell a client that it is too large. */
const MOST_CONNECTIONS = 1_000;
/** A CONNECT of ours has some 200 bytes. Strangers must not get more memory than one with a long will takes. */
const LONGEST_CONNECT = 65_536;

/** Nothing is held back from Stadtlage itself but what the broker says about itself. */
const STADTLAGE: Party = {
  name: 'Stadtlage itself',
  publishOn(topic) {
    if (topic.startsWith('$')) throw new Refusal('topics that begin with $ belong to the broker');
    return topic;
  },
  mayRead: () => true,
};

/** Stands at the embedded broker's door: asks {@link Access} about everybody else, and says in the log what was refused. */
export class Gatekeeper {
  readonly username = SERVICE_USER;
  /** Only this process, and whoever it tells, has it. */
  readonly password = newSecret();
  readonly refused = { connections: 0, messages: 0, subscriptions: 0 };
  private readonly parties = new WeakMap<Client, Party>();
  /** Their CONNECT has come. */
  private readonly introduced = new WeakSet<Client['conn']>();
  private readonly ownClientIds = new Set<string>();
  private readonly warn: (text: string) => void;

  constructor(
    private readonly access: Access,
    log: Pick<Log, 'warn'>,
  ) {
    this.warn = sparingly((text) => log.warn(text));
  }

  /** @param server whose connections Aedes reads already */
  guard(server: Server): void {
    server.maxConnections = MOST_CONNECTIONS;
    server.on('drop', (dropped?: DropArgument) => {
      const who = `somebody from ${dropped?.remoteAddress ?? UNKNOWN}`;
      this.refuse('connections', `${who} may not connect: ${MOST_CONNECTIONS} connections are open, which is the most`);
    });
    server.on('connection', (socket) => {
      // Aedes has seen them when we do: what it has not made a CONNECT of, it keeps.
      socket.on('readable', () => {
        if (socket.destroyed || socket.bytesRead <= LONGEST_CONNECT || this.introduced.has(socket)) return;
        const what = `no CONNECT within ${LONGEST_CONNECT} bytes`;
        this.refuse('connections', `somebody from ${socket.remoteAddress ?? UNKNOWN} may not connect: ${what}`);
        socket.destroy();
      });
    });
  }

  readonly hooks: Hooks = {
    preConnect: (client, _packet, done) => {
      this.introduced.add(client.conn);
      done(null, true);
    },

    authenticate: (client, username, password, done) =>
      void this.identify(client, username, password).then(
        (party) => {
          this.parties.set(client, party);
          done(null, true);
        },
        (error: Error) => {
          const who = username ? JSON.stringify(username.slice(0, 100)) : 'somebody';
          this.refuse('connections', `${who} from ${addressOf(client)} may not connect: ${error.message}`);
          const returnCode = error instanceof Refusal ? error.returnCode : SERVER_UNAVAILABLE;
          done(Object.assign(error, { returnCode }) as AuthenticateError, false);
        },
      ),

    authorizePublish: (client, packet, done) => {
      const party = client && this.parties.get(client);
      if (!party) return done(new Error('not connected'));
      try {
        packet.topic = party.publishOn(packet.topic);
        // Aedes would keep it in memory for ever, for readers who do not exist.
        if (party !== STADTLAGE) packet.retain = false;
      } catch (error) {
        const what = `may not publish on ${shown(packet.topic)}: ${(error as Error).message}`;
        this.refuse('messages', `${party.name} from ${addressOf(client)} ${what}`);
        return done(error as Error);
      }
      done(null);
    },

    authorizeSubscribe: (client, subscription, done) => {
      const party = this.parties.get(client);
      if (party?.mayRead(subscription.topic)) return done(null, subscription);
      const what = `may not read ${shown(subscription.topic)}: gateways only publish`;
      this.refuse('subscriptions', `${party?.name} from ${addressOf(client)} ${what}`);
      done(null, null);
    },

    // Beside a subscription that is granted, Aedes also stores for a persistent session those that were refused.
    authorizeForward: (client, packet) => (this.parties.get(client)?.mayRead(packet.topic) ? packet : null),
  };

  private async identify(client: Client, username: string | undefined, password: Buffer | undefined): Promise<Party> {
    if (username === this.username) {
      if (!same(password ?? '', this.password)) throw new Refusal('this user name is of Stadtlage itself', 4);
      this.ownClientIds.add(client.id);
      return STADTLAGE;
    }
    // Whoever connects with the client id of a session takes it over, and what waits in it.
    if (this.ownClientIds.has(client.id)) throw new Refusal('its client id is one of Stadtlage itself', 2);
    return this.access.identify(username, password);
  }

  private refuse(what: keyof typeof this.refused, text: string): void {
    this.refused[what]++;
    this.warn(`MQTT: ${text}`);
  }
}

function same(a: string | Buffer, b: string): boolean {
  const [left, right] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(left!, right!);
}

const shown = (topic: string) => JSON.stringify(topic.slice(0, 200));

const UNKNOWN = 'an unknown address';
const addressOf = ({ conn }: Client) => (conn as Socket).remoteAddress ?? UNKNOWN;

const MOST_IN_A_MINUTE = 20;

/** A device that tries again each second must not fill the log. */
function sparingly(warn: (text: string) => void): (text: string) => void {
  const told = new Set<string>();
  let minute = 0;
  return (text) => {
    const now = Math.floor(Date.now() / 60_000);
    if (now !== minute) told.clear();
    minute = now;
    if (told.has(text) || told.size >= MOST_IN_A_MINUTE) return;
    told.add(text);
    warn(text);
  };
}
