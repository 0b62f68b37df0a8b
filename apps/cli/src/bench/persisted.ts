import type { Database } from '@stadtlage/database';
import { readFile } from 'node:fs/promises';
import { load } from './processes.js';
import { fetchTile } from './tiles.js';

const OPERATIONS = new URL('../../../server/dist/graphql/persisted/operations.json', import.meta.url);
/** What the web app asks for when somebody chooses an address. */
const OPERATION = 'AddressCard';
const ADDRESSES = 24;
/** A tile with an address has more in it than an answer about one; at its edge the city has smaller ones. */
const ZOOM = 16;
const EDGES = 100;
const ROUNDS = 3;
const PACKED = { 'accept-encoding': 'gzip, br' };
/** Half of the width of the world in EPSG:3857, metres. */
const HALF = 20_037_508.342789244;
/** Bytes of a tile with nothing in it, compressed. */
const EMPTY = 50;

/**
 * Kept answers to a persisted operation per second, as a share of kept tiles: 24 addresses against 24 tiles, each the nearest in bytes of
 * the city at zoom 16. @returns null where it could not be measured; a line says why
 */
export async function benchPersisted(url: string, database: Database, seconds: number): Promise<number | null> {
  console.log();
  const leave = (why: string) => (console.log(`  Persisted operations are left out: ${why}`), null);
  const id = await operationId();
  if (!id) return leave(`the web app has none with the name ${OPERATION}.`);
  const addresses = await database.query<{ id: string }>('SELECT id FROM places.address ORDER BY md5(id) LIMIT $1', [
    ADDRESSES,
  ]);
  const sized = async (paths: string[]) => {
    const found: { path: string; bytes: number }[] = [];
    for (const path of new Set(paths)) found.push({ path, bytes: (await fetchTile(url + path)).body.length });
    return found;
  };
  const asked = addresses.map(
    (variables) => `/graphql/${id}?variables=${encodeURIComponent(JSON.stringify(variables))}`,
  );
  const first = await fetch(url + asked[0]!);
  const answer = (await first.json()) as { data?: { address: unknown } };
  if (!answer.data?.address) return leave(`GET ${asked[0]} answers ${first.status} ${JSON.stringify(answer)}`);
  const persisted = await sized(asked);
  const tiles = (await sized(await tilePaths(database))).filter(({ bytes }) => bytes > EMPTY);
  const alike = persisted.map(({ bytes }) => {
    const nearest = tiles.reduce((a, b) => (Math.abs(b.bytes - bytes) < Math.abs(a.bytes - bytes) ? b : a));
    if (tiles.length > 1) tiles.splice(tiles.indexOf(nearest), 1);
    return nearest;
  });

  const perSecond = async (these: { path: string }[]) => {
    const result = await load(url, { paths: these.map(({ path }) => path), headers: PACKED, seconds });
    if (Object.keys(result.statuses).join() !== '200') throw new Error(`Answers: ${JSON.stringify(result.statuses)}`);
    return result.perSecond;
  };
  for (const these of [persisted, alike]) await perSecond(these);
  const rates: { persisted: number; tile: number }[] = [];
  for (let round = 0; round < ROUNDS; round++)
    rates.push({ persisted: await perSecond(persisted), tile: await perSecond(alike) });
  const rate = (name: 'persisted' | 'tile') => rates.map((one) => one[name]).sort((a, b) => a - b)[ROUNDS >> 1]!;
  const bytes = (these: { bytes: number }[]) =>
    Math.round(these.reduce((sum, one) => sum + one.bytes, 0) / these.length);
  const print = (title: string, each: number, value: number) =>
    console.log(`  ${`${title}, ${each} bytes each`.padEnd(44)}${value.toFixed(0).padStart(8)}/s`);
  print(`persisted ${OPERATION}`, bytes(persisted), rate('persisted'));
  print('kept tiles', bytes(alike), rate('tile'));
  return Number((rate('persisted') / rate('tile')).toFixed(2));
}

/** Undefined where the web app has none with this name. */
export async function operationId(): Promise<string | undefined> {
  const file = await readFile(OPERATIONS, 'utf8').catch(() => '{}');
  const operations = Object.entries(JSON.parse(file) as Record<string, { name: string }>);
  return operations.find(([, { name }]) => name === OPERATION)?.[0];
}

/** Those with the fewest addresses, and what lies right and left of them. */
async function tilePaths(database: Database): Promise<string[]> {
  const tiles = await database.query<{ x: number; y: number }>(
    `SELECT x, y FROM (
       SELECT floor((ST_X(geom_3857) + $1) / (2 * $1) * 2 ^ $2)::int AS x, floor(($1 - ST_Y(geom_3857)) / (2 * $1) * 2 ^ $2)::int AS y
       FROM places.address) tile
     GROUP BY x, y ORDER BY count(*), x, y LIMIT $3`,
    [HALF, ZOOM, EDGES],
  );
  return tiles.flatMap(({ x, y }) => [x - 1, x, x + 1].map((column) => `/tiles/city/${ZOOM}/${column}/${y}.mvt`));
}
