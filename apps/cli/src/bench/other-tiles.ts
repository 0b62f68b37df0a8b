import { UserError } from '@stadtlage/database';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Tile } from './tiles.js';

/** So long a server may take to be started by hand. */
const PATIENCE_MS = 600_000;

/** Another tile server, that somebody starts beside the bench. */
export interface OtherServer {
  origin: string;
  path(tile: Tile): string;
  /**
   * Says which database it is to serve, and waits until it answers.
   * @throws UserError when it does not within ten minutes
   */
  isThere(tile: Tile, databaseUrl: string): Promise<void>;
}

/**
 * @param template of its URLs, such as `http://127.0.0.1:3000/address.1/{z}/{x}/{y}`
 * @throws UserError where that cannot be asked
 */
export function otherServer(template: string, patienceMs = PATIENCE_MS): OtherServer {
  const url = URL.canParse(template) ? new URL(template) : undefined;
  // What the URL has made of the brackets.
  const pattern = `${url?.pathname}${url?.search}`.replace(/%7B([zxy])%7D/gi, '{$1}');
  if (url?.protocol !== 'http:' || !['{z}', '{x}', '{y}'].every((part) => pattern.includes(part)))
    throw new UserError(
      `--against ${template}: give the URL of its tiles over http, such as http://127.0.0.1:3000/address.1/{z}/{x}/{y}.`,
    );
  const { origin } = url;
  const path = (tile: Tile) => pattern.replace(/\{([zxy])\}/g, (_, name: keyof Tile) => String(tile[name]));
  const isThere = async (tile: Tile, databaseUrl: string) => {
    const url = origin + path(tile);
    console.log(`  The city is in ${databaseUrl}\n  Waiting for the other server on it: ${url}`);
    const until = performance.now() + patienceMs;
    while (!(await isAnswered(url))) {
      if (performance.now() > until)
        throw new UserError(`Nobody answered at ${url} within ${patienceMs / 60_000} minutes.`);
      await sleep(500);
    }
  };
  return { origin, path, isThere };
}

const isAnswered = (url: string) =>
  fetch(url).then(
    (answer) => answer.arrayBuffer().then(() => true),
    () => false,
  );
