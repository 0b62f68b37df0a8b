import { sqlFile, type Database } from '@stadtlage/database';
import { GraphQLError } from 'graphql';
import { findStreets, type FoundStreet } from './find-streets.js';
import { parseAddress, type TypedAddress } from './parse-address.js';

const SEARCH = sqlFile(import.meta.url, 'search-addresses.sql');
const MAX_TEXT = 200;
// All that share a name, in a region of many towns.
const MOST_STREETS = 60;

/** What fits a text, best first: streets while no house number is typed, addresses after it. */
export type Suggestion = { street: FoundStreet } | { addressId: string };

/**
 * The ids of the addresses that are most like what somebody typed, best first: `bahnhofstr 5`, `59227 Ahlen Bahnhofstraße 5 a`,
 * also with a typo or half-typed. The exact house number leads its street, then come the nearest.
 * @throws GraphQLError BAD_USER_INPUT for a text of more than 200 characters
 */
export async function searchAddresses(database: Database, text: string, limit: number): Promise<string[]> {
  const typed = parsed(text);
  return addressesOf(database, typed, await findStreets(database, typed, limit), limit);
}

/**
 * What to offer somebody who is typing an address.
 * @throws GraphQLError BAD_USER_INPUT for a text of more than 200 characters
 */
export async function suggestAddresses(database: Database, text: string, limit: number): Promise<Suggestion[]> {
  const typed = parsed(text);
  const streets = await findStreets(database, typed, limit);
  if (typed.houseNumber !== null && !streets[0]?.numberIsName) {
    const ids = await addressesOf(database, typed, streets, limit);
    return ids.map((addressId) => ({ addressId }));
  }
  // A street that runs through several districts is one street to somebody who types.
  const once = new Map<string, FoundStreet>();
  for (const street of streets) {
    const name = [street.streetKey, street.street, street.postcode, street.place].join('\n');
    const same = once.get(name);
    once.set(name, same ? { ...same, addresses: same.addresses + street.addresses } : street);
  }
  return [...once.values()].slice(0, limit).map((street) => ({ street }));
}

function parsed(text: string): TypedAddress {
  if (text.length > MAX_TEXT) {
    throw new GraphQLError(`text must have at most ${MAX_TEXT} characters, but has ${text.length}.`, {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
  return parseAddress(text);
}

async function addressesOf(
  database: Database,
  typed: TypedAddress,
  found: FoundStreet[],
  limit: number,
): Promise<string[]> {
  const streets = deciding(found, typed.houseNumber !== null, limit);
  const best = streets.filter(({ cost, numberIsName }) => cost === streets[0]!.cost && !numberIsName);
  // The Bahnhofstraße of every town: most often enough of them have this very number, and it is looked up in no time.
  if (typed.houseNumber !== null && best.length >= limit) {
    const ids = await numbersOf(database, typed, best, limit, true);
    if (ids.length === limit) return ids;
  }
  return streets.length === 0 ? [] : numbersOf(database, typed, streets, limit, false);
}

async function numbersOf(
  database: Database,
  { houseNumber, upTo, suffix }: TypedAddress,
  streets: FoundStreet[],
  limit: number,
  onlyThisNumber: boolean,
): Promise<string[]> {
  const rows = await database.query<{ id: string }>(SEARCH, [
    streets.map(({ streetKey }) => streetKey),
    streets.map(({ postcode }) => postcode),
    streets.map(({ place }) => place),
    streets.map(({ districtId }) => districtId),
    streets.map(({ cost }) => cost),
    streets.map(({ numberIsName }) => !numberIsName),
    houseNumber,
    upTo,
    upTo === null ? [suffix] : [suffix, `${suffix}-${upTo}`],
    limit,
    onlyThisNumber,
  ]);
  return rows.map(({ id }) => id);
}

/** As many of the streets as have a say in the first addresses: of those that fit equally well, a typed number decides. */
function deciding(streets: FoundStreet[], numbered: boolean, limit: number): FoundStreet[] {
  let addresses = 0;
  const end = streets.findIndex((street, i) => {
    if (addresses >= limit && !(numbered && street.cost === streets[i - 1]!.cost)) return true;
    addresses += street.addresses;
    return false;
  });
  return streets.slice(0, Math.min(MOST_STREETS, end < 0 ? streets.length : end));
}
