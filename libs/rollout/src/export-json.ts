// Networks as a package or as JSON Lines: https://open-fibre-data-standard.readthedocs.io/en/0.3/reference/publication_formats/json.html
import type { Database } from '@stadtlage/database';
import { StoredNetwork } from './networks/stored.js';
import { LISTS } from './networks/standard/schema.js';

/** A network package. Without a network it is none by the standard, which wants one or more. */
export async function* toPackage(database: Database, ids?: readonly string[]): AsyncGenerator<string> {
  let separator = '{"networks":[\n';
  for await (const network of StoredNetwork.all(database, ids)) {
    yield separator;
    yield* networkText(network);
    separator = ',\n';
  }
  yield separator === ',\n' ? '\n]}\n' : `${separator}]}\n`;
}

/** One network a line. */
export async function* toLines(database: Database, ids?: readonly string[]): AsyncGenerator<string> {
  for await (const network of StoredNetwork.all(database, ids)) {
    yield* networkText(network);
    yield '\n';
  }
}

async function* networkText(network: StoredNetwork): AsyncGenerator<string> {
  yield JSON.stringify(network.head).slice(0, -1);
  for (const [list, kind] of Object.entries(LISTS)) {
    let separator = `,"${list}":[`;
    for await (const page of network.pages(kind)) {
      yield separator + page.map((part) => JSON.stringify(part)).join(',');
      separator = ',';
    }
    // The standard has no empty lists.
    if (separator === ',') yield ']';
  }
  await network.assertUnchanged();
  yield '}';
}
