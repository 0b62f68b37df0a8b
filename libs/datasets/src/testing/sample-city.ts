// Definitions and rows for the tests of this room, over views of the other rooms.
import type { Database } from '@stadtlage/database';
import { defineDataset, type Column, type DatasetDefinition } from '../definition.js';

const both = (text: string) => ({ de: text, en: text });
const column = (type: Column['type'], unit?: string): Column => ({
  type,
  description: both(type),
  ...(unit && { unit }),
});

function define(
  id: string,
  view: string,
  rest: Pick<DatasetDefinition, 'columns' | 'filters' | 'geometry'>,
): DatasetDefinition {
  const texts = { title: both(id), description: both(`About ${id}`) };
  return defineDataset({
    id,
    view,
    ...texts,
    licence: 'dl-zero-de/2.0',
    theme: 'REGI',
    updateRhythm: 'IRREG',
    ...rest,
  });
}

export const districts = define('districts', 'districts', {
  columns: {
    id: column('text'),
    name: column('text'),
    municipality_key: column('text'),
    area_km2: column('number', 'km2'),
  },
  geometry: {
    type: 'Polygon',
    tiles: [{ fromZoom: 8, columns: ['name', 'municipality_key', 'area_km2'] }],
    inCity: true,
  },
});

export const streets = define('streets', 'streets', {
  columns: { id: column('text'), name: column('text'), class: column('text') },
  geometry: {
    type: 'Geometry',
    tiles: [
      { fromZoom: 10, columns: ['class'], where: `class = 'arterial'` },
      { fromZoom: 13, columns: ['name', 'class'] },
    ],
    inCity: true,
  },
});

export const spans = define('fibre-spans', 'fibre_spans', {
  columns: {
    id: column('text'),
    name: column('text'),
    fibre_count: column('integer', '1'),
    fibre_length_m: column('number', 'm'),
    ready_for_service: column('date'),
  },
  geometry: {
    type: 'LineString',
    tiles: [{ fromZoom: 9, columns: ['name', 'fibre_count', 'fibre_length_m', 'ready_for_service'] }],
  },
});

export const nodes = define('fibre-nodes', 'fibre_nodes', {
  columns: { id: column('text'), name: column('text'), access_point: column('boolean') },
  geometry: { type: 'Point', tiles: [{ fromZoom: 9, columns: ['name', 'access_point'] }] },
});

export const facilities = define('facilities', 'facilities', {
  columns: { id: column('text'), kind: column('text'), name: column('text'), website: column('text') },
  filters: { website: 'value', name: 'name' },
  geometry: { type: 'Point' },
});

export const history = define('rollout-history', 'rollout_history', {
  columns: { id: column('text'), note: column('text'), recorded_at: column('timestamp') },
});

/** A few rows of each around Ahlen's centre, 51.763 N 7.891 E, from one demo run. @returns the run's id */
export async function fillSampleCity(database: Database): Promise<number> {
  const [run] = await database.query<{ id: number }>(
    `INSERT INTO imports.run (dataset, origin, source, started_by, state) VALUES ('city', 'demo', 'Made up', 'test', 'imported') RETURNING id`,
  );
  // A star-shaped district with a hole, one of two parts, and one too small to see.
  await database.query(
    `INSERT INTO places.district (id, name, municipality_key, geom, run_id)
     SELECT 'star', 'Stern', '05570004', ST_Multi(ST_Difference(ST_MakePolygon(ST_MakeLine(ARRAY(
       SELECT ST_SetSRID(ST_MakePoint(7.891 + r * cos(a), 51.763 + r * 0.62 * sin(a)), 4326)
       FROM (SELECT radians(i % 720 / 2.0) AS a, 0.03 + 0.01 * sin(radians(i % 720 * 4)) AS r FROM generate_series(0, 720) i) s))),
       ST_Buffer(ST_SetSRID(ST_MakePoint(7.891, 51.763), 4326), 0.004))), $1::bigint
     UNION ALL SELECT 'two', 'Zwei Teile', NULL, ST_Multi(ST_Union(
       ST_MakeEnvelope(7.95, 51.75, 7.96, 51.76, 4326), ST_MakeEnvelope(7.97, 51.75, 7.99, 51.77, 4326))), $1::bigint
     UNION ALL SELECT 'dot', 'Punkt', NULL, ST_Multi(ST_MakeEnvelope(7.9, 51.74, 7.90000001, 51.74000001, 4326)), $1::bigint`,
    [run!.id],
  );
  await database.query(
    `INSERT INTO places.street (key, name, class, location, geom, run_id) VALUES
       ('05570004000000001', 'Weststraße', 'arterial', NULL, ST_GeomFromText('MULTILINESTRING((7.87 51.762, 7.88 51.764, 7.891 51.763, 7.92 51.761))', 4326), $1),
       ('05570004000000002', 'Gasse', 'residential', ST_SetSRID(ST_MakePoint(7.8912, 51.7634), 4326), NULL, $1)`,
    [run!.id],
  );
  await database.query(`INSERT INTO rollout.network (id, name, run_id) VALUES ('net', 'Netz', $1)`, [run!.id]);
  await database.query(
    `INSERT INTO rollout.span (network_id, id, name, fibre_count, fibre_length_m, ready_for_service, geom)
     SELECT 'net', 's' || i, CASE WHEN i % 2 = 0 THEN 'Strecke ' || i END, i, i * 10.25, date '2025-01-01' + i,
       (SELECT ST_MakeLine(ST_SetSRID(ST_MakePoint(7.84 + i * 0.002 + k * 0.0008, 51.74 + i * 0.001 + 0.002 * sin(k + i)), 4326) ORDER BY k)
        FROM generate_series(0, 40) k)
     FROM generate_series(1, 25) i`,
  );
  await database.query(
    `INSERT INTO rollout.node (network_id, id, name, access_point, geom)
     SELECT 'net', 'n' || i, 'Knoten ' || i, CASE i % 3 WHEN 0 THEN true WHEN 1 THEN false END,
       ST_SetSRID(ST_MakePoint(7.88 + (i * 37 % 100) * 0.00021, 51.755 + (i * 61 % 100) * 0.00017), 4326)
     FROM generate_series(1, 60) i`,
  );
  await database.query(
    `SELECT datasets.touch(dataset, $1::bigint) FROM unnest(ARRAY['districts', 'streets', 'fibre-spans', 'fibre-nodes']) dataset`,
    [run!.id],
  );
  return run!.id;
}
