// What a file changes: to be seen before it does, and then just that, or nothing.
import type { Database } from '@stadtlage/database';
import { joined, verbatim, type Text } from '@stadtlage/imports';
import { createHash } from 'node:crypto';
import { checkContent, KINDS, kindOf, type ContentOf, type Kind } from '../kinds/index.js';
import type { AgendaFile } from './agenda-file.js';
import { listed, refusal, say } from './file-phrases.js';
import { lacksReason, putRecords, type Change } from './store.js';

export interface ListOfRecords {
  kind: Kind;
  records: { id: string; reason?: string | undefined; content: object }[];
}

/** A change that a file asks for, with what is there now; `before` is null for a new record and for one that was withdrawn. */
export interface PlannedChange extends Change {
  before: ContentOf | null;
}

/** The lists that an agenda file has. */
export const listsOf = (file: AgendaFile): ListOfRecords[] =>
  KINDS.flatMap(({ id: kind, section }) => {
    const entries = file[section];
    return entries ? [{ kind, records: entries.map(({ id, reason, ...content }) => ({ id, reason, content })) }] : [];
  });

interface Newest {
  kind: Kind;
  id: string;
  version: number;
  content: ContentOf | null;
  /** Of all its versions. */
  reasons: (string | null)[];
}

interface PlanOptions {
  /** The operator's name. */
  by: string;
  /** Withdraws what a list does not have; a list that is not there says nothing. */
  replace?: boolean;
  /** Why, where the file does not say it. */
  reason?: string | null;
}

export async function planImport(
  database: Database,
  lists: ListOfRecords[],
  { by, replace = false, reason: said = null }: PlanOptions,
): Promise<PlannedChange[]> {
  const rows = await database.query<Newest>(
    `SELECT DISTINCT ON (kind, id) kind, id, version, content,
       (SELECT array_agg(older.reason) FROM agenda.record older WHERE (older.kind, older.id) = (newest.kind, newest.id)) AS reasons
     FROM agenda.record newest WHERE kind = ANY ($1) ORDER BY kind, id, version DESC`,
    [lists.map(({ kind }) => kind)],
  );
  const newest = new Map(rows.map((row) => [`${row.kind}/${row.id}`, row]));
  const changes = lists.flatMap(({ kind, records }) =>
    records.flatMap(({ id, reason, content }): PlannedChange[] => {
      const there = newest.get(`${kind}/${id}`);
      newest.delete(`${kind}/${id}`);
      const before = there?.content ?? null;
      if (before && inOrder(before) === inOrder(content)) return [];
      const expected = there?.version ?? 0;
      // What an exported file says of an earlier change says nothing of this one.
      const isOld = !!kindOf(kind).asksWhy && !!there?.reasons.includes(reason ?? null);
      const why = (!isOld && reason) || said;
      return [{ kind, id, content: content as ContentOf, before, reason: why, expected, by }];
    }),
  );
  if (!replace) return changes;
  const gone = [...newest.values()].flatMap(({ kind, id, version, content }): PlannedChange[] =>
    content ? [{ kind, id, content: null, before: content, expected: version, reason: said, by }] : [],
  );
  // First of all, who reads a plan has to see what would be gone.
  return [...gone, ...changes];
}

/** @throws FileError where a record that is new or changed lacks what is asked for today */
export function refuseLacking(plan: PlannedChange[]): void {
  const lacks = plan.flatMap((change) =>
    ((change.content && checkContent(change.kind, change.content).faults) ?? []).map(({ at, text }) =>
      say('{place}: {problem}', { place: joined([namesOf(change), verbatim(at)], ', '), problem: text }),
    ),
  );
  if (!lacks.length) return;
  const heading = say(
    'What is new or changed in the file lacks what is asked for today, also where an older release wrote it. Nothing has been changed:',
  );
  throw refusal(heading, lacks, 20);
}

interface ImportOptions extends PlanOptions {
  /** Without it, nothing is withdrawn: what lacks records may have been cut off, or be a part. */
  allowRemovals?: boolean;
  /** Checks all, but stores nothing. */
  isTrial?: boolean;
}

