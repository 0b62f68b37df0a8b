// Networks as they are stored, read page by page: each page is a query of its own, so a slow reader holds neither a connection nor a
// snapshot. A network that an import replaces meanwhile is noticed, as half of the old one and half of the new fit nowhere.
import { UserError, type Database } from '@stadtlage/database';
import { fromRow } from './columns.js';
import type { Content, Kind } from './standard/schema.js';

const PAGE = 500;
type Part = Exclude<Kind, 'network'>;

// As many decimals as PostGIS gives: a number comes back as it was.
const PLACE = 'ST_AsGeoJSON(geom, 15, 0)::json AS geom';
/** The tables are named like the kinds. */
const COLUMNS: Record<Part, string> = {
  organisation: 'id, name, identifier, country, roles, role_details, website, logo, extra',
  phase: 'id, name, description, funder_ids, extra',
  contract: 'id, title, description, type, amount, currency, date_signed, documents, phase_ids, extra',
  node: `id, name, status, types, phase_id, access_point, address, international_connections, power, technologies, physical_provider_id,
    network_provider_ids, extra, ${PLACE}`,
  span: `id, name, status, start_node_id, end_node_id, phase_id, directed, physical_provider_id, network_provider_ids, supplier_id,
    transmission_media, deployment, deployment_details, dark_fibre, fibre_type, fibre_type_details, fibre_count, fibre_length_m, technologies,
    capacity_gbit, capacity_details, countries, ready_for_service, extra, ${PLACE}`,
};

/** A network of the standard without its lists, and what its lists refer to. */
export class StoredNetwork {
  private constructor(
    private readonly database: Database,
    readonly head: Content,
    private readonly run: number,
    readonly organisations: Map<string, Content>,
    readonly phases: Map<string, Content>,
  ) {}

  /** All networks, or those with these ids, by id. @throws UserError when there is none with one of these ids */
  static async *all(database: Database, ids?: readonly string[]): AsyncGenerator<StoredNetwork> {
    const found = await database.query<{ id: string }>(
      'SELECT id FROM rollout.network WHERE $1::text[] IS NULL OR id = ANY ($1) ORDER BY id',
      [ids ?? null],
    );
    const missing = ids?.find((id) => !found.some((network) => network.id === id));
    if (missing !== undefined) {
      const all = await database.query<{ id: string }>('SELECT id FROM rollout.network ORDER BY id LIMIT 20');
      const known = all.map(({ id }) => id).join(', ') || 'none';
      throw new UserError(`There is no fibre network "${missing}". There is: ${known}.`);
    }
    for (const { id } of found) {
      const network = await StoredNetwork.open(database, id);
      if (network) yield network;
    }
  }

  private static async open(database: Database, id: string): Promise<StoredNetwork | undefined> {
    const [found] = await database.query<{ row: Content; run: number }>(
      `SELECT to_jsonb(t) - 'run_id' AS row, run_id AS run FROM rollout.network t WHERE id = $1`,
      [id],
    );
    if (!found) return undefined;
    const organisations = new Map<string, Content>();
    const phases = new Map<string, Content>();
    const network = new StoredNetwork(
      database,
      fromRow('network', found.row, () => undefined),
      found.run,
      organisations,
      phases,
    );
    network.head['id'] = id;
    for (const [kind, map] of [
      ['organisation', organisations],
      ['phase', phases],
    ] as const) {
      for await (const page of network.pages(kind)) for (const part of page) map.set(String(part['id']), part);
    }
    return network;
  }

  get id(): string {
    return String(this.head['id']);
  }

  /** Its nodes, spans, phases, organisations or contracts, by id. No page is empty. */
  async *pages(kind: Part): AsyncGenerator<Content[]> {
    const page = `SELECT ${COLUMNS[kind]} FROM rollout.${kind} WHERE network_id = $1 AND id > $2 ORDER BY id LIMIT ${PAGE}`;
    for (let after = ''; ;) {
      const rows = await this.database.query<Content>(page, [this.id, after]);
      if (rows.length) yield rows.map((row) => this.content(kind, row));
      if (rows.length < PAGE) return;
      after = String(rows.at(-1)!['id']);
    }
  }

  async nodes(ids: string[]): Promise<Map<string, Content>> {
    const rows = await this.database.query<Content>(
      `SELECT ${COLUMNS.node} FROM rollout.node WHERE network_id = $1 AND id = ANY ($2)`,
      [this.id, [...new Set(ids)]],
    );
    return new Map(rows.map((row) => [String(row['id']), this.content('node', row)]));
  }

  /** @throws UserError when an import has replaced the network since it was opened */
  async assertUnchanged(): Promise<void> {
    const [now] = await this.database.query<{ run: number }>(
      'SELECT run_id AS run FROM rollout.network WHERE id = $1',
      [this.id],
    );
    if (now?.run !== this.run)
      throw new UserError(`The network ${this.id} was imported anew while it was given out. Ask for it again.`);
  }

  private content(kind: Part, row: Content): Content {
    return fromRow(kind, row, (target, id) => {
      const name = (target === 'phase' ? this.phases : this.organisations).get(id)?.['name'];
      return typeof name === 'string' ? name : undefined;
    });
  }
}
