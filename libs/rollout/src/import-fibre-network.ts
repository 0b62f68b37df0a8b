// Open Fibre Data Standard 0.3, network package: https://open-fibre-data-standard.readthedocs.io/en/0.3/
import { sqlFile, UserError } from '@stadtlage/database';
import {
  firstProblem,
  type Importer,
  isAbroad,
  isObject,
  readJson,
  type Report,
  type StagedRow,
} from '@stadtlage/imports';
import type { Geometry, Position } from 'geojson';

const KINDS = {
  nodes: { kind: 'node', geometry: 'location', geometryType: 'Point' },
  spans: { kind: 'span', geometry: 'route', geometryType: 'LineString' },
  phases: { kind: 'phase' },
  organisations: { kind: 'organisation' },
  contracts: { kind: 'contract' },
} as const;
type Part = { kind: string; geometry?: string; geometryType?: string };

// The closed codelists nodeStatus and spanStatus.
const STATUSES = ['proposed', 'planned', 'underConstruction', 'operational', 'decommissioned', 'inactive'];
const DATES = ['readyForServiceDate', 'dateSigned', 'publicationDate', 'collectionDate'];

// What PostgreSQL's integer can hold.
const MOST_FIBRES = 2_147_483_647;
const isFibreCount = (value: unknown) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= MOST_FIBRES;

const TYPED: Record<string, { kind: string; test: (value: unknown) => boolean }> = {
  fibreCount: { kind: `a whole number from 0 to ${MOST_FIBRES}`, test: isFibreCount },
  fibreLength: { kind: 'a number of metres', test: Number.isFinite },
  accessPoint: { kind: 'true or false', test: (value) => typeof value === 'boolean' },
};

type Content = Record<string, unknown>;

/** The networks of a package. @throws UserError when it is no package of this standard and version */
export function networksOf(fileName: string, json: unknown): Content[] {
  if (!isObject(json) || !Array.isArray(json['networks'])) {
    const shape = isObject(json)
      ? json['type'] === 'FeatureCollection'
        ? ' This is GeoJSON: import the JSON form of the package, which has nodes and spans together.'
        : json['nodes'] || json['spans']
          ? ' This is a single network: write it as {"networks": [ … ]}.'
          : ` Found: ${Object.keys(json).slice(0, 8).join(', ')}.`
      : '';
    throw new UserError(
      `${fileName} is not a network package of the Open Fibre Data Standard: it has no list "networks".${shape}`,
    );
  }
  if (!json['networks'].length) throw new UserError(`${fileName} is a package without networks.`);
  return json['networks'].map((network: unknown, i) => {
    const at = `${fileName}, network ${i + 1}`;
    if (!isObject(network)) throw new UserError(`${at} is not an object.`);
    const version = versionOf(network) ?? versionOf(json);
    if (version && version !== '0.3') {
      throw new UserError(
        `${at} follows version ${version} of the Open Fibre Data Standard. Version 0.3 is read: ask the publisher for it.`,
      );
    }
    const crs = isObject(network['crs']) ? String(network['crs']['uri'] ?? network['crs']['name'] ?? '') : '';
    if (crs && !/CRS84|4326/i.test(crs)) {
      throw new UserError(
        `${at} has its coordinates in ${crs}. The standard needs WGS 84 (CRS84), longitude before latitude: transform them.`,
      );
    }
    return network;
  });
}

/** The standard says its version in the link to its schema: `…/0__3__0/schema/network-schema.json`. */
function versionOf(content: Content): string | undefined {
  const links = Array.isArray(content['links']) ? content['links'].filter(isObject) : [];
  const href = String(links.find(({ rel }) => rel === 'describedby')?.['href'] ?? '');
  return /(\d+)__(\d+)__\d+/.exec(href)?.slice(1, 3).join('.');
}

/** Checks a network and what belongs to it, and stages each as it stands in the file. */
function* stage(network: Content, nextRow: () => number, report: Report): Generator<StagedRow> {
  const networkId = idOf(network, 'network', nextRow, report);
  if (networkId === undefined) return;
  const abroad = new Set<string>();
  const row = nextRow();
  const { nodes: _n, spans: _s, phases: _p, organisations: _o, contracts: _c, ...head } = network;
  if (typeof network['name'] !== 'string') {
    report.quality('The network has no name.', {
      row,
      column: 'name',
      value: networkId,
      fix: 'Its id is shown instead.',
    });
  }
  if (datesAreGood(head, row, 'network', report)) yield [row, networkId, 'network', networkId, head];
  for (const [list, part] of Object.entries(KINDS) as [string, Part][]) {
    const entries = network[list] ?? [];
    if (!Array.isArray(entries)) {
      report.error(`"${list}" is not a list.`, { row, column: list, value: entries, fix: 'Write it as [ … ].' });
      continue;
    }
    for (const entry of entries) {
      const entryRow = nextRow();
      if (!isObject(entry)) {
        report.error(`An entry of "${list}" is not an object.`, {
          row: entryRow,
          column: list,
          value: entry,
          fix: 'Remove it.',
        });
        continue;
      }
      const id = idOf(entry, part.kind, () => entryRow, report);
      if (id === undefined || !isGood(entry, part, entryRow, `${part.kind} ${id}`, report)) continue;
      const geometry = part.geometry && (entry[part.geometry] as Geometry | undefined);
      if (geometry && [geometry].flatMap(positions).some(isAbroad)) abroad.add(`${part.kind} ${id}`);
      yield [entryRow, networkId, part.kind, id, entry];
    }
  }
  if (abroad.size) {
    report.quality(`${abroad.size} nodes and spans lie outside Germany.`, {
      row,
      column: 'network',
      value: network['name'] ?? networkId,
      fix: 'They are taken. Check that this is the right file.',
    });
  }
}