/**
 * Brings records to what lists say, all or none; those that they do not have stay as they are, or go with `replace`.
 * @returns what has changed, or would
 * @throws FileError where records would go and nobody has allowed that, or where nobody says why
 */
export async function importRecords(
  database: Database,
  lists: ListOfRecords[],
  options: ImportOptions,
): Promise<PlannedChange[]> {
  const plan = await planImport(database, lists, options);
  refuseLacking(plan);
  const silent = plan.filter(lacksReason);
  if (silent.length && !options.isTrial) {
    const heading = say(
      'Why goals and measures change is public. Say it anew in the file, as reason, or for all of it with --reason. Nothing has been changed:',
    );
    throw refusal(heading, silent.map(lineOf), 200);
  }
  await carryOut(database, plan, options);
  return plan;
}

async function carryOut(
  database: Database,
  plan: PlannedChange[],
  { allowRemovals = false, isTrial = false }: ImportOptions,
): Promise<void> {
  const gone = plan.filter(isWithdrawal);
  if (gone.length && !allowRemovals && !isTrial) {
    const lacks =
      gone.length === 1
        ? say(
            'The file lacks a record that is there, and with --replace it would be withdrawn. Nothing has been changed.',
          )
        : say(
            'The file lacks {count} records that are there, and with --replace they would be withdrawn. Nothing has been changed.',
            { count: gone.length },
          );
    const heading = joined([lacks, say('If that is meant, import it with --allow-removals, too.')], ' ');
    throw refusal(heading, gone.map(lineOf), 200);
  }
  await putRecords(database, plan, { isTrial });
}

/** The same of an agenda of the program's own, whom nobody asks for reasons. @returns how many were added, changed or withdrawn */
export async function importAgenda(database: Database, file: AgendaFile, options: ImportOptions): Promise<number> {
  const plan = await planImport(database, listsOf(file), options);
  await carryOut(database, plan, options);
  return plan.length;
}

export const isWithdrawal = ({ content }: PlannedChange): boolean => content === null;

/** Names each record that a plan adds, changes and withdraws, and of those it changes in which fields. */
export const describePlan = (plan: PlannedChange[], heading: Text): Text =>
  listed(plan.length ? heading : say('Nothing differs from what is there.'), plan.map(lineOf), plan.length);

function namesOf({ kind, id, before, content }: PlannedChange): Text {
  const called = kindOf(kind).nameOf((content ?? before) as never);
  const name = (language: 'de' | 'en') => `${kindOf(kind).title[language]} ${id} (${called[language]})`;
  return { de: name('de'), en: name('en') };
}

function lineOf(change: PlannedChange): Text {
  const { before, content } = change;
  const names = namesOf(change);
  if (content === null) return say('withdrawn: {names}', { names });
  if (before === null) return say('added: {names}', { names });
  return say('changed: {names}', { names: joined([names, verbatim(changedFields(before, content).join(', '))], ': ') });
}

/** As the agenda file calls them; of a text in two languages, those that differ. */
function changedFields(before: object, after: object): string[] {
  const [old, now] = [before, after] as Record<string, unknown>[];
  return [...new Set([...Object.keys(now!), ...Object.keys(old!)])].flatMap((name): string[] => {
    const [a, b] = [old![name], now![name]];
    if (inOrder(a) === inOrder(b)) return [];
    if (!isText(a) || !isText(b)) return [name];
    return (['de', 'en'] as const).filter((language) => a[language] !== b[language]).map((one) => `${name}.${one}`);
  });
}

const isText = (value: unknown): value is { de: string; en: string } =>
  typeof value === 'object' && value !== null && Object.keys(value).sort().join() === 'de,en';

/** Changes with a plan: what it does, and to which versions. */
export const fingerprintOf = (plan: PlannedChange[]): string =>
  createHash('sha256')
    .update(JSON.stringify(plan.map(({ kind, id, expected, content }) => [kind, id, expected, content])))
    .digest('hex');

/** PostgreSQL keeps the properties of an object in an order of its own. */
const inOrder = (value: unknown): string | undefined =>
  JSON.stringify(value, (_, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
