import type { Database } from '@stadtlage/database';
import { InvalidArgumentError, type Command } from 'commander';
import { DEFAULT_SEED, FEWEST_ADDRESSES, MOST_ADDRESSES } from './city.js';
import { loadDemoCity } from './load.js';

const DEFAULT_ADDRESSES = 20_000;

/**
 * Adds `demo [--addresses <n>] [--seed <n>]` to the program. Progress goes to stderr, the result to the program's output.
 * @param open connects to the database; called only when the arguments make sense
 */
export function registerDemoCommand(
  program: Command,
  open: () => Promise<{ database: Database; close(): Promise<unknown> }>,
): void {
  program
    .command('demo')
    .description('Load a synthetic city into an empty database')
    .option(
      '--addresses <number>',
      `size of the city, ${FEWEST_ADDRESSES} to ${MOST_ADDRESSES}`,
      between(FEWEST_ADDRESSES, MOST_ADDRESSES),
      DEFAULT_ADDRESSES,
    )
    .option('--seed <number>', 'another number, another city', between(0, 2 ** 31 - 1), DEFAULT_SEED)
    .action(async ({ addresses, seed }: { addresses: number; seed: number }) => {
      const began = Date.now();
      const { database, close } = await open();
      try {
        await loadDemoCity(database, { addresses, seed }, (text) => process.stderr.write(`Demo city: ${text}\n`));
      } finally {
        await close();
      }
      const seconds = ((Date.now() - began) / 1000).toFixed(1);
      program.configureOutput().writeOut!(
        `Demo city with ${addresses.toLocaleString('en')} addresses loaded (${seconds} s).\n`,
      );
    });
}

function between(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < low || value > high) {
      throw new InvalidArgumentError(`Give a whole number from ${low} to ${high}.`);
    }
    return value;
  };
}
