// Tables, one for each list of the standard, whose columns are named by JSON pointers:
// https://open-fibre-data-standard.readthedocs.io/en/0.3/reference/publication_formats/csv.html
import { FileError, missingColumns, openCsv, type Report, type SourceFile, type Text } from '@stadtlage/imports';
import { LISTS, SHAPES, type Content, type Field, type Kind, type Shape } from '../standard/schema.js';
import { geometryFromWkt } from './wkt.js';
import { openNetwork, PARTS, type FoundItem } from './source.js';
import { say } from '../../import-phrases.js';

/** What a row adds to: the table of its parent, and the list in it. */
const CHILDREN: Record<string, { parent: string; list: string }> = {
  links: { parent: 'networks', list: 'links' },
  nodes_internationalConnections: { parent: 'nodes', list: 'internationalConnections' },
  nodes_networkProviders: { parent: 'nodes', list: 'networkProviders' },
  spans_networkProviders: { parent: 'spans', list: 'networkProviders' },
  phases_funders: { parent: 'phases', list: 'funders' },
  contracts_documents: { parent: 'contracts', list: 'documents' },
  contracts_relatedPhases: { parent: 'contracts', list: 'relatedPhases' },
};
const PARENTS: Record<string, Kind> = { networks: 'network', ...LISTS };
/** The thirteen tables. */
export const TABLES = [...Object.keys(PARENTS), ...Object.keys(CHILDREN)];
const MOST_CHILDREN = 2_000_000;

