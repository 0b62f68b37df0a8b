import { VectorTile } from '@mapbox/vector-tile';
import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { readSettings } from '@stadtlage/server';
import { Command } from 'commander';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PbfReader } from 'pbf';
import { PMTiles } from 'pmtiles';
import { registerExportCommand } from './index.js';

const FILL = `
  INSERT INTO imports.run (dataset, origin, source, state, started_by) VALUES ('fibre-network', 'file', 'Test', 'imported', 'test');
  INSERT INTO rollout.network (id, name, run_id) SELECT 'n1', 'Netz', max(id) FROM imports.run;
  INSERT INTO rollout.node (network_id, id, geom) VALUES ('n1', 'a', ST_Point(7.88, 51.76, 4326));
  INSERT INTO rollout.span (network_id, id, start_node_id, fibre_length_m) VALUES ('n1', 's', 'a', 1250)`;

describe('stadtlage export ofds', () => {
  let database: Database;
  let folder: string;
  beforeAll(async () => {
    database = await testDatabase();
    folder = await mkdtemp(join(tmpdir(), 'stadtlage-export-'));
  });
  afterAll(async () => {
    await database.close();
    await rm(folder, { recursive: true });
  });

  const run = (...args: string[]) => exported('ofds', ...args);
  const exported = async (...args: string[]) => {
    let output = '';
    const program = new Command().exitOverride().configureOutput({ writeOut: (text) => void (output += text) });
    const settings = () => readSettings({ DATA_DIR: join(folder, 'data') });
    registerExportCommand(program, async () => ({ database, close: async () => {} }), settings);
    await program.parseAsync(['export', ...args], { from: 'user' });
    return output;
  };
  const written = async (name: string) => JSON.parse(await readFile(join(folder, name), 'utf8'));

  it('says so while there is no network, and leaves no file', async () => {
    await expect(run(join(folder, 'netz.json'))).rejects.toThrow(/No fibre network is stored.*stadtlage import/);
    expect(await readdir(folder)).toEqual([]);
  });

  it('writes a package, and nodes and spans as GeoJSON', async () => {
    await database.query(FILL);
    expect(await run(join(folder, 'netz.json'))).toBe(`Written: ${join(folder, 'netz.json')}\n`);
    await run('--network', 'n1', join(folder, 'netz.geojson'));
    expect(await readdir(folder)).toEqual(['netz.json', 'netz.nodes.geojson', 'netz.spans.geojson']);
    expect((await written('netz.json')).networks[0].spans).toEqual([{ id: 's', start: 'a', fibreLength: 1.25 }]);
    expect((await written('netz.spans.geojson')).features[0].properties).toMatchObject({
      start: { id: 'a', location: { coordinates: [7.88, 51.76] } },
      network: { id: 'n1' },
    });
  });

  it('writes all layers of the map as one file that the reference implementation reads', async () => {
    const path = join(folder, 'city.pmtiles');
    expect(await exported('tiles', path)).toBe(`Written: ${path}\n`);
    const file = await readFile(path);
    const archive = new PMTiles({
      getKey: () => path,
      getBytes: async (offset, length) => ({
        data: file.buffer.slice(file.byteOffset + offset, file.byteOffset + offset + length) as ArrayBuffer,
      }),
    });
    expect(await archive.getHeader()).toMatchObject({ minZoom: 11, maxZoom: 16, minLon: 7.88, maxLat: 51.76 });
    expect(await archive.getMetadata()).toMatchObject({
      attribution: expect.stringContaining('Datenlizenz'),
      vector_layers: expect.arrayContaining([expect.objectContaining({ id: 'fibre-nodes' })]),
    });
    const [z, x, y] = [14, 8550, 5429];
    const tile = await archive.getZxy(z, x, y);
    expect(Object.keys(new VectorTile(new PbfReader(new Uint8Array(tile!.data))).layers)).toEqual(['fibre-nodes']);
    expect(await archive.getZxy(z, x + 9, y)).toBeUndefined();
    await rm(path);
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
    await expect(exported('tiles', join(folder, 'city.mbtiles'))).rejects.toThrow(/ending \.pmtiles/);
  });

  it('writes tiles to where the service offers them if it is given no name, and makes the folder', async () => {
    const path = join(folder, 'data', 'city.pmtiles');
    expect(await exported('tiles')).toBe(`Written: ${path}\n`);
    expect((await readFile(path)).toString('latin1', 0, 7)).toBe('PMTiles');
    expect(await readdir(join(folder, 'data'))).toEqual(['city.pmtiles']);
    await rm(join(folder, 'data'), { recursive: true });
    await writeFile(join(folder, 'data'), '');
    await expect(exported('tiles')).rejects.toThrow(/cannot be made .*TILES_SNAPSHOT/);
    await rm(join(folder, 'data'));
  });

  it.each<[string, string[], RegExp]>([
    ['a format it does not know', ['netz.shp'], /does not say the format. Name it like netz\.json/],
    ['a folder that is not there', ['weg/netz.json'], /There is no such folder/],
    ['a network that is not there', ['anders.json', '--network', 'n9'], /no fibre network "n9". There is: n1/],
  ])('refuses %s and leaves no file', async (_what, [path, ...options], problem) => {
    const before = await readdir(folder);
    await expect(run(join(folder, path!), ...options)).rejects.toThrow(problem);
    expect(await readdir(folder)).toEqual(before);
  });
});
