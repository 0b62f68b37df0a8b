// A step of a stream for each record takes as long as to read it, so long tables come many records at a time.
import type { TableRecord } from './table.js';

export async function* oneByOne(batches: AsyncIterable<TableRecord[]>): AsyncGenerator<TableRecord> {
  for await (const batch of batches) yield* batch;
}

export async function* eachAlone(records: AsyncIterable<TableRecord>): AsyncGenerator<TableRecord[]> {
  for await (const record of records) yield [record];
}
