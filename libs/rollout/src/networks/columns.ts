// From an object of the standard to a row of ours and back, side by side. Whatever the columns cannot give back to the letter goes
// into `extra`, so nothing that a publisher wrote is lost: see libs/database/migrations/0013_ofds.sql.
import { isObject } from '@stadtlage/imports';
import { isDeepStrictEqual } from 'node:util';
import { fibreLengthMetres } from './standard/fibre-length.js';
import { CRS, REFERENCES, SCHEMA_LINK, type Content, type Kind } from './standard/schema.js';

type Row = Record<string, unknown>;

interface Mapping {
  field: string;
  /** The columns of a value; those that it does not fill stay null or empty. */
  toRow(value: unknown, content: Content): Row;
  /** Undefined where the row has none. */
  fromRow(row: Row): unknown;
}

const plain = (field: string, column: string): Mapping => ({
  field,
  toRow: (value) => ({ [column]: value }),
  fromRow: (row) => row[column] ?? undefined,
});

/** A list that is stored empty where there is none. */
const list = (field: string, column: string): Mapping => ({
  field,
  toRow: (value) => ({ [column]: value }),
  fromRow: (row) => ((row[column] as unknown[] | null)?.length ? row[column] : undefined),
});

const reference = (field: string, column: string): Mapping => ({
  field,
  toRow: (value) => ({ [column]: (value as Content)['id'] }),
  fromRow: (row) => (typeof row[column] === 'string' ? { id: row[column] } : undefined),
});

const references = (field: string, column: string): Mapping => ({
  field,
  toRow: (value) => ({ [column]: (value as Content[]).map(({ id }) => id) }),
  fromRow: (row) => ((row[column] as string[])?.length ? (row[column] as string[]).map((id) => ({ id })) : undefined),
});

const geometry = (field: string): Mapping => ({
  field,
  toRow: (value) => ({ geom: value }),
  fromRow: (row) => {
    if (!isObject(row['geom'])) return undefined;
    const { type, coordinates } = row['geom'];
    const flat = (position: unknown) => (position as number[]).slice(0, 2);
    // A height is not among the columns.
    return { type, coordinates: type === 'Point' ? flat(coordinates) : (coordinates as unknown[]).map(flat) };
  },
});

const publisher: Mapping = {
  field: 'publisher',
  toRow: (value) => ({ publisher: (value as Content)['name'], publisher_identifier: (value as Content)['identifier'] }),
  fromRow: ({ publisher: name, publisher_identifier: identifier }) => present({ name, identifier }),
};

const money: Mapping = {
  field: 'value',
  toRow: (value) => ({ amount: (value as Content)['amount'], currency: (value as Content)['currency'] }),
  fromRow: ({ amount, currency }) => present({ amount, currency }),
};

const fibreLength: Mapping = {
  field: 'fibreLength',
  toRow: (_value, span) => ({ fibre_length_m: fibreLengthMetres(span) }),
  fromRow: ({ fibre_length_m: metres }) => (typeof metres === 'number' ? metres / 1000 : undefined),
};

/** The link to the schema and the coordinate system are the same in all networks, and are written into all. */
const links: Mapping = {
  field: 'links',
  toRow: (value) => ({ links: (value as Content[]).filter(({ rel }) => rel !== SCHEMA_LINK.rel) }),
  fromRow: (row) => [SCHEMA_LINK, ...((row['links'] as unknown[] | null) ?? [])],
};
const crs: Mapping = { field: 'crs', toRow: () => ({}), fromRow: () => CRS };

const providers = [
  reference('physicalInfrastructureProvider', 'physical_provider_id'),
  references('networkProviders', 'network_provider_ids'),
];

