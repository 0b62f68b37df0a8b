import type { Queryable } from '@stadtlage/database';
import type { Reading } from '../codecs/codec.js';

const MOST_REMEMBERED = 200_000;

// No name holds a line feed.
const keyOf = ({ gatewayId, thingId, property }: Reading) => `${gatewayId}\n${thingId}\n${property}`;

/** The ids of the datastreams that readings belong to, remembered; unknown ones are made on their first reading. */
export class KnownDatastreams {
  private readonly ids = new Map<string, number>();
  private readonly months = new Set<string>();

  /** Undefined when the thing belongs to another gateway. */
  idOf(reading: Reading): number | undefined {
    return this.ids.get(keyOf(reading));
  }

  /** What a transaction that was rolled back made is not there, and somebody else may have removed rows. */
  forget(): void {
    this.ids.clear();
    this.months.clear();
  }

  /** Makes what these readings need and is missing: gateways, things, datastreams, partitions. */
  async prepare(transaction: Queryable, readings: Reading[]): Promise<void> {
    if (this.ids.size > MOST_REMEMBERED) this.forget();
    const unknown = new Map(readings.filter((reading) => this.idOf(reading) === undefined).map((r) => [keyOf(r), r]));
    if (unknown.size) await this.register(transaction, [...unknown.values()]);

    const months = new Set(readings.map(({ phenomenonTime }) => phenomenonTime.toISOString().slice(0, 7)));
    for (const month of [...months].filter((month) => !this.months.has(month)).sort()) {
      await transaction.query('SELECT sensors.ensure_observation_partition($1)', [`${month}-15T00:00:00Z`]);
      this.months.add(month);
    }
  }

  private async register(transaction: Queryable, readings: Reading[]): Promise<void> {
    const gateways = readings.map(({ gatewayId }) => gatewayId);
    const things = readings.map(({ thingId }) => thingId);
    const properties = readings.map(({ property }) => property);
    await transaction.query(
      `INSERT INTO sensors.gateway (id) SELECT DISTINCT id FROM unnest($1::text[]) AS id ORDER BY id ON CONFLICT DO NOTHING`,
      [gateways],
    );
    await transaction.query(
      `INSERT INTO sensors.thing (id, gateway_id, name)
       SELECT DISTINCT ON (id) id, gateway_id, id FROM unnest($1::text[], $2::text[]) AS wanted (id, gateway_id)
       ORDER BY id ON CONFLICT DO NOTHING`,
      [things, gateways],
    );
    await transaction.query(
      `INSERT INTO sensors.datastream (thing_id, property, unit)
       SELECT t.id, property, unit FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS w (thing_id, gateway_id, property, unit)
       JOIN sensors.thing t ON t.id = w.thing_id AND t.gateway_id = w.gateway_id
       ORDER BY 1, 2 ON CONFLICT DO NOTHING`,
      [things, gateways, properties, readings.map(({ unit }) => unit ?? null)],
    );
    const found = await transaction.query<{ key: string; id: number }>(
      `SELECT t.gateway_id || E'\\n' || t.id || E'\\n' || d.property AS key, d.id
       FROM unnest($1::text[], $2::text[]) AS w (thing_id, property)
       JOIN sensors.datastream d USING (thing_id, property) JOIN sensors.thing t ON t.id = d.thing_id`,
      [things, properties],
    );
    for (const { key, id } of found) this.ids.set(key, id);
  }
}
