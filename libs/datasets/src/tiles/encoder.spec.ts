import { VectorTile, type VectorTileFeature } from '@mapbox/vector-tile';
import type { Point } from 'geojson';
import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { gzipSync } from 'node:zlib';
import { PbfReader } from 'pbf';
import type { DatasetDefinition } from '../definition.js';
import { districts, fillSampleCity, nodes, spans, streets } from '../testing/sample-city.js';
import { GeoJsonTileEncoder, PostgisTileEncoder, tileEncoder, type TileEncoder } from './encoder.js';
import type { TileLimits } from './fit.js';
import { bandAt, type TileAddress } from './grid.js';
import type { Layer } from './tile-set.js';

interface XY {
  x: number;
  y: number;
}

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
  await fillSampleCity(database);
});
afterAll(() => database.close());

function tileAt(longitude: number, latitude: number, z: number): TileAddress {
  const phi = (latitude * Math.PI) / 180;
  const x = Math.floor(((longitude + 180) / 360) * 2 ** z);
  return { z, x, y: Math.floor(((1 - Math.asinh(Math.tan(phi)) / Math.PI) / 2) * 2 ** z) };
}

async function features(
  encoder: TileEncoder,
  definition: DatasetDefinition,
  tile: TileAddress,
): Promise<Map<unknown, VectorTileFeature>> {
  const encoded = await encoder.encode([definition as Layer], tile);
  if (!encoded) return new Map();
  const layers = new VectorTile(new PbfReader(encoded.bytes)).layers;
  expect(Object.keys(layers)).toEqual([definition.id]);
  const layer = layers[definition.id]!;
  expect([layer.version, layer.extent]).toEqual([2, 4096]);
  const all = Array.from({ length: layer.length }, (_, i) => layer.feature(i));
  return new Map(all.map((feature) => [feature.properties['id'], feature]));
}

/** The greatest distance from a vertex of `a` to the outline `b`. */
function distance(a: XY[][], b: XY[][]): number {
  const segments = b.flatMap((part) =>
    part.length === 1 ? [[part[0]!, part[0]!]] : part.slice(1).map((p, i) => [part[i]!, p]),
  );
  return Math.max(...a.flat().map((p) => Math.min(...segments.map(([from, to]) => toSegment(p, from!, to!)))));
}

function toSegment(p: XY, a: XY, b: XY): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const along = Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(p.x - a.x - along * dx, p.y - a.y - along * dy);
}

describe('the encoder that fits the database', () => {
  it('keeps numbers and booleans, leaves nulls out, and carries the id', async () => {
    const found = await features(tileEncoder(database), nodes, tileAt(7.891, 51.763, 11));
    expect(found.size).toBe(60);
    expect(found.get('net/n3')!.properties).toEqual({ id: 'net/n3', name: 'Knoten 3', access_point: true });
    expect(found.get('net/n4')!.properties).toEqual({ id: 'net/n4', name: 'Knoten 4', access_point: false });
    expect(found.get('net/n5')!.properties).toEqual({ id: 'net/n5', name: 'Knoten 5' });
    const span = (await features(tileEncoder(database), spans, tileAt(7.86, 51.75, 11))).get('net/s3')!;
    expect(span.properties).toEqual({
      id: 'net/s3',
      fibre_count: 3,
      fibre_length_m: 30.75,
      ready_for_service: '2025-01-04',
    });
  });

  it('puts a point where it is', async () => {
    const tile = tileAt(7.8912, 51.7634, 14);
    const street = (await features(tileEncoder(database), streets, tile)).get('05570004000000002')!;
    const [longitude, latitude] = (street.toGeoJSON(tile.x, tile.y, tile.z).geometry as Point).coordinates;
    expect(longitude).toBeCloseTo(7.8912, 5);
    expect(latitude).toBeCloseTo(51.7634, 5);
  });

  it('winds outer rings and holes as the specification says', async () => {
    const star = (await features(tileEncoder(database), districts, tileAt(7.891, 51.763, 9))).get('star')!;
    const areas = star
      .loadGeometry()
      .map((ring) => ring.slice(1).reduce((sum, p, i) => sum + ring[i]!.x * p.y - p.x * ring[i]!.y, 0));
    expect(areas.map(Math.sign)).toEqual([1, -1]);
  });

  it('draws at each zoom what its band says', async () => {
    const ids = async (zoom: number) =>
      [...(await features(tileEncoder(database), streets, tileAt(7.8912, 51.7634, zoom))).keys()].sort();
    expect(await ids(12)).toEqual(['05570004000000001']);
    expect(await ids(13)).toEqual(['05570004000000001', '05570004000000002']);
  });

  it('leaves the id out of shapes that nobody asks for', async () => {
    const shapes = { ...districts, geometry: { ...districts.geometry!, tiles: [{ fromZoom: 8, columns: ['name'] }] } };
    const seen = {
      ...shapes,
      geometry: { ...shapes.geometry, tiles: [{ ...shapes.geometry.tiles[0]!, isAnonymous: true }] },
    };
    const properties = async (layer: object) =>
      [...(await features(tileEncoder(database), layer as DatasetDefinition, tileAt(7.891, 51.763, 9))).values()].map(
        (f) => Object.keys(f.properties).sort(),
      );
    expect((await properties(shapes))[0]).toEqual(['id', 'name']);
    expect((await properties(seen))[0]).toEqual(['name']);
  });

  it('puts several layers into one tile, those that have something there', async () => {
    const layers = [districts, streets, spans, nodes] as Layer[];
    const tile = await tileEncoder(database).encode(layers, tileAt(7.891, 51.763, 9));
    expect(tile!.cut).toEqual([]);
    expect(Object.keys(new VectorTile(new PbfReader(tile!.bytes)).layers)).toEqual([districts.id, spans.id, nodes.id]);
    const far = await tileEncoder(database).encode(layers, tileAt(13.4, 52.5, 9));
    expect(far).toBeUndefined();
  });

  it('makes no tile where nothing lies', async () => {
    expect(await tileEncoder(database).encode([nodes as Layer], tileAt(13.4, 52.5, 12))).toBeUndefined();
  });
});

