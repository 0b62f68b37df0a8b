// The examples of the formats, made ready for the specs that run them.
import { readdirSync } from 'node:fs';
import type { CodecContext, Example, Incoming } from './codec.js';

/** The ids that have a file of examples. */
export const EXAMPLE_IDS = readdirSync(new URL('.', import.meta.url))
  .filter((name) => name.endsWith('.examples.ts'))
  .map((name) => name.replace('.examples.ts', ''))
  .sort();

export async function examplesOf(id: string): Promise<Example[]> {
  return (await import(`./${id}.examples.js`)).examples;
}

export function messageOf({ topic, payload, receivedAt = '2026-03-01T12:00:00Z' }: Example): Incoming {
  const isContent = typeof payload === 'string' || payload instanceof Uint8Array;
  return {
    gatewayId: 'roof-1',
    topic,
    payload: Buffer.from(isContent ? payload : JSON.stringify(payload)),
    receivedAt: new Date(receivedAt),
  };
}

export function contextOf({ context }: Pick<Example, 'context'>): CodecContext {
  return {
    timeZone: 'Europe/Berlin',
    modelOf: () => undefined,
    memory: new Map<string, unknown>(),
    session: new Map(),
    ...context,
  };
}
