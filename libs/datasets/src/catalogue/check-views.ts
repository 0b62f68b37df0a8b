import { sqlFile, type Database } from '@stadtlage/database';
import {
  columnInTiles,
  columnsOnDay,
  fileOnDay,
  tileColumns,
  type Column,
  type DatasetDefinition,
} from '../definition.js';

const VIEW_COLUMNS = sqlFile(import.meta.url, 'view-columns.sql');

const INTEGERS = ['int2', 'int4', 'int8'];
/** PostgreSQL's types that keep the promise of a column's type. */
const COMPATIBLE: Record<Column['type'], string[]> = {
  text: ['text', 'varchar', 'bpchar'],
  integer: INTEGERS,
  number: [...INTEGERS, 'numeric', 'float8'],
  boolean: ['bool'],
  date: ['date'],
  timestamp: ['timestamptz'],
};

type ViewColumns = Map<string, Record<string, string>>;

/**
 * Compares the definitions with the views of the schema `open`.
 * @throws Error with one line for each mismatch
 */
export async function checkViews(database: Database, definitions: readonly DatasetDefinition[]): Promise<void> {
  const rows = await database.query<{ view: string; columns: Record<string, string> }>(VIEW_COLUMNS);
  const views = new Map(rows.map(({ view, columns }) => [view, columns]));
  const problems = definitions.flatMap((definition) =>
    mismatches(definition, views).map((problem) => `Dataset ${definition.id}: ${problem}`),
  );
  // A condition can only be tried on a view that is there.
  if (!problems.length) problems.push(...(await brokenConditions(database, definitions)));
  if (problems.length) {
    throw new Error(
      `The dataset definitions do not fit the database:\n${problems.map((line) => `- ${line}`).join('\n')}`,
    );
  }
}

function mismatches(definition: DatasetDefinition, views: ViewColumns): string[] {
  const inFile = ({ columns, geometry }: DatasetDefinition) => {
    const wanted = new Map(Object.entries(columns).map(([name, { type }]) => [name, COMPATIBLE[type]]));
    return geometry ? wanted.set('geom', ['geometry']).set('geom_3857', ['geometry']) : wanted;
  };
  const { onDay, filters = {} } = definition;
  const inRows = new Map([
    ['place_id', COMPATIBLE.text],
    ...Object.keys(filters).map((name): [string, string[]] => [name, COMPATIBLE[definition.columns[name]!.type]]),
  ]);
  const bands = definition.geometry?.tiles ?? [];
  return [
    ...viewMismatches(definition.view, inFile(definition), views),
    ...(onDay ? viewMismatches(`${onDay.rows}()`, inFile(fileOnDay(definition)), views) : []),
    ...bands.flatMap((band) => {
      const inTile = (columns: string[]) =>
        new Map([
          ...columns.map((name): [string, string[]] => [name, COMPATIBLE[columnInTiles(definition, name)!.type]]),
          ['geom_3857', ['geometry']] as const,
        ]);
      return [
        ...(band.view ? viewMismatches(band.view, inTile(tileColumns(band)), views) : []),
        ...(band.onDay
          ? viewMismatches(`${band.onDay.rows}()`, inTile(tileColumns({ ...band, columns: columnsOnDay(band) })), views)
          : []),
        ...(band.filtered ? viewMismatches(`${band.filtered.rows}()`, inRows, views) : []),
        ...(band.filtered
          ? viewMismatches(band.view ?? definition.view, inTile(['id', ...band.filtered.columns]), views)
          : []),
      ];
    }),
  ];
}

/** @param wanted the names of the columns with the types that fit */
function viewMismatches(view: string, wanted: Map<string, string[]>, views: ViewColumns): string[] {
  const actual = views.get(view);
  if (!actual) return [`there is no ${view.endsWith('()') ? 'function' : 'view'} open.${view}.`];
  return [...wanted].flatMap(([name, types]) => {
    const type = actual[name];
    if (!type) return [`${view.endsWith('()') ? 'the function' : 'the view'} open.${view} has no column "${name}".`];
    if (!types.includes(type)) return [`open.${view}.${name} has the type ${type}, but must be ${types.join(' or ')}.`];
    return [];
  });
}

async function brokenConditions(database: Database, definitions: readonly DatasetDefinition[]): Promise<string[]> {
  const problems: string[] = [];
  for (const { id, view, geometry } of definitions) {
    for (const band of geometry?.tiles ?? []) {
      if (!band.where) continue;
      await database
        .query(`SELECT FROM open.${band.view ?? view} WHERE (${band.where}) LIMIT 0`)
        .catch((error: Error) => {
          problems.push(
            `Dataset ${id}: the condition "${band.where}" of the zooms from ${band.fromZoom} fails: ${error.message}.`,
          );
        });
    }
  }
  return problems;
}
