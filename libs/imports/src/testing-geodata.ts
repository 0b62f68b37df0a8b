// Geodata files for tests, made from nothing: Shapefile, GeoPackage, ZIP.
import type { Position } from 'geojson';
import sqlite from 'node-sqlite3-wasm';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';

/** Points as a .shp: https://www.esri.com/content/dam/esrisites/sitecore-archive/Files/Pdfs/library/whitepapers/pdfs/shapefile.pdf */
export function shpOf(points: Position[]): Buffer {
  const file = Buffer.alloc(100 + points.length * 28);
  file.writeInt32BE(9994, 0);
  file.writeInt32BE(file.length / 2, 24);
  file.writeInt32LE(1000, 28);
  file.writeInt32LE(1, 32);
  points.forEach(([x, y], i) => {
    const at = 100 + i * 28;
    file.writeInt32BE(i + 1, at);
    file.writeInt32BE(10, at + 4);
    file.writeInt32LE(1, at + 8);
    file.writeDoubleLE(x!, at + 12);
    file.writeDoubleLE(y!, at + 20);
  });
  return file;
}

/** A .dbf with one text column. */
export function dbfOf(column: string, values: string[], encoding: BufferEncoding = 'latin1'): Buffer {
  const width = 40;
  const head = Buffer.alloc(65);
  head.writeUInt8(3, 0);
  head.writeUInt32LE(values.length, 4);
  head.writeUInt16LE(head.length, 8);
  head.writeUInt16LE(width + 1, 10);
  head.write(column, 32);
  head.write('C', 43);
  head.writeUInt8(width, 48);
  head.writeUInt8(0x0d, 64);
  const rows = values.map((value) => {
    const row = Buffer.alloc(width + 1, ' ');
    row.write(value, 1, encoding);
    return row;
  });
  return Buffer.concat([head, ...rows, Buffer.from([0x1a])]);
}

/** A GeoPackage with layers of points, in a coordinate system of EPSG. */
export function geoPackageOf(
  layers: Record<string, { name: string; at: Position }[]>,
  epsg: number,
  more = '',
): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'stadtlage-test-'));
  const path = join(folder, 'x.gpkg');
  const database = new sqlite.Database(path);
  database.exec(`
    CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
    CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT, srs_id INTEGER);
    CREATE TABLE gpkg_geometry_columns (table_name TEXT PRIMARY KEY, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER, z INTEGER, m INTEGER);
    INSERT INTO gpkg_spatial_ref_sys VALUES ('made up', ${epsg}, 'EPSG', ${epsg}, 'undefined')`);
  for (const [layer, points] of Object.entries(layers)) {
    database.exec(`
      INSERT INTO gpkg_contents VALUES ('${layer}', 'features', '${layer}', ${epsg});
      INSERT INTO gpkg_geometry_columns VALUES ('${layer}', 'geom', 'POINT', ${epsg}, 0, 0);
      CREATE TABLE "${layer}" (fid INTEGER PRIMARY KEY, geom BLOB, name TEXT)`);
    for (const { name, at } of points)
      database.run(`INSERT INTO "${layer}" (geom, name) VALUES (?, ?)`, [gpkgPoint(at, epsg), name]);
  }
  if (more) database.exec(more);
  database.close();
  const bytes = readFileSync(path);
  rmSync(folder, { recursive: true });
  return bytes;
}

function gpkgPoint([x, y]: Position, epsg: number): Buffer {
  const blob = Buffer.alloc(8 + 21);
  blob.write('GP');
  blob.writeUInt8(1, 3);
  blob.writeInt32LE(epsg, 4);
  blob.writeUInt8(1, 8);
  blob.writeUInt32LE(1, 9);
  blob.writeDoubleLE(x!, 13);
  blob.writeDoubleLE(y!, 21);
  return blob;
}

/** A ZIP archive; `stated` says another size after unpacking than is true. */
export function zipOf(files: Record<string, Buffer | string>, stated?: number): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const data = Buffer.from(content);
    const packed = deflateRawSync(data);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(stated ?? data.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, tail, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(locals.length, 8);
  end.writeUInt16LE(locals.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}