const MAPPINGS: Record<Kind, Mapping[]> = {
  network: [
    plain('name', 'name'),
    plain('website', 'website'),
    publisher,
    plain('publicationDate', 'publication_date'),
    plain('collectionDate', 'collection_date'),
    crs,
    plain('accuracy', 'accuracy_m'),
    plain('accuracyDetails', 'accuracy_details'),
    plain('language', 'language'),
    links,
  ],
  node: [
    plain('name', 'name'),
    reference('phase', 'phase_id'),
    plain('status', 'status'),
    geometry('location'),
    plain('address', 'address'),
    list('type', 'types'),
    plain('accessPoint', 'access_point'),
    list('internationalConnections', 'international_connections'),
    plain('power', 'power'),
    list('technologies', 'technologies'),
    ...providers,
  ],
  span: [
    plain('name', 'name'),
    reference('phase', 'phase_id'),
    plain('status', 'status'),
    plain('readyForServiceDate', 'ready_for_service'),
    plain('start', 'start_node_id'),
    plain('end', 'end_node_id'),
    plain('directed', 'directed'),
    geometry('route'),
    ...providers,
    reference('supplier', 'supplier_id'),
    list('transmissionMedium', 'transmission_media'),
    list('deployment', 'deployment'),
    plain('deploymentDetails', 'deployment_details'),
    plain('darkFibre', 'dark_fibre'),
    plain('fibreType', 'fibre_type'),
    plain('fibreTypeDetails', 'fibre_type_details'),
    plain('fibreCount', 'fibre_count'),
    fibreLength,
    list('technologies', 'technologies'),
    plain('capacity', 'capacity_gbit'),
    plain('capacityDetails', 'capacity_details'),
    list('countries', 'countries'),
  ],
  phase: [plain('name', 'name'), plain('description', 'description'), references('funders', 'funder_ids')],
  organisation: [
    plain('name', 'name'),
    plain('identifier', 'identifier'),
    plain('country', 'country'),
    list('roles', 'roles'),
    plain('roleDetails', 'role_details'),
    plain('website', 'website'),
    plain('logo', 'logo'),
  ],
  contract: [
    plain('title', 'title'),
    plain('description', 'description'),
    plain('type', 'type'),
    money,
    plain('dateSigned', 'date_signed'),
    list('documents', 'documents'),
    references('relatedPhases', 'phase_ids'),
  ],
};

/** These have to be shown under a name, so the id stands in where there is none. */
const NAMED: Kind[] = ['network', 'organisation'];

/** The row of an object that was checked, without its id; `refs` has what it refers to, as it stands there. */
export function toRow(kind: Kind, content: Content): { row: Row & { extra: Content }; refs: Content } {
  const { id, ...fields } = content;
  const row: Row = {};
  const refs: Content = {};
  for (const { field, toRow: columns, fromRow } of MAPPINGS[kind]) {
    const value = fields[field];
    delete fields[field];
    if (value === undefined) continue;
    if (REFERENCES[field]) refs[field] = typeof value === 'string' ? { id: value } : value;
    Object.assign(row, columns(value, content));
    if (!isSame(field, value, fromRow(row))) fields[field] = value;
  }
  if (NAMED.includes(kind) && content['name'] === undefined) {
    row['name'] = id;
    fields['name'] = null;
  }
  return { row: { ...row, extra: fields }, refs };
}

/**
 * The object of a row, in the order of the standard.
 * @param nameOf what is referred to, which a reference names beside its id
 */
export function fromRow(kind: Kind, row: Row, nameOf: (kind: Kind, id: string) => string | undefined): Content {
  const named = (target: Kind) => (entry: Content) => present({ ...entry, name: nameOf(target, String(entry['id'])) });
  const content: Content = { id: row['id'] };
  for (const { field, fromRow: read } of MAPPINGS[kind]) {
    const value = read(row);
    const target = REFERENCES[field];
    if (Array.isArray(value) && target) content[field] = value.map(named(target));
    else content[field] = isObject(value) && target ? named(target)(value) : value;
  }
  return present({ ...content, ...(row['extra'] as Content) })!;
}

/** The schema's link and the coordinate system are always given out; a reference always with the name of what it refers to. */
function isSame(field: string, value: unknown, known: unknown): boolean {
  if (field === 'crs') return isDeepStrictEqual(value, CRS);
  if (field === 'links')
    return isDeepStrictEqual(
      (value as Content[]).filter(({ rel }) => rel !== SCHEMA_LINK.rel),
      (known as Content[]).slice(1),
    );
  if (!REFERENCES[field]) return isDeepStrictEqual(value, known);
  const bare = (entry: unknown) => {
    if (!isObject(entry)) return entry;
    const { name, ...rest } = entry;
    return typeof name === 'string' || name === undefined ? rest : entry;
  };
  return isDeepStrictEqual(Array.isArray(value) ? value.map(bare) : bare(value), known);
}

/** Without what is null or absent; undefined if nothing is left. */
function present(content: Content): Content | undefined {
  const entries = Object.entries(content).filter(([, value]) => value !== undefined && value !== null);
  return entries.length ? Object.fromEntries(entries) : undefined;
}
