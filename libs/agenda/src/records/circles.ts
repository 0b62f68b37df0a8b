// What waits for itself, by way of others or at once, can never begin.
import type { Queryable } from '@stadtlage/database';
import { kindOf, nounOf } from '../kinds/index.js';
import { BilingualError } from '../kinds/messages.js';
import { REFERENCES } from '../kinds/references.js';
import type { Change } from './store.js';

/** Of kinds whose records refer to others of their own kind. */
const DEPENDENCIES = REFERENCES.filter(({ kind, refersTo }) => kind === refersTo);
const MOST_TOLD = 20;

/**
 * The shortest circle through each of some records: each depends on the next, and the last on the first. One that goes through several of
 * them is told once.
 */
export function circlesThrough(ids: readonly string[], dependsOn: ReadonlyMap<string, readonly string[]>): string[][] {
  const found: string[][] = [];
  for (const id of ids) {
    if (found.some((circle) => circle.includes(id))) continue;
    const circle = shortestFrom(id, dependsOn);
    if (circle) found.push(circle);
  }
  return found;
}

function shortestFrom(start: string, dependsOn: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const cameFrom = new Map<string, string>();
  const way = (to: string): string[] => (to === start ? [start] : [...way(cameFrom.get(to)!), to]);
  const waiting = [start];
  for (const at of waiting)
    for (const next of dependsOn.get(at) ?? []) {
      if (next === start) return way(at);
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, at);
      waiting.push(next);
    }
  return undefined;
}

/** @throws BilingualError that names each circle through what was written */
export async function refuseCircles(tx: Queryable, written: Change[]): Promise<void> {
  for (const { kind, path } of DEPENDENCIES) {
    const ids = written.filter((one) => one.kind === kind && one.content).map(({ id }) => id);
    if (!ids.length) continue;
    const rows = await tx.query<{ id: string; on: string[] }>(
      `SELECT id, jsonb_path_query_array(content, $2::jsonpath) AS on FROM agenda.records_at('infinity') WHERE kind = $1`,
      [kind, path],
    );
    const circles = circlesThrough(ids, new Map(rows.map(({ id, on }) => [id, on])));
    if (circles.length) throw told(kind, circles.slice(0, MOST_TOLD));
  }
}

function told(kind: string, circles: string[][]): BilingualError {
  const { de } = kindOf(kind).title;
  const pairs = (circle: string[]) => circle.map((id, i) => [id, circle[(i + 1) % circle.length]!] as const);
  const lines = {
    en: circles.map((circle) =>
      circle.length === 1
        ? `The ${nounOf(kind)} ${circle[0]} depends on itself.`
        : `In a circle, ${pairs(circle)
            .map(([id, on]) => `the ${nounOf(kind)} ${id} depends on ${on}`)
            .join(', ')}.`,
    ),
    de: circles.map((circle) =>
      circle.length === 1
        ? `${de} ${circle[0]} setzt sich selbst voraus.`
        : `Im Kreis: ${pairs(circle)
            .map(([id, on]) => `${de} ${id} setzt ${on} voraus`)
            .join(', ')}.`,
    ),
  };
  return new BilingualError({
    en: [
      ...lines.en,
      'None of them could ever begin: take one of these dependencies out. Nothing has been changed.',
    ].join('\n'),
    de: [
      ...lines.de,
      'So könnte nichts davon je beginnen: Bitte eine dieser Abhängigkeiten herausnehmen. Es ist nichts geändert.',
    ].join('\n'),
  });
}
