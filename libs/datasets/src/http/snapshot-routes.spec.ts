import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import fastify, { type FastifyInstance } from 'fastify';
import { mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { PMTiles } from 'pmtiles';
import { Registry } from '../catalogue/registry.js';
import { districts } from '../testing/sample-city.js';
import { pmTilesHead } from '../tiles/pmtiles.js';
import { countAnswers, Tally } from '../usage/tally.js';
import { DatasetVersions } from '../versions.js';
import { registerOpenDataRoutes } from './routes.js';

const PATH = '/datasets/city.pmtiles';
const TOLD = {
  moment: '2026-03-01T02:30:00.000Z',
  licences: ['dl-zero-de/2.0'],
  attribution: '© Ahlen',
  versions: { districts: 7 },
  demo_layers: ['districts'],
};

let database: Database;
let versions: DatasetVersions;
let server: FastifyInstance;
let origin: string;
let folder: string;
let snapshot: string;
const tally = new Tally();
beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'snapshot-routes-'));
  snapshot = join(folder, 'all.pmtiles');
  server = fastify();
  countAnswers(server);
  versions = await DatasetVersions.start(database, () => {});
  const registry = new Registry([districts], { publisher: 'Ahlen', publicUrl: 'https://daten.example/' });
  const log = { error: () => {} };
  await registerOpenDataRoutes(server, { database, versions, registry, snapshot, tally, log });
  origin = await server.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await server.close();
  versions.stop();
  await database.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => rm(snapshot, { force: true }));

/** One tile, 8/133/84, of these bytes. */
function fileOf(content: string): Buffer {
  const tile = gzipSync(content);
  const entries = [{ tileId: 69_000, offset: 0, length: tile.length, runLength: 20_000 }];
  const facts = { minZoom: 8, maxZoom: 8, centerZoom: 8, bounds: [7, 51, 8, 52] as [number, number, number, number] };
  return Buffer.concat([pmTilesHead(entries, tile.length, { ...facts, metadata: TOLD }), tile]);
}

/** As the export does: what is open stays whole. */
async function publish(file: Buffer): Promise<Buffer> {
  await writeFile(`${snapshot}.part`, file);
  await rename(`${snapshot}.part`, snapshot);
  return file;
}

const get = (headers: Record<string, string> = {}, method = 'GET') => fetch(origin + PATH, { method, headers });
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

it('says while there is no file of all tiles who makes one, and lists none', async () => {
  const response = await get();
  expect([response.status, response.headers.get('cache-control')]).toEqual([404, 'no-store']);
  expect(await response.json()).toMatchObject({
    error: 'no-snapshot',
    message: expect.stringContaining('stadtlage export tiles'),
  });
  expect(await (await fetch(`${origin}/datasets.json`)).json()).toMatchObject({ files: [] });
});

it('is read tile by tile by the reference implementation, also after another file took its place', async () => {
  await publish(fileOf('first'));
  const archive = new PMTiles(origin + PATH);
  const tileOf = async () => Buffer.from((await archive.getZxy(8, 133, 84))!.data).toString();
  expect(await archive.getMetadata()).toEqual(TOLD);
  expect(await tileOf()).toBe('first');
  await publish(fileOf('the second one'));
  expect(await tileOf()).toBe('the second one');
});

it('is sent whole with length, strong tag and time, for pages of anybody', async () => {
  const file = await publish(fileOf('x'));
  const response = await get();
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'application/vnd.pmtiles',
    'content-length': String(file.length),
    'accept-ranges': 'bytes',
    'access-control-allow-origin': '*',
    'access-control-expose-headers': expect.stringContaining('etag'),
    'cache-control': 'no-cache',
    etag: expect.stringMatching(/^"[^"]+"$/),
    'last-modified': expect.stringMatching(/GMT$/),
  });
  expect(file.equals(await bytesOf(response))).toBe(true);
  const head = await get({}, 'HEAD');
  expect([head.status, head.headers.get('content-length')]).toEqual([200, String(file.length)]);
  const preflight = await get({ origin: 'https://a.example', 'access-control-request-headers': 'range' }, 'OPTIONS');
  expect([preflight.status, preflight.headers.get('access-control-allow-headers')]).toEqual([
    204,
    expect.stringContaining('range'),
  ]);
});

