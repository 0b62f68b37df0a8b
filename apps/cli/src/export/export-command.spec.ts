import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { Command } from 'commander';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

  const run = async (...args: string[]) => {
    let output = '';
    const program = new Command().exitOverride().configureOutput({ writeOut: (text) => void (output += text) });
    registerExportCommand(program, async () => ({ database, close: async () => {} }));
    await program.parseAsync(['export', 'ofds', ...args], { from: 'user' });
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
