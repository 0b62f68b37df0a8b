import { UserError, type Database } from '@stadtlage/database';
import { listRejected, oldestKept, readMappingFile, RegisteredGateways, replayRejected } from '@stadtlage/sensors';
import type { Settings } from '@stadtlage/server';
import { InvalidArgumentError, type Command } from 'commander';
import { onDatabase, type Open } from '../on-database.js';
import { printable } from '../printable.js';

interface Filter {
  reason?: string;
  gateway?: string;
  since?: Date;
}

/** `stadtlage rejected` and `stadtlage replay`: why messages were refused, and their second chance after a fix. */
export function registerRejectedCommands(program: Command, open: Open, settings: () => Settings): void {
  const filtered = (name: string, description: string) =>
    program
      .command(name)
      .description(description)
      .option('--reason <code>', 'only those with this reason, such as not_json')
      .option('--gateway <id>', 'only those of this gateway')
      .option('--since <time>', 'only those received since, such as 2026-03-01 or 2026-03-01T12:00:00Z', moment);

  filtered('rejected', 'Show the newest messages that could not be stored, and why')
    .option('--limit <n>', 'at most this many', wholeNumber, 20)
    .action((filter: Filter & { limit: number }) => onDatabase(open, (database) => printRejected(database, filter)));

  filtered('replay', 'Read rejected messages once more, after a fix of the mapping file or an update')
    .option('--dry-run', 'only say what would come of it')
    .action((filter: Filter & { dryRun?: boolean }) =>
      onDatabase(open, (database) => replay(database, settings(), filter)),
    );
}

async function printRejected(database: Database, { limit, ...filter }: Filter & { limit: number }): Promise<void> {
  const rows = await listRejected(database, filter, limit);
  if (!rows.length)
    console.log(Object.keys(filter).length ? 'No rejected message is like that.' : 'No message was rejected.');
  for (const { receivedAt, reason, replayedAt, topic, detail } of rows) {
    const state = replayedAt ? ', replayed since' : '';
    console.log(`${receivedAt.toISOString()}  ${reason}${state}  ${printable(topic)}\n  ${printable(detail)}`);
  }
}

async function replay(database: Database, settings: Settings, filter: Filter & { dryRun?: boolean }): Promise<void> {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const gateways = await RegisteredGateways.open(database, console);
  const { replayed, stored, refused, cut } = await replayRejected(database, {
    mapping: settings.sensorsFile ? readMappingFile(settings.sensorsFile) : undefined,
    timeZone: settings.timeZone,
    ownerOf: gateways.ownerOf,
    oldest: () => oldestKept(settings.observationRetentionMonths, new Date()),
    reason: filter.reason,
    gatewayId: filter.gateway,
    since: filter.since,
    dryRun: filter.dryRun,
    signal: stop.signal,
    onProgress: (read) => process.stderr.isTTY && process.stderr.write(`\r\x1b[K${read} read`),
  }).finally(() => gateways.close());
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  console.log(
    filter.dryRun
      ? `${replayed} messages could be stored now.`
      : `${replayed} messages replayed, ${stored} new readings stored.`,
  );
  for (const [reason, count] of refused) console.log(`${count} cannot be stored still: ${reason}`);
  if (cut) console.log(`${cut} were longer than what is kept of a rejected message, and cannot be replayed.`);
  if (stop.signal.aborted) throw new UserError('Broken off. What was replayed is stored; start again for the rest.');
}

function moment(text: string): Date {
  const time = new Date(text);
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(time.getTime()))
    throw new InvalidArgumentError('Write it as 2026-03-01 or 2026-03-01T12:00:00Z.');
  return time;
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 to 99999.');
  return Number(text);
}
