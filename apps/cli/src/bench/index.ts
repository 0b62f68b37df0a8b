import type { Settings } from '@stadtlage/server';
import { InvalidArgumentError, type Command } from 'commander';
import { benchIngest } from './ingest.js';

/** `stadtlage bench <name>`: figures as ratios to a baseline measured in the same run. */
export function registerBenchCommand(program: Command, settings: () => Settings): void {
  const bench = program.command('bench').description('Measure; each bench prints a table and, last, one line of JSON');
  bench
    .command('ingest')
    .description('MQTT messages to committed rows, against a client that throws them away')
    .option('--messages <n>', 'messages to publish', wholeNumber, 50_000)
    .action(({ messages }: { messages: number }) => benchIngest(settings(), messages));
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 to 9999999.');
  return Number(text);
}
