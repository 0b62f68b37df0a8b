import type { Database } from '@stadtlage/database';
import type { Statement } from '../answer.js';
import type { Stated } from './form.js';

/** Of an answer: what residents report is stated by nobody whom one could contradict. */
export function statedIn(fixed: Pick<Statement, 'provider' | 'technology' | 'evidence'>[]): Stated {
  const told = fixed.filter(({ evidence }) => evidence !== 'RESIDENT_REPORT');
  return {
    providers: new Set(told.map(({ provider }) => provider.id)),
    technologies: new Set(told.map(({ technology }) => technology)),
  };
}

/** The same, for the form that is shown once more without the answer around it. */
export async function readStated(database: Database, address: string): Promise<Stated> {
  const rows = await database.query<{ provider: string; technology: string }>(
    `SELECT DISTINCT provider_id AS provider, upper(technology) AS technology FROM coverage.fixed_as_of()
     WHERE address_id = $1 AND evidence <> 'resident_report'`,
    [address],
  );
  return {
    providers: new Set(rows.map(({ provider }) => provider)),
    technologies: new Set(rows.map(({ technology }) => technology)),
  };
}
