import type { Database } from '@stadtlage/database';
import { FileError, verbatim } from '@stadtlage/imports';
import { z } from 'zod';
import { faultOf } from '../kinds/faults.js';
import { KINDS, type Kind, type Sections } from '../kinds/index.js';
import { id, words } from '../kinds/parts.js';
import { refusal, say } from './file-phrases.js';
import { readRecords } from './store.js';

interface Identified {
  id: string;
  reason?: string | undefined;
}
type Entries = { [S in keyof Sections]: (Sections[S]['content'] & Identified)[] };

/** The file of `stadtlage agenda export` and `import`. Of what it has no list, it says nothing; older ones have goals and measures alone. */
export type AgendaFile = { format: 'stadtlage-agenda'; version: 1 } & Partial<Entries>;

const identified = {
  id,
  reason: words(1_000).optional().describe('why this version differs from the one before; public'),
};

const agendaFile = z.strictObject({
  format: z.literal('stadtlage-agenda'),
  version: z.literal(1),
  ...Object.fromEntries(
    KINDS.map(({ id: kind, section, content, stored = content }) => {
      // What an older release wrote comes in again as long as it changes nothing: planImport asks for more where it does.
      const entries = z
        .array(stored.safeExtend(identified))
        .max(kind === 'goal' ? 1_000 : 10_000)
        .check(refuseTwins);
      return [section, entries.optional()];
    }),
  ),
});

function refuseTwins({ value, issues }: z.core.ParsePayload<{ id?: unknown }[]>): void {
  const seen = new Set<unknown>();
  for (const [i, one] of value.entries()) {
    if (seen.has(one.id))
      issues.push({
        ...{ code: 'custom', message: 'an id twice', path: [i, 'id'], input: one.id },
        params: { text: say('{id} stands in it twice. Please leave one of them.', { id: String(one.id) }) },
      });
    seen.add(one.id);
  }
}

interface ExportOptions {
  /** As they were recorded then. Default: now. */
  moment?: Date | undefined;
  /** Default: all. Records that refer to facilities or sensors of this city are of no use to another. */
  kinds?: readonly Kind[] | undefined;
}

/** The agenda in the form that another city begins with. */
export async function exportAgenda(
  database: Database,
  { moment, kinds = KINDS.map(({ id }) => id) }: ExportOptions = {},
): Promise<AgendaFile> {
  const records = await readRecords(database, kinds, moment);
  const sections = KINDS.filter(({ id }) => kinds.includes(id)).map(({ id: kind, section }) => [
    section,
    records[kind].map((one) => ({
      id: one.id,
      ...one.content,
      ...(one.reason === null ? {} : { reason: one.reason }),
    })),
  ]);
  return { format: 'stadtlage-agenda', version: 1, ...Object.fromEntries(sections) };
}

/** @throws FileError that names each place that is wrong, such as `goals[2].targets[0].date` */
export function parseAgendaFile(text: string, name: string): AgendaFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new FileError(say('{name} is not JSON: {message}', { name, message: (error as Error).message }));
  }
  const parsed = agendaFile.safeParse(json, { reportInput: true });
  if (parsed.success) {
    const file = parsed.data as AgendaFile;
    if (KINDS.some(({ section }) => file[section])) return file;
    throw new FileError(say('{name} has no list of records, such as goals.', { name }));
  }
  const faults = parsed.error.issues.map((issue) =>
    say('{place}: {problem}', {
      place: issue.path.length ? verbatim(z.core.toDotPath(issue.path)) : say('the file'),
      problem: faultOf(issue),
    }),
  );
  throw refusal(say('{name} is not an agenda as docs/agenda.md describes it:', { name }), faults, 20);
}