describe('a tile that would be too large', () => {
  const centre = tileAt(7.891, 51.763, 11);
  const layersOf = (bytes: Buffer) => new VectorTile(new PbfReader(bytes)).layers;
  const idsIn = (bytes: Buffer, layer: DatasetDefinition) => {
    const found = layersOf(bytes)[layer.id]!;
    return Array.from({ length: found.length }, (_, i) => String(found.feature(i).properties['id']));
  };
  const within = (features: number, bytes = 498_000) => encoderOf({ features, bytes });
  const encoderOf = (limits: TileLimits) =>
    database.embedded ? new GeoJsonTileEncoder(database, limits) : new PostgisTileEncoder(database, limits);

  it('shows as many features as it may, always the same ones, and says so in a layer of its own', async () => {
    const whole = await within(60).encode([nodes as Layer], centre);
    expect(whole!.cut).toEqual([]);
    expect(Object.keys(layersOf(whole!.bytes))).toEqual(['fibre-nodes']);
    const tile = await within(20).encode([nodes as Layer, spans as Layer], centre);
    expect(tile!.cut[0]).toEqual({ layer: 'fibre-nodes', drawn: 20, of: 60 });
    const mark = layersOf(tile!.bytes)['truncated']!;
    expect(mark.feature(0).properties).toEqual({ layer: 'fibre-nodes', drawn: 20, of: 60 });
    expect(idsIn(tile!.bytes, nodes)).toHaveLength(20);
    expect(idsIn((await within(20).encode([nodes as Layer], centre))!.bytes, nodes)).toEqual(idsIn(tile!.bytes, nodes));
    const fewer = idsIn((await within(8).encode([nodes as Layer], centre))!.bytes, nodes);
    expect(idsIn(tile!.bytes, nodes)).toEqual(expect.arrayContaining(fewer));
  });

  it('keeps the largest areas', async () => {
    const tile = await within(1).encode([districts as Layer], tileAt(7.891, 51.763, 9));
    expect(idsIn(tile!.bytes, districts)).toEqual(['star']);
  });

  it('has no more compressed bytes than it may, and loses those of its largest layer first', async () => {
    const layers = [districts, nodes, spans] as Layer[];
    const whole = gzipSync((await tileEncoder(database).encode(layers, centre))!.bytes).length;
    for (const bytes of [whole - 1, Math.round(whole * 0.6), 500]) {
      const tile = await within(40_000, bytes).encode(layers, centre);
      const marks = layersOf(tile!.bytes)['truncated']!;
      expect(marks.length).toBe(tile!.cut.length);
      expect(tile!.cut.length).toBeGreaterThan(0);
      for (const { drawn, of } of tile!.cut) expect(drawn).toBeLessThan(of);
      const rest = tile!.cut.map(({ layer }) => layer);
      expect(gzipSync(tile!.bytes).length).toBeLessThanOrEqual(bytes + 100 * rest.length);
      if (bytes === whole - 1) expect(rest).toEqual(['fibre-spans']);
    }
  });
});

// PGlite has no ST_AsMVT. On a real PostgreSQL: TEST_DATABASE_URL=postgresql://... npm test
const onRealPostgis = process.env['TEST_DATABASE_URL'] ? describe : describe.skip;

onRealPostgis('both encoders (needs TEST_DATABASE_URL)', () => {
  const zooms = [9, 11, 12, 13, 14, 16];
  it.each(
    [districts, streets, spans, nodes].flatMap((definition) =>
      zooms
        .filter((zoom) => bandAt(definition.geometry!.tiles!, zoom))
        .map((zoom) => ({ definition, id: definition.id, zoom })),
    ),
  )('make the same tiles of $id at zoom $zoom', async ({ definition, zoom }) => {
    // The centre, its neighbours, and a tile that the edge of the star crosses.
    const centre = tileAt(7.891, 51.763, zoom);
    const edge = tileAt(7.9303, 51.763, zoom);
    const tiles = [centre, { ...centre, x: centre.x - 1 }, { ...centre, y: centre.y + 1 }, edge];
    let compared = 0;
    for (const tile of tiles) {
      const theirs = await features(new PostgisTileEncoder(database), definition, tile);
      const ours = await features(new GeoJsonTileEncoder(database), definition, tile);
      expect([...ours.keys()].sort()).toEqual([...theirs.keys()].sort());
      for (const [id, feature] of theirs) {
        const other = ours.get(id)!;
        expect(other.type).toBe(feature.type);
        expect(other.properties).toEqual(feature.properties);
        expect(distance(other.loadGeometry(), feature.loadGeometry())).toBeLessThanOrEqual(2);
        expect(distance(feature.loadGeometry(), other.loadGeometry())).toBeLessThanOrEqual(2);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(0);
  });
});
