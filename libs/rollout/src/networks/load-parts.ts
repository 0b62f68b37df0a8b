// Nodes, spans, phases, organisations and contracts of networks: pages of them, and single ones that something refers to.
import type { Database } from '@stadtlage/database';
import { loadFor, pageOf, toConnection, type Connection, type GraphContext } from '@stadtlage/datasets';

/** The tables are named like the kinds. Columns as the fields of the classes in parts.ts. */
const COLUMNS = {
  node: `network_id AS "networkId", id, name, status, types AS type, phase_id AS "phaseId", access_point AS "accessPoint", address,
    international_connections AS "internationalConnections", power, technologies, physical_provider_id AS "physicalProviderId",
    network_provider_ids AS "networkProviderIds"`,
  span: `network_id AS "networkId", id, name, status, ready_for_service AS "readyForServiceDate", start_node_id AS "startId",
    end_node_id AS "endId", directed, phase_id AS "phaseId", physical_provider_id AS "physicalProviderId",
    network_provider_ids AS "networkProviderIds", supplier_id AS "supplierId", transmission_media AS "transmissionMedium", deployment,
    deployment_details->>'description' AS "deploymentDetails", dark_fibre AS "darkFibre", fibre_type AS "fibreType",
    fibre_type_details->>'fibreSubtype' AS "fibreSubtype", fibre_type_details->>'description' AS "fibreTypeDetails",
    fibre_count AS "fibreCount", fibre_length_m / 1000.0 AS "fibreLength", technologies, capacity_gbit AS capacity,
    capacity_details->>'description' AS "capacityDetails", countries`,
  phase: 'network_id AS "networkId", id, name, description, funder_ids AS "funderIds"',
  organisation:
    'network_id AS "networkId", id, name, identifier, country, roles, role_details AS "roleDetails", website, logo',
  contract: `network_id AS "networkId", id, title, description, type, amount, currency, date_signed AS "dateSigned", documents,
    phase_ids AS "phaseIds"`,
};
export type Part = keyof typeof COLUMNS;

interface Keyed {
  networkId: string;
  id: string;
}

const keyOf = (networkId: string, id: string) => JSON.stringify([networkId, id]);
const columnsOf = (keys: string[]) => {
  const pairs = keys.map((key) => JSON.parse(key) as [string, string]);
  return [pairs.map(([network]) => network), pairs.map(([, id]) => id)];
};

/** A page of one list of a network, by id. All networks of a request are read in one query. @throws GraphQLError as {@link pageOf} */
export async function loadPage<T extends Keyed>(
  context: GraphContext,
  database: Database,
  part: Part,
  networkId: string,
  { first, after }: { first: number; after?: string | null },
): Promise<Connection<T>> {
  const page = pageOf(first, after);
  const rows = await loadFor<T[]>(
    context,
    `fibre ${part} ${page.limit} ${page.after}`,
    networkId,
    async (ids) => {
      const found = await database.query<T>(
        `SELECT p.* FROM unnest($1::text[]) w (id) CROSS JOIN LATERAL (
           SELECT ${COLUMNS[part]} FROM rollout.${part} WHERE network_id = w.id AND ($2::text IS NULL OR id > $2) ORDER BY id LIMIT $3) p`,
        [ids, page.after, page.limit + 1],
      );
      const pages = new Map<string, T[]>(ids.map((id) => [id, []]));
      for (const row of found) pages.get(row.networkId)!.push(row);
      return pages;
    },
    [],
    { values: page.limit, fix: 'Ask for fewer entries per page.' },
  );
  return toConnection(
    rows,
    page.limit,
    ({ id }) => id,
    () => loadCount(context, database, part, networkId),
  );
}

function loadCount(context: GraphContext, database: Database, part: Part, networkId: string): Promise<number> {
  return loadFor<number>(
    context,
    `fibre ${part} count`,
    networkId,
    async (ids) => {
      const counts = await database.query<{ id: string; count: number }>(
        `SELECT network_id AS id, count(*) FROM rollout.${part} WHERE network_id = ANY ($1) GROUP BY network_id`,
        [ids],
      );
      return new Map(counts.map(({ id, count }) => [id, count]));
    },
    0,
  );
}

/** One of a list, by its id within the network; null where the network has none of this id. */
export async function loadPart<T extends Keyed>(
  context: GraphContext,
  database: Database,
  part: Part,
  networkId: string,
  id: string | null,
): Promise<T | null> {
  if (id === null) return null;
  return loadFor<T | null>(
    context,
    `fibre ${part} by id`,
    keyOf(networkId, id),
    async (keys) => {
      const found = await database.query<T>(
        `SELECT ${COLUMNS[part]} FROM rollout.${part} JOIN unnest($1::text[], $2::text[]) k (network_id, id) USING (network_id, id)`,
        columnsOf(keys),
      );
      return new Map(found.map((row) => [keyOf(row.networkId, row.id), row]));
    },
    null,
  );
}

/** Those of a list that there are, in its order. */
export async function loadParts<T extends Keyed>(
  context: GraphContext,
  database: Database,
  part: Part,
  networkId: string,
  ids: string[],
): Promise<T[]> {
  const found = await Promise.all(ids.map((id) => loadPart<T>(context, database, part, networkId, id)));
  return found.filter((one) => one !== null);
}

/** Where a node is, or how a span runs: GeoJSON to 7 decimals, about a centimetre. */
export function loadPlace(
  context: GraphContext,
  database: Database,
  part: 'node' | 'span',
  { networkId, id }: Keyed,
): Promise<unknown> {
  return loadFor<unknown>(
    context,
    `fibre ${part} place`,
    keyOf(networkId, id),
    async (keys) => {
      const found = await database.query<Keyed & { place: unknown }>(
        `SELECT network_id AS "networkId", id, ST_AsGeoJSON(geom, 7, 0)::json AS place
         FROM rollout.${part} JOIN unnest($1::text[], $2::text[]) k (network_id, id) USING (network_id, id)`,
        columnsOf(keys),
      );
      return new Map(found.map((row) => [keyOf(row.networkId, row.id), row.place]));
    },
    null,
  );
}