function idOf(entry: Content, kind: string, nextRow: () => number, report: Report): string | undefined {
  const id = entry['id'];
  if ((typeof id === 'string' && id.trim() !== '') || typeof id === 'number') return String(id);
  report.error(`A ${kind} has no id.`, {
    row: nextRow(),
    column: `${kind}.id`,
    value: entry['name'],
    fix: 'The standard requires one.',
  });
  return undefined;
}

function isGood(entry: Content, part: Part, row: number, title: string, report: Report): boolean {
  const before = report.counts.error;
  const status = entry['status'];
  if (part.geometry && status !== undefined && !STATUSES.includes(status as string)) {
    report.error(`The status of ${title} is not in the codelist.`, {
      row,
      column: `${part.kind}.status`,
      value: status,
      fix: `Use one of ${STATUSES.join(', ')}.`,
    });
  }
  const geometry = part.geometry === undefined ? undefined : entry[part.geometry];
  if (part.geometry && geometry !== undefined && geometry !== null) {
    const column = `${part.kind}.${part.geometry}`;
    if (!isObject(geometry) || geometry['type'] !== part.geometryType) {
      report.error(`The ${part.geometry} of ${title} is not a ${part.geometryType}.`, {
        row,
        column,
        value: geometry,
        fix: 'Correct or remove it.',
      });
    } else {
      const problem = firstProblem(geometry as unknown as Geometry, true);
      if (problem)
        report.error(`${title}: ${problem.problem}`, { row, column, value: problem.value, fix: problem.fix });
    }
  }
  const amount = isObject(entry['value']) ? entry['value']['amount'] : undefined;
  if (part.kind === 'contract' && amount !== undefined && !Number.isFinite(amount)) {
    report.error(`The amount of ${title} is not a number.`, {
      row,
      column: 'contract.value.amount',
      value: amount,
      fix: 'Correct it.',
    });
  }
  datesAreGood(entry, row, title, report);
  for (const [name, { kind, test }] of Object.entries(TYPED)) {
    if (entry[name] === undefined || test(entry[name])) continue;
    report.error(`The ${name} of ${title} is not ${kind}.`, {
      row,
      column: `${part.kind}.${name}`,
      value: entry[name],
      fix: 'Correct it.',
    });
  }
  return report.counts.error === before;
}

function datesAreGood(entry: Content, row: number, title: string, report: Report): boolean {
  const wrong = DATES.filter((name) => entry[name] !== undefined && !isDate(entry[name]));
  for (const name of wrong) {
    report.error(`The ${name} of ${title} is not a calendar day.`, {
      row,
      column: name,
      value: entry[name],
      fix: 'Write it as YYYY-MM-DD.',
    });
  }
  return !wrong.length;
}

function isDate(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

function positions(geometry: Geometry): Position[] {
  if (geometry.type === 'Point') return [geometry.coordinates];
  return geometry.type === 'LineString' ? geometry.coordinates : [];
}

const fibreNetwork: Importer = {
  dataset: 'fibre-network',
  accepts: 'fibre networks: a JSON network package of the Open Fibre Data Standard 0.3',
  source: 'Open Fibre Data Standard package',
  staging: [
    { name: 'network_id', type: 'text' },
    { name: 'kind', type: 'text' },
    { name: 'id', type: 'text' },
    { name: 'content', type: 'jsonb' },
  ],
  key: ['network_id', 'kind', 'id'],
  async *read(file, report) {
    const networks = networksOf(file.name, await readJson(file, report));
    report.dialect.set('Format', 'Open Fibre Data Standard 0.3');
    let row = 0;
    for (const network of networks) {
      const date = network['collectionDate'] ?? network['publicationDate'];
      if (isDate(date)) report.describes(date, 'the network says so (collectionDate, else publicationDate)');
      yield* stage(network, () => ++row, report);
    }
  },
  check: sqlFile(import.meta.url, 'import-fibre-network-check.sql'),
  apply: sqlFile(import.meta.url, 'import-fibre-network.sql'),
  touches: ['fibre-nodes', 'fibre-spans'],
};

export const importers: Importer[] = [fibreNetwork];