const tableOf = (file: SourceFile) => file.name.replace(/^.*\//, '').replace(/\.csv$/i, '');
export const isTable = (file: SourceFile) =>
  /\.csv$/i.test(file.name) && (tableOf(file) in PARENTS || tableOf(file) in CHILDREN);

type Children = Map<string, Map<string, Content[]>>;

/**
 * The items of a set of tables. Rows of the large tables pass one by one; the lists that belong to them are held in memory.
 * @throws FileError when the table of networks is missing, or a table is none of the standard 0.3
 */
export async function* itemsOfTables(files: SourceFile[], report: Report): AsyncGenerator<FoundItem> {
  const tables = new Map(files.map((file) => [tableOf(file), file]));
  if (!tables.has('networks')) {
    throw new FileError(
      say('The tables {tables} come without networks.csv, which names the network. Put it beside them.', {
        tables: [...tables.keys()].join(', '),
      }),
    );
  }
  const children = await readChildren(tables, report);
  const known = new Set<string>();
  for (const [table, kind] of Object.entries(PARENTS)) {
    const file = tables.get(table);
    if (!file) continue;
    for await (const { row, content, networkId, missing } of rowsOf(file, table, SHAPES[kind], report)) {
      const owner = kind === 'network' ? networkId : keyOf(networkId, content['id']);
      const whole = { ...content, ...lists(children, table, owner) };
      if (kind === 'network') {
        known.add(networkId);
        openNetwork(say('{file}, row {row}', { file: file.name, row: String(row) }), whole, report);
      } else if (!known.has(networkId)) {
        report.error(say('The row belongs to a network that networks.csv does not have.'), {
          row,
          column: `${file.name} id`,
          value: networkId,
          fix: say('Correct the id, or add the network.'),
        });
        continue;
      }
      const path = `${file.name} ${kind === 'network' ? '' : `${table}/0`}`;
      if (!missing) yield { kind, content: whole, networkId, row, path, replaces: PARTS };
    }
  }
  for (const [table, owners] of children) {
    const [first] = owners.keys();
    if (first === undefined) continue;
    report.quality(
      say('Rows of {table}.csv belong to nothing in {parent}.csv.', { table, parent: CHILDREN[table]!.parent }),
      {
        column: `${table}.csv`,
        value: first.split('\n').at(-1),
        fix: say('They are left out. Complete the table, or correct their ids.'),
      },
    );
  }
}

const keyOf = (networkId: string, id: unknown) => `${networkId}\n${String(id)}`;

async function readChildren(tables: Map<string, SourceFile>, report: Report): Promise<Children> {
  const children: Children = new Map();
  let count = 0;
  for (const [table, { parent, list }] of Object.entries(CHILDREN)) {
    const file = tables.get(table);
    if (!file) continue;
    const kind = PARENTS[parent]!;
    const shape = { [list]: SHAPES[kind][list]! };
    const owners = new Map<string, Content[]>();
    children.set(table, owners);
    for await (const { content, networkId } of rowsOf(file, parent, { ...shape, id: { type: 'text' } }, report)) {
      const [entry] = (content[list] as Content[] | undefined) ?? [];
      if (!entry) continue;
      const owner = kind === 'network' ? networkId : keyOf(networkId, content['id']);
      const entries = owners.get(owner);
      if (entries) entries.push(entry);
      else owners.set(owner, [entry]);
      if (++count > MOST_CHILDREN) {
        throw new FileError(
          say('{name} has more than {most} rows. Import the network as JSON Lines instead.', {
            name: file.name,
            most: MOST_CHILDREN,
          }),
        );
      }
    }
  }
  return children;
}

/** The lists of an owner; what is taken out here is not left over. */
function lists(children: Children, parent: string, owner: string): Content {
  const found: Content = {};
  for (const [table, owners] of children) {
    const child = CHILDREN[table]!;
    const entries = child.parent === parent ? owners.get(owner) : undefined;
    if (!entries) continue;
    found[child.list] = entries;
    owners.delete(owner);
  }
  return found;
}

interface TableRow {
  row: number;
  networkId: string;
  content: Content;
  /** A value could not be read, which was reported. */
  missing: boolean;
}

async function* rowsOf(file: SourceFile, table: string, shape: Shape, report: Report): AsyncGenerator<TableRow> {
  if (await hasNoRows(file)) return;
  const { header, records } = await openCsv(file, report, {
    columns: say('id, then columns such as nodes/0/id'),
    problem(columns) {
      if (columns.some((name) => /\/(location|route)\/(type|coordinates)$/.test(name)))
        return say(
          'locations and routes stand in columns of their own, as in version 0.2 or earlier. Version 0.3 is read: write them as well-known text, such as POINT (7.9 51.8).',
        );
      return missingColumns(columns.includes('id') ? [] : ['id']);
    },
  });
  const paths = header.map((name) => pathOf(name, table));
  const idAt = header.indexOf('id');
  for await (const { row, fields } of records) {
    const content: Content = {};
    const before = report.counts.error;
    fields.forEach((text, i) => {
      const path = paths[i]!;
      if (text === '' || (table !== 'networks' && i === idAt)) return;
      const value = read(text, fieldAt(shape, path), (problem, fix) =>
        report.error(problem, { row, column: `${file.name} ${header[i]}`, value: text, fix }),
      );
      if (value !== undefined) put(content, path, value);
    });
    yield { row, networkId: fields[idAt]!, content, missing: report.counts.error > before };
  }
}

/** `nodes/0/phase/id` in the table of nodes is `phase`, `id`. */
function pathOf(column: string, table: string): string[] {
  const path = column.split('/').map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  return path[0] === table && path[1] === '0' && path.length > 2 ? path.slice(2) : path;
}

function fieldAt(shape: Shape, [name, ...rest]: string[]): Field | undefined {
  const field = name !== undefined && Object.hasOwn(shape, name) ? shape[name] : undefined;
  const inner = field?.list && rest[0] === '0' ? rest.slice(1) : rest;
  return inner.length && field?.shape ? fieldAt(field.shape, inner) : inner.length ? undefined : field;
}

/** A cell as the JSON format would have it. Several codes are separated by semicolons or commas, which no code has. */
function read(text: string, field: Field | undefined, wrong: (problem: Text, fix: Text) => void): unknown {
  switch (field?.type) {
    case 'number':
    case 'count': {
      const number = Number(text);
      return Number.isFinite(number)
        ? number
        : wrong(say('This is not a number.'), say('Write it with a decimal point, without a unit.'));
    }
    case 'boolean':
      if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
      return wrong(say('This is not true or false.'), say('Write "true" or "false", or leave it empty.'));
    case 'Point':
    case 'LineString':
      return (
        geometryFromWkt(text) ??
        wrong(
          say('This is not well-known text.'),
          say(field.type === 'Point' ? 'Write POINT (7.9 51.8).' : 'Write LINESTRING (7.9 51.8, 8 51.9).'),
        )
      );
    default:
      if (!field?.list) return text;
      return text
        .split(/[;,]/)
        .map((code) => code.trim())
        .filter(Boolean);
  }
}

function put(content: Content, [name, ...rest]: string[], value: unknown): void {
  if (name === '__proto__') return;
  if (!rest.length) content[name!] = value;
  else if (rest[0] === '0' && rest.length > 1) {
    const list = (content[name!] ??= [{}]) as Content[];
    put(list[0]!, rest.slice(1), value);
  } else put((content[name!] ??= {}) as Content, rest, value);
}

/** The standard offers blank templates, so a table may be a header only. */
async function hasNoRows(file: SourceFile): Promise<boolean> {
  let text = '';
  for await (const chunk of file.open()) {
    text += chunk.toString('latin1');
    if (/[\r\n]\s*[^\s]/.test(text)) return false;
    if (text.length > 100_000) return false;
  }
  return true;
}
