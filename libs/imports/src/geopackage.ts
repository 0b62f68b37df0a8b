// GeoPackage: https://www.geopackage.org/spec/ . SQLite reads pages of the file from the disk, so its size does not matter.
import type { Geometry } from 'geojson';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import sqlite, { type Database as Sqlite, type QueryResult } from 'node-sqlite3-wasm';
import { epsgOfWkt, knownEpsg } from './crs.js';
import type { Container, RawFeature } from './features.js';
import { geometryFromWkb } from './geopackage-wkb.js';
import type { Report } from './report.js';
import { FileError, textOf } from './phrases.js';
import { say } from './report-phrases.js';

interface Layer {
  table: string;
  column: string;
  srs: number;
}

/**
 * Opens the one layer of features of a GeoPackage, or the one that is named.
 * @param name what messages call the file
 * @throws FileError when it is damaged, holds no layer or several
 */
export async function openGeoPackage(path: string, name: string, report: Report, layer?: string): Promise<Container> {
  // SQLite locks with a folder beside the file, which may lie where nobody can write, and would stay behind a killed process.
  const folder = await mkdtemp(join(tmpdir(), 'stadtlage-gpkg-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  let database: Sqlite | undefined;
  try {
    await symlink(resolve(path), join(folder, 'file.gpkg'));
    database = open(join(folder, 'file.gpkg'), name);
    const found = chooseLayer(name, layersOf(database), layer);
    refuseView(database, name, found.table);
    report.dialect.set('Layer', found.table);
    const { epsg, title } = srsOf(database, found.srs);
    return {
      format: 'GeoPackage',
      crs: title === undefined ? undefined : { epsg, title, from: 'the GeoPackage' },
      features: read(database, name, found, report),
      close: () => {
        database!.close();
        return remove();
      },
    };
  } catch (error) {
    database?.close();
    await remove();
    throw describe(name, error);
  }
}

function open(path: string, name: string): Sqlite {
  try {
    return new sqlite.Database(path, { readOnly: true, fileMustExist: true });
  } catch (error) {
    throw describe(name, error);
  }
}

function describe(name: string, error: unknown): unknown {
  if (!(error instanceof sqlite.SQLite3Error)) return error;
  return new FileError(
    /no such table/.test(error.message)
      ? say('{name} is a SQLite database, but not a GeoPackage: {message}. Export the layer as GeoPackage.', {
          name,
          message: error.message,
        })
      : say('{name} cannot be read as a GeoPackage: {message}. Download it again, or export the layer anew.', {
          name,
          message: error.message,
        }),
  );
}

function layersOf(database: Sqlite): Layer[] {
  const rows = database.all(
    `SELECT c.table_name AS "table", g.column_name AS "column", g.srs_id AS srs
     FROM gpkg_contents c JOIN gpkg_geometry_columns g ON g.table_name = c.table_name
     WHERE c.data_type = 'features' ORDER BY c.table_name LIMIT 1000`,
  ) as QueryResult[];
  return rows.map((row) => ({ table: String(row['table']), column: String(row['column']), srs: Number(row['srs']) }));
}

function chooseLayer(name: string, layers: Layer[], wanted: string | undefined): Layer {
  const list = layers
    .map(({ table }) => table)
    .slice(0, 12)
    .join(', ');
  if (!layers.length) throw new FileError(say('{name} has no layer of features.', { name }));
  const found = wanted === undefined ? layers : layers.filter(({ table }) => table === wanted);
  if (found.length === 1) return found[0]!;
  throw new FileError(
    wanted === undefined
      ? say('{name} has {count} layers: {list}. Name the one that is meant: --layer "{table}".', {
          name,
          count: layers.length,
          list,
          table: layers[0]!.table,
        })
      : say('{name} has no layer "{wanted}", but {list}.', { name, wanted, list }),
  );
}

/** A view may compute without end, and SQLite here cannot be interrupted. */
function refuseView(database: Sqlite, name: string, table: string): void {
  const row = database.get("SELECT type, sql FROM sqlite_master WHERE name = ? AND type IN ('table', 'view')", [table]);
  const isPlain = row && row['type'] === 'table' && !/^\s*CREATE\s+VIRTUAL/i.test(String(row['sql']));
  if (!isPlain)
    throw new FileError(say('{name}: the layer "{table}" is not a table. Export it as one.', { name, table }));
}

function srsOf(database: Sqlite, srs: number): { epsg?: number; title?: string } {
  const row = database.get(
    'SELECT srs_name, organization, organization_coordsys_id AS code, definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?',
    [srs],
  );
  // -1 and 0: the file does not say.
  if (!row || srs <= 0) return {};
  const code = String(row['organization']).toUpperCase() === 'EPSG' ? knownEpsg(Number(row['code'])) : undefined;
  return {
    epsg: code ?? epsgOfWkt(String(row['definition'])),
    title: `${row['srs_name']} (${row['organization']}:${row['code']})`,
  };
}

async function* read(database: Sqlite, name: string, layer: Layer, report: Report): AsyncGenerator<RawFeature> {
  let statement: ReturnType<Sqlite['prepare']> | undefined;
  try {
    statement = database.prepare(`SELECT * FROM "${layer.table.replaceAll('"', '""')}"`);
    let row = 0;
    for (const record of statement.iterate() as IterableIterator<Record<string, unknown>>) {
      row++;
      const { [layer.column]: blob, ...properties } = record;
      let geometry: Geometry | null;
      try {
        geometry = geometryOf(blob);
      } catch (error) {
        report.error(textOf(error), {
          row,
          column: layer.column,
          fix: say('Correct it, or export the layer anew.'),
        });
        continue;
      }
      yield { row, geometry, properties, id: typeof record['fid'] === 'number' ? record['fid'] : undefined };
    }
  } catch (error) {
    throw describe(name, error);
  } finally {
    finalize(statement);
  }
}

/** It throws once more what the last step threw, which is reported already. */
function finalize(statement: ReturnType<Sqlite['prepare']> | undefined): void {
  try {
    statement?.finalize();
  } catch (error) {
    if (!(error instanceof sqlite.SQLite3Error)) throw error;
  }
}

const ENVELOPE_BYTES = [0, 32, 48, 48, 64];

/** Section 2.1.3 of the specification: a header, then WKB. @throws Error for what is no geometry */
export function geometryOf(blob: unknown): Geometry | null {
  if (blob === null) return null;
  if (!(blob instanceof Uint8Array) || blob.length < 8 || blob[0] !== 0x47 || blob[1] !== 0x50) {
    throw new FileError(say('The geometry is not that of a GeoPackage.'));
  }
  const flags = blob[3]!;
  const envelope = ENVELOPE_BYTES[(flags >> 1) & 7];
  if (envelope === undefined || flags & 0x20)
    throw new FileError(say('The geometry is of an extended type, which is not read.'));
  if (flags & 0x10) return null;
  return geometryFromWkb(blob.subarray(8 + envelope));
}