it.each([
  ['bytes=0-126', 206, 0, 127],
  ['bytes=127-', 206, 127, undefined],
  ['bytes=-10', 206, -10, undefined],
  ['bytes=-99999999', 206, 0, undefined],
  ['bytes=100-99999999', 206, 100, undefined],
  ['bytes=5-4', 200, 0, undefined],
  ['bytes=0-1,5-6', 200, 0, undefined],
  ['tiles=0-1', 200, 0, undefined],
])('answers the range %s with status %i and these bytes', async (range, status, start, end) => {
  const file = await publish(fileOf('x'));
  const response = await get({ range });
  expect(response.status).toBe(status);
  const sent = await bytesOf(response);
  expect(sent.equals(file.subarray(start, end))).toBe(true);
  const from = start < 0 ? file.length + start : start;
  const told = status === 206 ? `bytes ${from}-${from + sent.length - 1}/${file.length}` : null;
  expect(response.headers.get('content-range')).toBe(told);
});

it.each(['bytes=99999999-', 'bytes=-0'])('refuses the range %s, of which the file has nothing', async (range) => {
  const { length } = await publish(fileOf('x'));
  const response = await get({ range });
  expect([response.status, response.headers.get('content-range')]).toEqual([416, `bytes */${length}`]);
  expect(await response.json()).toMatchObject({ error: 'no-such-range' });
});

it('is sent again only when it is another one, and a part of it only while it is the one it is asked of', async () => {
  await publish(fileOf('x'));
  const { headers } = await get();
  const [etag, modified] = [headers.get('etag')!, headers.get('last-modified')!];
  const status = async (asked: Record<string, string>) => (await get(asked)).status;
  expect(await status({ 'if-none-match': `"a", W/${etag}` })).toBe(304);
  expect(await status({ 'if-modified-since': modified })).toBe(304);
  expect(await status({ 'if-modified-since': modified, 'if-none-match': '"a"' })).toBe(200);
  expect(await status({ range: 'bytes=0-1', 'if-range': etag })).toBe(206);
  expect(await status({ range: 'bytes=0-1', 'if-range': modified })).toBe(206);
  await publish(fileOf('y'));
  await utimes(snapshot, new Date(), new Date(Date.parse(modified) + 5_000));
  expect(await status({ 'if-none-match': etag })).toBe(200);
  expect(await status({ 'if-modified-since': modified })).toBe(200);
  expect(await status({ range: 'bytes=0-1', 'if-range': etag })).toBe(200);
  expect(await status({ range: 'bytes=0-1', 'if-range': modified })).toBe(200);
});

it('is listed beside the datasets with size, moment and what it holds, and never breaks the list', async () => {
  const { length } = await publish(fileOf('x'));
  const listed = async () => ((await (await fetch(`${origin}/datasets.json`)).json()) as { files: object[] }).files;
  expect(await listed()).toMatchObject([
    {
      id: 'city',
      title: { en: 'All layers of the map in one file' },
      mediaType: 'application/vnd.pmtiles',
      url: 'https://daten.example/datasets/city.pmtiles',
      bytes: length,
      moment: TOLD.moment,
      licences: TOLD.licences,
      datasets: ['districts'],
      demoDatasets: ['districts'],
    },
  ]);
  for (const half of [fileOf('x').subarray(0, 200), Buffer.from('something else'), Buffer.alloc(0)]) {
    await publish(half);
    expect(await listed()).toEqual([]);
  }
});

it('counts as a download when it is taken whole, not by the parts that a viewer reads', async () => {
  await publish(fileOf('x'));
  tally.take();
  await bytesOf(await get({ range: 'bytes=0-1' }));
  await bytesOf(await get());
  await bytesOf(await get());
  expect(tally.take().filter(({ kind }) => kind === 'download')).toEqual([
    { kind: 'download', name: 'city', channel: 'pmtiles', count: 2 },
  ]);
});
