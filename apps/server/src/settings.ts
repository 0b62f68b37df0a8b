import { UserError } from '@stadtlage/database';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';

const port = z.coerce
  .number('must be a port number from 0 to 65535')
  .int()
  .min(0)
  .max(65535, 'must be a port number from 0 to 65535');
const url = (protocols: RegExp, example: string) =>
  z.url({ protocol: protocols, error: `must be a URL such as ${example}` });
const flag = z.enum(['true', 'false'], 'must be true or false').transform((text) => text === 'true');
const number = (min: number, max: number) =>
  z.coerce
    .number(`must be a number from ${min} to ${max}`)
    .min(min, `must be a number from ${min} to ${max}`)
    .max(max, `must be a number from ${min} to ${max}`);

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Names of https://www.npmjs.com/package/@fastify/proxy-addr, addresses, and networks such as 10.0.0.0/8. */
function isProxy(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address = '', bits, ...rest] = text.split('/');
  const most = isIP(address) === 6 ? 128 : 32;
  return isIP(address) > 0 && !rest.length && (bits === undefined || (/^\d{1,3}$/.test(bits) && +bits <= most));
}

const proxies = z
  .string()
  .transform((text) => (text.trim() === 'none' ? [] : text.split(',').map((part) => part.trim())))
  .refine(
    (parts) => parts.every(isProxy),
    'must be none, or a list of loopback, linklocal, uniquelocal, addresses and networks such as 10.0.0.1,192.168.0.0/16',
  )
  .transform((parts) => parts.length > 0 && parts);

