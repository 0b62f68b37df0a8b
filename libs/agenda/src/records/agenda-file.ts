import { type Database, UserError } from '@stadtlage/database';
import { z } from 'zod';
import { agendaFile, type AgendaFile } from './content.js';
import { putRecords, readAgenda, type Change } from './store.js';

/** The whole agenda as it was recorded at a moment, in the form that another city begins with. */
export async function exportAgenda(database: Database, moment?: Date): Promise<AgendaFile> {
  const { goals, measures } = await readAgenda(database, moment);
  const entry = <T>({ id, content, reason }: { id: string; content: T; reason: string | null }) => ({
    id,
    ...content,
    ...(reason === null ? {} : { reason }),
  });
  return { format: 'stadtlage-agenda', version: 1, goals: goals.map(entry), measures: measures.map(entry) };
}

/** @throws UserError that names each place that is wrong, such as `goals[2].targets[0].date` */
export function parseAgendaFile(text: string, name: string): AgendaFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new UserError(`${name} is not JSON: ${(error as Error).message}`);
  }
  const parsed = agendaFile.safeParse(json);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues
    .slice(0, 20)
    .map(({ path, message }) => `  ${z.core.toDotPath(path) || 'the file'}: ${message}`);
  const more = parsed.error.issues.length - issues.length;
  throw new UserError(
    `${name} is not an agenda as docs/agenda.md describes it:\n${issues.join('\n')}${more > 0 ? `\n  and ${more} more` : ''}`,
  );
}

/**
 * Brings the goals and measures of a file to what it says; those that it does not have stay as they are, or go with `replace`.
 * @returns how many were added, changed or withdrawn
 */
export async function importAgenda(
  database: Database,
  file: AgendaFile,
  { by, replace = false }: { by: string; replace?: boolean },
): Promise<number> {
  const rows = await database.query<{ kind: string; id: string; version: number; withdrawn: boolean }>(
    `SELECT DISTINCT ON (kind, id) kind, id, version, content IS NULL AS withdrawn FROM agenda.record ORDER BY kind, id, version DESC`,
  );
  const newest = new Map(rows.map((row) => [`${row.kind}/${row.id}`, row]));
  const change = (
    kind: 'goal' | 'measure',
    { id, reason, ...content }: AgendaFile['goals'][0] | AgendaFile['measures'][0],
  ) => {
    const expected = newest.get(`${kind}/${id}`)?.version ?? 0;
    newest.delete(`${kind}/${id}`);
    return { kind, id, content, reason, expected, by } as Change;
  };
  const changes = [
    ...file.goals.map((one) => change('goal', one)),
    ...file.measures.map((one) => change('measure', one)),
  ];
  const gone = replace
    ? [...newest.values()]
        .filter(({ withdrawn }) => !withdrawn)
        .map(({ kind, id, version }) => ({ kind, id, content: null, expected: version, by }) as Change)
    : [];
  return putRecords(database, [...changes, ...gone]);
}
