import type { Database } from '@stadtlage/database';
import type { Asking } from './paced.js';
import { operationId } from './persisted.js';
import { tilesOf, type Tile } from './tiles.js';

/** What users of the bench ask for, all together. */
export interface Users {
  /** Paths of which the answers are kept from the first time on: ask for them once before the rest is measured. */
  kept: string[];
  /** What the next of them asks for, from an address of their own, as a proxy tells it. */
  next(): Asking;
}

const ADDRESSES = 40;
/** Of tiles that nobody has asked for yet: of so many zooms from the innermost one, and of these sets. */
const ZOOMS = [14, 15, 16];
const SETS = ['city', 'address-coverage', 'streets'];

/**
 * One user after the other asks for a tile that is kept, a tile that nobody has asked for yet, the card of an address, which is kept, a search and a query, which are not.
 * The tiles that nobody has asked for begin anew after some thousand in a large city; they are kept then.
 */
export async function findUsers(database: Database): Promise<Users> {
  const card = await operationId();
  const tiles = await tilesOf(database);
  const fresh = await freshTiles(database, tiles);
  const addresses = await database.query<{ id: string; label: string; street: string }>(
    'SELECT id, label, street FROM places.address ORDER BY md5(id) LIMIT $1',
    [ADDRESSES],
  );
  const paths = addresses.map((_, i) => (i ? pathOf('city', tiles[(i * 7) % tiles.length]!) : '/tiles/city.json'));
  const cards = addresses.map(({ id }) => `/graphql/${card}?variables=${encodeURIComponent(JSON.stringify({ id }))}`);
  let asked = 0;
  const next = (): Asking => {
    const turn = Math.floor(asked / 5);
    return { ...asking(turn), headers: { 'x-forwarded-for': `192.0.2.${1 + (turn % ADDRESSES)}` } };
  };
  const asking = (turn: number): Asking => {
    const { id, label, street } = addresses[turn % addresses.length]!;
    switch (asked++ % 5) {
      case 0:
        return { path: paths[turn % paths.length]! };
      case 1:
        return { path: fresh[turn % fresh.length]! };
      case 2:
        return { path: cards[turn % cards.length]! };
      case 3:
        return turn % 2
          ? queryOf('query ($text: String!) { suggestAddresses(text: $text) { label } }', { text: street.slice(0, 6) })
          : queryOf('query ($text: String!) { searchAddresses(text: $text) { id label } }', { text: label });
      default:
        return queryOf(
          'query ($id: ID!) { address(id: $id) { label coverage { fibreStatus fixed { technology provider { name } } } } }',
          { id },
        );
    }
  };
  return { kept: [...paths, ...cards], next };
}

/** With addresses in them, in no order. */
async function freshTiles(database: Database, asked: Tile[]): Promise<string[]> {
  const tiles = await database.query<Tile>(
    `SELECT z, x, y FROM places.address a, unnest($1::int[]) z,
            LATERAL (SELECT floor((ST_X(a.geom_3857) + 20037508.342789244) / 40075016.68557849 * 2 ^ z)::int AS x,
                            floor((20037508.342789244 - ST_Y(a.geom_3857)) / 40075016.68557849 * 2 ^ z)::int AS y) at
     GROUP BY z, x, y ORDER BY md5(concat(z, x, y))`,
    [ZOOMS],
  );
  const before = new Set(asked.map((tile) => pathOf('city', tile)));
  return SETS.flatMap((set) => tiles.map((tile) => pathOf(set, tile))).filter((path) => !before.has(path));
}

const pathOf = (set: string, { z, x, y }: Tile) => `/tiles/${set}/${z}/${x}/${y}.mvt`;

const queryOf = (query: string, variables: object): Asking => ({
  path: '/graphql',
  body: JSON.stringify({ query, variables }),
});
