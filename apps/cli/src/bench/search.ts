import { migrate, openDatabase, sqlFile, UserError, type Database } from '@stadtlage/database';
import { postgresPrograms, startOwnPostgres } from '@stadtlage/database/testing';
import { searchAddresses } from '@stadtlage/places';
import { Random } from '../demo/random.js';
import { percentile, spread } from './figures.js';

const CITY = sqlFile(import.meta.url, 'search-city.sql');
const QUERIES = 600;
const AT_ONCE = 8;
const HITS = 8;

export interface SearchBenchOptions {
  addresses: number;
}

interface Known {
  id: string;
  street: string;
  number: string;
  postcode: string;
  place: string;
  district: string;
}

interface Query {
  kind: string;
  text: string;
  /** The address that was meant, where the text says all of it. */
  id: string | null;
}

/**
 * Milliseconds from a typed text to the ids of its addresses, on a PostgreSQL of its own with the settings it ships with: one search
 * after the other, then 8 at once. Prints a table by kind of text and, last, one line of JSON.
 */
export async function benchSearch({ addresses }: SearchBenchOptions): Promise<void> {
  if (!postgresPrograms)
    throw new UserError(
      'PostgreSQL is missing for this bench. Debian: apt install postgresql-15 postgresql-15-postgis-3.',
    );
  if (addresses < 1) throw new UserError('--addresses: there must be at least one.');
  const postgres = await startOwnPostgres();
  let database: Database | undefined;
  try {
    await migrate(postgres.url);
    database = await openDatabase(postgres.url);
    await build(database, addresses);
    const queries = await typedQueries(database);
    for (const { text } of queries) await searchAddresses(database, text, HITS);

    const found: { kind: string; ms: number; first: boolean | null }[] = [];
    for (const query of queries) {
      const began = performance.now();
      const ids = await searchAddresses(database, query.text, HITS);
      const first = query.id === null ? null : ids[0] === query.id;
      found.push({ kind: query.kind, ms: performance.now() - began, first });
    }
    print(found);
    const times = found.map(({ ms }) => ms);
    const together = await atOnce(database, queries);
    console.log(`  ${AT_ONCE} at once`.padEnd(60) + spread(together));
    console.log(
      JSON.stringify({
        bench: 'search',
        addresses,
        p50_ms: percentile(times, 50),
        p95_ms: percentile(times, 95),
        p95_ms_8: percentile(together, 95),
      }),
    );
  } finally {
    await database?.close();
    await postgres.remove();
  }
}

async function build(database: Database, addresses: number): Promise<void> {
  const began = performance.now();
  await database.query(CITY, [addresses]);
  await database.query('VACUUM ANALYZE places.address');
  await database.query('VACUUM ANALYZE places.street_search');
  const [row] = await database.query<{ addresses: number; streets: number }>(
    'SELECT sum(addresses)::int AS addresses, count(*) AS streets FROM places.street_search',
  );
  if (row!.addresses !== addresses)
    throw new Error(`${addresses} addresses were to be made, but the search knows ${row!.addresses}.`);
  const seconds = Math.round((performance.now() - began) / 1_000);
  console.log(
    `\n${addresses.toLocaleString('en')} addresses in ${row!.streets.toLocaleString('en')} streets, made in ${seconds} s; ${QUERIES} searches for ${HITS} addresses\n`,
  );
}

/** Of some addresses, always the same ones, what people might type on the way to them. */
async function typedQueries(database: Database): Promise<Query[]> {
  const known = await database.query<Known>(
    `SELECT a.id, a.street, a.house_number || a.house_number_suffix AS number, a.postcode, a.place, d.name AS district
     FROM places.address a JOIN places.district d ON d.id = a.district_id ORDER BY md5(a.id) LIMIT $1`,
    [QUERIES],
  );
  const random = new Random(1);
  return Array.from({ length: QUERIES }, (_, i) => {
    const [kind, type] = KINDS[i % KINDS.length]!;
    const address = known[i % known.length]!;
    const { text, whole } = type(address, random);
    return { kind, text, id: whole ? address.id : null };
  });
}

