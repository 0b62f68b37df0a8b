// What only the database can judge of a file: the findings of an importer's query, see Importer.check.
import type { Queryable } from '@stadtlage/database';
import type { Text } from './phrases.js';
import type { Level, NewFinding } from './report.js';

interface CheckFinding {
  row: number | null;
  column: string | null;
  value: string | null;
  level: Level;
  problem: string;
  fix: string | null;
  problem_de: string;
  fix_de: string | null;
}

/** What the query finds. @throws Error when it says something in one language only */
export async function findingsOf(database: Queryable, check: string): Promise<NewFinding[]> {
  const found = await database.query<CheckFinding>(check);
  return found.map(({ row, column, value, level, ...said }) => {
    const problem = inBoth(said.problem, said.problem_de)!;
    return { row, column, value, level, problem, fix: inBoth(said.fix, said.fix_de) };
  });
}

function inBoth(en: string | null, de: string | null): Text | null {
  if (!en !== !de) throw new Error(`A check says "${en ?? de}" in one language only.`);
  return en && de ? { en, de } : null;
}
