import { sqlFile, type Database, type Queryable } from '@stadtlage/database';
import { GraphQLError } from 'graphql';
import { parseAddress, tellingWords, type TypedAddress } from './parse-address.js';

const SEARCH = sqlFile(import.meta.url, 'search-addresses.sql');
const MAX_TEXT = 200;

/**
 * The ids of the addresses that are most like what somebody typed, best first: `bahnhofstr 5`, `59227 Ahlen Bahnhofstraße 5 a`,
 * also with a typo. The exact house number leads its street, the others follow in their order.
 * @throws GraphQLError BAD_USER_INPUT for a text of more than 200 characters
 */
export async function searchAddresses(database: Database, text: string, limit: number): Promise<string[]> {
  if (text.length > MAX_TEXT) {
    throw new GraphQLError(`text must have at most ${MAX_TEXT} characters, but has ${text.length}.`, {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
  const typed = parseAddress(text);
  const words = tellingWords(typed);
  if (words.length === 0) return [];
  const found = await rank(database, typed, words.slice(0, 4), limit);
  if (found.length > 0) return found;
  // A typo, or a word that no address has: the longest word alone, and less alike.
  return database.transaction(async (transaction) => {
    await transaction.query('SET LOCAL pg_trgm.word_similarity_threshold = 0.4');
    return rank(transaction, typed, words.slice(0, 1), limit);
  });
}

async function rank(database: Queryable, typed: TypedAddress, words: string[], limit: number): Promise<string[]> {
  const rows = await database.query<{ id: string }>(SEARCH, [
    ...[0, 1, 2, 3].map((i) => words[i] ?? null),
    typed.words.join(' '),
    typed.houseNumber,
    typed.suffix,
    typed.postcode,
    limit,
  ]);
  return rows.map(({ id }) => id);
}
