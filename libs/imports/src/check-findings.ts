// What only the database can judge of a file: the findings of an importer's query, see Importer.check.
import type { Queryable } from '@stadtlage/database';
import type { Text } from './phrases.js';
import type { Level, Report } from './report.js';

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

/** Adds what the query finds to the report. @throws Error when it says something in one language only */
export async function checkInDatabase(database: Queryable, check: string, report: Report): Promise<void> {
  for (const { row, column, value, level, ...said } of await database.query<CheckFinding>(check)) {
    const problem = inBoth(said.problem, said.problem_de)!;
    report.add({ row, column, value, level, problem, fix: inBoth(said.fix, said.fix_de) });
  }
}

function inBoth(en: string | null, de: string | null): Text | null {
  if (!en !== !de) throw new Error(`A check says "${en ?? de}" in one language only.`);
  return en && de ? { en, de } : null;
}
