import { sqlFile, type Queryable } from '@stadtlage/database';
import type { Reading, Result } from '../codecs/codec.js';
import type { Decoded } from './decode.js';

const REGISTER_THINGS = sqlFile(import.meta.url, 'register-things.sql');
const REGISTER_DATASTREAMS = sqlFile(import.meta.url, 'register-datastreams.sql');
const FIND = sqlFile(import.meta.url, 'find-datastreams.sql');
const MOST_REMEMBERED = 200_000;

/** Names of OGC SensorThings 1.1, table 12, without their "OM_". */
export type ObservationType = 'Measurement' | 'TruthObservation' | 'CategoryObservation';

export interface KnownDatastream {
  id: number;
  type: ObservationType;
}

// No name holds a line feed.
const keyOf = (gatewayId: string, { datastreamId, thingId, property }: Reading) =>
  datastreamId === undefined ? `${gatewayId}\n${thingId}\n${property}` : `${gatewayId}\n${datastreamId}`;

// No thing and no property has an empty name.
const thingOf = ({ datastreamId, thingId }: Reading) => (datastreamId === undefined ? thingId : '');
const nameOf = ({ datastreamId, property }: Reading) => (datastreamId === undefined ? property : String(datastreamId));

/** The datastreams that readings belong to, remembered; unknown ones are made on their first reading. */
export class KnownDatastreams {
  /** By gateway, thing and property: to join the three to one key for each reading takes longer than to look it up. */
  private readonly known = new Map<string, Map<string, Map<string, KnownDatastream>>>();
  private size = 0;
  private readonly months = new Set<number>();

  /** @param intervalOf seconds between two readings, as the operator's mapping file says it */
  constructor(private readonly intervalOf: (thingId: string, property: string) => number | undefined) {}

  /** Undefined when the thing belongs to another gateway, or no datastream has that number. */
  get(gatewayId: string, reading: Reading): KnownDatastream | undefined {
    return this.known.get(gatewayId)?.get(thingOf(reading))?.get(nameOf(reading));
  }

  /** What a transaction that was rolled back made is not there, and somebody else may have removed rows. */
  forget(): void {
    this.known.clear();
    this.size = 0;
    this.months.clear();
  }

  /** Says whether there is a partition for its time. */
  hasPartition(reading: Reading): boolean {
    return this.months.has(monthOf(reading));
  }

  /** Makes what these readings need and is missing: gateways, things, datastreams, partitions. */
  async prepare(transaction: Queryable, batch: readonly Decoded[]): Promise<void> {
    if (this.size > MOST_REMEMBERED) this.forget();
    const unknown = new Map<string, Wanted>();
    const months = new Set<number>();
    for (const { gatewayId, readings } of batch) {
      for (const reading of readings) {
        const key = this.get(gatewayId!, reading) ? undefined : keyOf(gatewayId!, reading);
        if (key !== undefined && !unknown.has(key)) unknown.set(key, { gatewayId: gatewayId!, reading });
        if (!this.months.has(monthOf(reading))) months.add(monthOf(reading));
      }
    }
    if (unknown.size) await this.register(transaction, unknown);
    for (const month of [...months].sort((a, b) => a - b)) {
      await transaction.query('SELECT sensors.ensure_observation_partition($1)', [
        new Date(Date.UTC(Math.floor(month / 12), month % 12, 15)),
      ]);
      this.months.add(month);
    }
  }

  private async register(transaction: Queryable, unknown: Map<string, Wanted>): Promise<void> {
    const keys = [...unknown.keys()];
    const wanted = [...unknown.values()];
    const gateways = wanted.map(({ gatewayId }) => gatewayId);
    const things = wanted.map(({ reading }) => (reading.datastreamId === undefined ? reading.thingId : null));
    const properties = wanted.map(({ reading }) => reading.property);
    // Three statements, each with a snapshot of its own: what another server makes meanwhile must be seen.
    await transaction.query(REGISTER_THINGS, [gateways, things]);
    await transaction.query(REGISTER_DATASTREAMS, [
      gateways,
      things,
      properties,
      wanted.map(({ reading }) => reading.unit ?? null),
      wanted.map(({ reading }) => typeOf(reading.result)),
      wanted.map(({ reading }) => this.intervalOf(reading.thingId, reading.property) ?? null),
    ]);
    const numbers = wanted.map(({ reading }) => reading.datastreamId ?? null);
    const rows = await transaction.query<{ key: string } & KnownDatastream>(FIND, [
      keys,
      gateways,
      things,
      properties,
      numbers,
    ]);
    for (const { key, id, type } of rows) this.remember(unknown.get(key)!, { id, type });
  }

  private remember({ gatewayId, reading }: Wanted, datastream: KnownDatastream): void {
    const things = getOrSet(this.known, gatewayId, () => new Map());
    getOrSet(things, thingOf(reading), () => new Map()).set(nameOf(reading), datastream);
    this.size++;
  }
}

interface Wanted {
  gatewayId: string;
  reading: Reading;
}

function getOrSet<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}

const monthOf = ({ phenomenonTime }: Reading) => phenomenonTime.getUTCFullYear() * 12 + phenomenonTime.getUTCMonth();

export function typeOf(result: Result): ObservationType {
  if (typeof result === 'number') return 'Measurement';
  return typeof result === 'boolean' ? 'TruthObservation' : 'CategoryObservation';
}
