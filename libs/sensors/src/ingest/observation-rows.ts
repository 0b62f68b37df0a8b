import type { Reading } from '../codecs/codec.js';
import { boolArray, float8Array, int8Array, textArray, timestamptzArray } from './binary-arrays.js';
import type { StoredResult } from './result.js';

/** Rows of sensors.observation, column by column, as store-observations.sql takes them. */
export class ObservationRows {
  private readonly datastreams: number[] = [];
  private readonly phenomenonTimes: number[] = [];
  private readonly numbers: (number | null)[] = [];
  private readonly texts: (string | null)[] = [];
  private readonly resultTimes: (number | null)[] = [];
  private readonly receipts: number[] = [];
  private readonly timesAreReceipts: boolean[] = [];
  private readonly gateways = new Set<string>();
  // Most batches hold numbers with one time each: what all rows lack is not sent.
  private hasTexts = false;
  private hasResultTimes = false;
  private hasReceiptTimes = false;

  get count(): number {
    return this.datastreams.length;
  }

  add(datastreamId: number, gatewayId: string, reading: Reading, result: StoredResult, receivedAt: Date): void {
    const { phenomenonTime, resultTime, timeIsReceipt = false } = reading;
    const isText = typeof result === 'string';
    this.datastreams.push(datastreamId);
    this.phenomenonTimes.push(phenomenonTime.getTime());
    this.numbers.push(isText ? null : result);
    this.texts.push(isText ? result : null);
    this.resultTimes.push(resultTime ? resultTime.getTime() : null);
    this.receipts.push(receivedAt.getTime());
    this.timesAreReceipts.push(timeIsReceipt);
    this.gateways.add(gatewayId);
    this.hasTexts ||= isText;
    this.hasResultTimes ||= resultTime !== undefined;
    this.hasReceiptTimes ||= timeIsReceipt;
  }

  get distinctDatastreams(): number[] {
    return [...new Set(this.datastreams)];
  }

  /** Of store-observations.sql. @param distinct {@link distinctDatastreams} */
  parameters(distinct: readonly number[]): unknown[] {
    return [
      int8Array(this.datastreams),
      timestamptzArray(this.phenomenonTimes),
      float8Array(this.numbers),
      this.hasTexts ? textArray(this.texts) : null,
      this.hasResultTimes ? timestamptzArray(this.resultTimes) : null,
      timestamptzArray(this.receipts),
      this.hasReceiptTimes ? boolArray(this.timesAreReceipts) : null,
      int8Array(distinct),
      [...this.gateways],
    ];
  }
}