/** A source of `frame-ancestors`: https://www.w3.org/TR/CSP3/#framework-directive-source-list */
const isEmbedder = (text: string): boolean =>
  text === '*' || /^https?:\/\/(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?$/i.test(text);

interface Setting<Type extends z.ZodType = z.ZodType> {
  name: string;
  type: Type;
  /** As it would be written in the environment; absent where nothing is the default. */
  default?: string;
  description: string;
}

function setting<Type extends z.ZodType>(
  name: string,
  type: Type,
  description: string,
  byDefault?: string,
): Setting<Type> {
  return { name, type, description, default: byDefault };
}

/** Every setting of every program, in the order of docs/generated/env.md. Nothing else reads the environment. */
const SETTINGS = {
  port: setting('PORT', port, 'Port of the web app, the API and the tiles.', '3000'),
  host: setting(
    'HOST',
    z.string().min(1),
    'Address to listen on. 0.0.0.0 lets other machines reach it; put a TLS proxy before it.',
    '127.0.0.1',
  ),
  publicUrl: setting(
    'PUBLIC_URL',
    url(/^https?$/, 'https://stadtlage.example.org').optional(),
    'Where people reach this server, for absolute links in the catalogue and the tiles. Without it links are relative to the request.',
  ),
  embedOrigins: setting(
    'EMBED_ORIGINS',
    z
      .string()
      .transform((text) => text.split(',').map((part) => part.trim()))
      .refine(
        (parts) => parts.every(isEmbedder),
        'must be a list of origins such as https://www.ahlen.de,https://*.example.org, or * for every page',
      )
      .optional(),
    'Whose web pages may show the map within them (`?embed=1`), beside our own: origins, separated by commas; `https://*.example.org` for all below it, `*` for everybody.',
  ),
  trustProxy: setting(
    'TRUST_PROXY',
    proxies,
    'Proxies whose X-Forwarded-For, -Host and -Proto are believed: loopback (a proxy on this machine), uniquelocal (10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, fc00::/7), linklocal, addresses and networks, separated by commas; or none. Whoever is believed can pass for anybody; of a proxy that is not, all visitors count as one, and share the reports of one day. See docs/access.md.',
    'loopback',
  ),
  graphqlPointsPerMinute: setting(
    'GRAPHQL_POINTS_PER_MINUTE',
    number(1_000, 1_000_000_000).int('must be a whole number of points'),
    'What GraphQL queries may cost a client (an IPv4 address, or the /64 of an IPv6 one) in a minute, counted in each process; operators get ten times as much. See docs/graphql.md.',
    '30000',
  ),
  databaseUrl: setting(
    'DATABASE_URL',
    url(/^postgres(ql)?$/, 'postgresql://user:password@localhost:5432/stadtlage').optional(),
    'A PostgreSQL 15 or later with PostGIS. Without it an embedded database starts under DATA_DIR.',
  ),
  databaseConnections: setting(
    'DATABASE_CONNECTIONS',
    number(2, 100),
    'Connections for answering people, at most. A process opens one more to hear of changes, three to store what sensors send, and one for the embedded broker.',
    '10',
  ),
  dataDir: setting(
    'DATA_DIR',
    z.string().min(1),
    'Folder of the embedded database, and of the file of all tiles.',
    './data',
  ),
  tilesSnapshot: setting(
    'TILES_SNAPSHOT',
    z
      .string()
      .regex(
        /\.pmtiles$/i,
        'must be the path of a file with the ending .pmtiles, such as /var/lib/stadtlage/city.pmtiles',
      )
      .optional(),
    'File of all tiles that is served as /datasets/city.pmtiles; `stadtlage export tiles` writes it. Default: city.pmtiles in DATA_DIR.',
  ),
  mqttUrl: setting(
    'MQTT_URL',
    url(/^(mqtts?|wss?)$/, 'mqtt://user:password@localhost:1883').optional(),
    'The MQTT broker the gateways publish to. Without it an embedded broker starts on MQTT_PORT.',
  ),
  mqttPort: setting('MQTT_PORT', port, 'Port of the embedded broker.', '1883'),
  mqttHost: setting(
    'MQTT_HOST',
    z.string().min(1),
    'Address the embedded broker listens on. It has no TLS: let other machines reach it (0.0.0.0) only in a network you trust.',
    '127.0.0.1',
  ),
  mqttAnonymous: setting(
    'MQTT_ANONYMOUS',
    flag.optional(),
    'Whether the embedded broker lets in clients without user and password; they can publish, but not as a registered gateway. Default: true while MQTT_HOST is an address of this machine alone, such as 127.0.0.1.',
  ),
  mqttClientId: setting(
    'MQTT_CLIENT_ID',
    z.string().regex(/^[\w-]{1,64}$/, 'must have 1 to 64 letters, digits, hyphens or underscores'),
    'Name of our session on the broker. It must stay the same over restarts, and differ between processes.',
    'stadtlage',
  ),
  mqttSharedGroup: setting(
    'MQTT_SHARED_GROUP',
    z
      .string()
      .regex(/^[\w-]{1,64}$/, 'must have 1 to 64 letters, digits, hyphens or underscores')
      .optional(),
    'Processes with the same group here, and each with an MQTT_CLIENT_ID of its own, share the messages among them. It takes a broker with MQTT 5. See docs/durability.md.',
  ),
  mqttKeepalive: setting(
    'MQTT_KEEPALIVE',
    number(1, 3600).int('must be a whole number of seconds'),
    'Seconds between two signs of life. A connection to the broker that died without a word is noticed after one and a half of them.',
    '30',
  ),
  sensorsFile: setting(
    'SENSORS_FILE',
    z.string().min(1).optional(),
    'The mapping file (YAML): which field of which device is which datastream, which topics are whose. See docs/gateways.md.',
  ),
  timeZone: setting(
    'TIME_ZONE',
    z.string().refine(isTimeZone, 'must be the IANA name of a time zone such as Europe/Berlin'),
    'Where the city is: when a day of the agenda begins and ends, and the zone of device clocks that tell none.',
    'Europe/Berlin',
  ),
  observationRetentionMonths: setting(
    'OBSERVATION_RETENTION_MONTHS',
    number(0, 1200).int('must be a whole number of months'),
    'How long single readings are kept; then their month is dropped, and its hourly values stay. 0 keeps them for ever.',
    '24',
  ),
  rejectedRetentionDays: setting(
    'REJECTED_RETENTION_DAYS',
    number(1, 3650).int('must be a whole number of days'),
    'How long messages that could not be stored are kept.',
    '30',
  ),
  role: setting(
    'ROLE',
    z.enum(['all', 'api', 'ingest'], 'must be all, api or ingest'),
    'What this process does: serve people (api), store what sensors send (ingest), or both.',
    'all',
  ),
  demo: setting(
    'DEMO',
    flag.optional(),
    'Load the demo city into an empty database and run the demo gateways. Default: true with the embedded database, false with DATABASE_URL.',
  ),
  demoAddresses: setting('DEMO_ADDRESSES', number(500, 1_000_000), 'Size of the demo city.', '20000'),
  cityName: setting('CITY_NAME', z.string().min(1), 'Name of the city, shown in the web app.', 'Ahlen'),
  cityCenter: setting(
    'CITY_CENTER',
    z
      .string()
      .regex(/^-?\d+(\.\d+)?,-?\d+(\.\d+)?$/, 'must be longitude,latitude such as 7.891,51.763')
      .transform((text) => text.split(',').map(Number) as [number, number])
      .refine(
        ([longitude, latitude]) => Math.abs(longitude) <= 180 && Math.abs(latitude) <= 85,
        'must be longitude,latitude such as 7.891,51.763',
      ),
    'Where the map opens: longitude,latitude.',
    '7.891,51.763',
  ),
  cityZoom: setting('CITY_ZOOM', number(1, 18), 'Zoom level at which the map opens.', '12.5'),
  publisher: setting(
    'PUBLISHER',
    z.string().min(1),
    'Who publishes the open data, as named in the catalogue.',
    'Stadt Ahlen',
  ),
  contactEmail: setting(
    'CONTACT_EMAIL',
    z.email('must be an e-mail address such as barrierefreiheit@stadt.example').optional(),
    'Where people report barriers, as the accessibility statement (/accessibility) names it. Without it the statement says that the city has to set it, and is not complete.',
  ),
  enforcementBody: setting(
    'ENFORCEMENT_BODY',
    z.string().min(1),
    'Whom people turn to when the city does not answer about a barrier, as the accessibility statement names it. By default that of North Rhine-Westphalia.',
    'Ombudsstelle für barrierefreie Informationstechnik des Landes Nordrhein-Westfalen',
  ),
  enforcementUrl: setting(
    'ENFORCEMENT_URL',
    url(/^https?$/, 'https://www.lbbp.nrw.de/ombudsstelle'),
    'Where that body explains its procedure and says how to reach it.',
    'https://www.lbbp.nrw.de/ombudsstelle',
  ),
  basemapStyle: setting(
    'BASEMAP_STYLE',
    url(/^https?$/, 'https://sgx.geodatenzentrum.de/gdz_basemapde_vektor/styles/bm_web_col.json').optional(),
    'A MapLibre style drawn under the data instead of our own base map. The browser then loads from that server.',
  ),
  logLevel: setting(
    'LOG_LEVEL',
    z.enum(['debug', 'info', 'warn', 'error'], 'must be debug, info, warn or error'),
    'Least important messages that are logged, as JSON lines on standard error.',
    'info',
  ),
} as const;

type Values = { [Key in keyof typeof SETTINGS]: z.output<(typeof SETTINGS)[Key]['type']> };
export type Settings = Readonly<Values>;

/**
 * Reads all settings. An empty variable counts as not set.
 * @throws UserError that names each wrong setting, what it should be, and what it is
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const problems: string[] = [];
  const values = Object.entries<Setting>(SETTINGS).map(([key, { name, type, default: byDefault }]) => {
    const text = env[name] || byDefault;
    const result = type.safeParse(text);
    // A URL may hold a password; it is not repeated.
    if (!result.success)
      problems.push(`${name} ${result.error.issues[0]!.message}${name.endsWith('_URL') ? '' : `, but is "${text}"`}.`);
    return [key, result.data] as const;
  });
  if (problems.length) throw new UserError(problems.join('\n'));
  return Object.fromEntries(values) as Values;
}

/** Where the file of all tiles is that this service offers. */
export const snapshotPath = ({ tilesSnapshot, dataDir }: Pick<Settings, 'tilesSnapshot' | 'dataDir'>) =>
  tilesSnapshot ?? join(dataDir, 'city.pmtiles');

/** docs/generated/env.md */
export function settingsTable(): string {
  const rows = Object.values<Setting>(SETTINGS).map(
    ({ name, description, default: byDefault }) =>
      `| \`${name}\` | ${byDefault === undefined ? 'not set' : `\`${byDefault}\``} | ${description} |`,
  );
  return [
    '# Settings',
    '',
    'Generated by `npm run generate`. Settings are environment variables; a wrong one stops the program with a sentence that names it.',
    '',
    '| variable | default | meaning |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
