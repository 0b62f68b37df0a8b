import { sqlFile, type Database, type Queryable } from '@stadtlage/database';
import type { TypedAddress } from './parse-address.js';
import { edits, FUZZY, streetJudge, type SearchedStreet } from './street-likeness.js';

const FIND = sqlFile(import.meta.url, 'find-streets.sql');
const FIND_ALIKE = sqlFile(import.meta.url, 'find-streets-alike.sql');
// To compare words takes longer than PostgreSQL reckons: it would rather compare all names than look into the trigram index, which
// only bitmap scans use.
export const PREFER_TRIGRAMS = `
  SELECT set_config('pg_trgm.word_similarity_threshold', '0.4', true),
         set_config('enable_seqscan', 'off', true), set_config('enable_indexscan', 'off', true), set_config('enable_indexonlyscan', 'off', true)`;

/** A street in one place, postcode and district. */
export interface FoundStreet {
  streetKey: string;
  street: string;
  postcode: string | null;
  place: string | null;
  districtId: string | null;
  district: string | null;
  addresses: number;
  /** The lower the better; equal ones fit equally well. See street-likeness.ts. */
  cost: number;
  /** The number that was typed belongs to the name: no house number was. */
  numberIsName: boolean;
}

type Row = Omit<FoundStreet, 'cost' | 'numberIsName'> & Omit<SearchedStreet, 'postcode'>;

/**
 * The streets most like what was typed, best first: those of this name, then those that begin with it, and where none is exactly what
 * was typed and these are fewer than `wanted`, those that resemble it.
 */
export async function findStreets(database: Database, typed: TypedAddress, wanted: number): Promise<FoundStreet[]> {
  const words = await keysOf(database, typed.words);
  if (words.length === 0 && typed.postcode === null) return [];
  const number = typed.houseNumber === null ? null : String(typed.houseNumber);
  const whole = words.join('');
  const runs = runsOf(words);
  const rows = await database.query<Row>(FIND, [
    number && whole ? [...runs.all, whole + number] : runs.all,
    runs.ends,
    whole.length >= 3 ? whole : null,
    typed.postcode,
    words.length === 0 ? typed.postcode : null,
  ]);
  const judge = streetJudge({ words, number, postcode: typed.postcode });
  const found = ranked(rows, judge);
  const enough = found[0]?.cost === 0 || found.filter(({ cost }) => cost < FUZZY).length >= wanted;
  return words.length === 0 || enough ? found : ranked([...rows, ...(await alike(database, words, runs.all))], judge);
}

async function keysOf(database: Queryable, words: string[]): Promise<string[]> {
  if (words.length === 0) return [];
  const rows = await database.query<{ key: string }>(
    'SELECT places.search_key(word) AS key FROM unnest($1::text[]) WITH ORDINALITY AS typed (word, n) ORDER BY n',
    [words],
  );
  return rows.flatMap(({ key }) => key.split(' ')).filter((key) => key !== '');
}

/** Neighbouring words as one: all such runs, and those at the start or the end, where typing has stopped. */
function runsOf(words: string[]): { all: string[]; ends: string[] } {
  const all: string[] = [];
  const ends: string[] = [];
  for (let from = 0; from < words.length; from++) {
    for (let to = from + 1; to <= words.length; to++) {
      const run = words.slice(from, to).join('');
      all.push(run);
      if ((from === 0 || to === words.length) && run.length >= 2) ends.push(run);
    }
  }
  return { all, ends };
}

/** Slips: the four longest words tell most. "Straße", also with a slip in it, tells nothing: it is in every second name. */
async function alike(database: Database, words: string[], runs: string[]): Promise<Row[]> {
  const telling = words
    .filter((word, i) => word.length >= (words.length > 1 ? 4 : 3) && !(i > 0 && isStreet(word)))
    .sort((a, b) => b.length - a.length);
  if (telling.length === 0) return [];
  return database.transaction(async (transaction) => {
    await transaction.query(PREFER_TRIGRAMS);
    return transaction.query<Row>(FIND_ALIKE, [...[0, 1, 2, 3].map((i) => telling[i] ?? null), words.join(' '), runs]);
  });
}

const isStreet = (word: string) => edits(word, 'strasse', 2).whole <= 2;

function ranked(rows: Row[], judge: ReturnType<typeof streetJudge>): FoundStreet[] {
  const found = new Map<string, FoundStreet>();
  for (const row of rows) {
    const likeness = judge(row);
    if (!likeness) continue;
    const { streetKey, street, postcode, place, districtId } = row;
    found.set([streetKey, street, postcode, place, districtId].join('\n'), { ...row, ...likeness });
  }
  return [...found.values()].sort(
    (a, b) =>
      a.cost - b.cost ||
      compare(a.street, b.street) ||
      b.addresses - a.addresses ||
      compare(a.streetKey, b.streetKey) ||
      compare(a.postcode ?? '', b.postcode ?? ''),
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