const KINDS: [string, (address: Known, random: Random) => { text: string; whole: boolean }][] = [
  ['the label: Bahnhofstraße 5a, 59227 Ahlen', (a) => whole(`${a.street} ${a.number}, ${a.postcode} ${a.place}`)],
  ['postcode first: 59227 bahnhofstr 5a', (a) => whole(`${a.postcode} ${short(a.street)} ${a.number}`)],
  ['place first: ahlen bahnhofstr. 5a', (a) => part(`${a.place} ${short(a.street)}. ${a.number}`.toLowerCase())],
  ['street and number: bahnhofstr 5a', (a) => part(`${short(a.street)} ${a.number}`)],
  [
    'district: Bahnhofstrasse 5 A, Altstadt',
    (a) => part(`${plain(a.street)} ${a.number.toUpperCase()}, ${a.district}`),
  ],
  [
    'half-typed: bahnho',
    (a, random) => part(a.street.toLowerCase().slice(0, 2 + Math.floor(random.next() * (a.street.length - 3)))),
  ],
  ['half-typed word within: galen', (a) => part(a.street.split(/[ -]/).at(-2) ?? a.street.slice(0, 5))],
  ['half-typed place: bahnhofstr ah', (a) => part(`${short(a.street)} ${a.place.slice(0, 3)}`)],
  ['a typo: Bahnhofstarße 5a 59227', (a, random) => whole(`${slip(a.street, random)} ${a.number} ${a.postcode}`)],
  ['a typo, no place: bahnofstr 5a', (a, random) => part(`${slip(short(a.street), random)} ${a.number}`)],
  [
    'two typos and the place: Bahhofstrase 5a Ahlen',
    (a, random) => part(`${slip(slip(a.street, random), random)} ${a.number} ${a.place}`),
  ],
  ['nothing there is: Quastenhain 5', (_a, random) => part(`Q${slip('uastenhaingrund', random)} 5`)],
];

const whole = (text: string) => ({ text, whole: true });
const part = (text: string) => ({ text, whole: false });
const short = (street: string) => street.toLowerCase().replace('straße', 'str');
const plain = (street: string) =>
  street.replace(/ß/g, 'ss').replace(/ä/g, 'ae').replace(/ö/g, 'oe').replace(/ü/g, 'ue');

/** One letter left out, doubled, changed, or swapped with the next. */
function slip(text: string, random: Random): string {
  const at = 1 + Math.floor(random.next() * (text.length - 2));
  const [before, letter, after] = [text.slice(0, at), text[at]!, text.slice(at + 1)];
  switch (Math.floor(random.next() * 4)) {
    case 0:
      return before + after;
    case 1:
      return before + letter + letter + after;
    case 2:
      return before + 'e' + after;
    default:
      return before + after.slice(0, 1) + letter + after.slice(1);
  }
}

async function atOnce(database: Database, queries: Query[]): Promise<number[]> {
  const times: number[] = [];
  let at = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (at < queries.length) {
        const { text } = queries[at++]!;
        const began = performance.now();
        await searchAddresses(database, text, HITS);
        times.push(performance.now() - began);
      }
    }),
  );
  return times;
}

function print(found: { kind: string; ms: number; first: boolean | null }[]): void {
  for (const [kind] of KINDS) {
    const these = found.filter((one) => one.kind === kind);
    const meant = these.filter(({ first }) => first !== null);
    const right = meant.filter(({ first }) => first).length;
    const share = meant.length ? `, the right one first in ${right} of ${meant.length}` : '';
    console.log(`  ${kind}`.padEnd(60) + spread(these.map(({ ms }) => ms)) + share);
  }
  console.log('  all, one after the other'.padEnd(60) + spread(found.map(({ ms }) => ms)));
}
