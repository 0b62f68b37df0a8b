import type { Database } from '@stadtlage/database';
import { DateTime, type GraphContext, loadFor, LocalDate } from '@stadtlage/datasets';
import { Field, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'Where a figure comes from, and which day it describes.' })
export class Provenance {
  @Field({ description: 'Publisher or source, as the operator named it; else the name of the imported file.' })
  source: string;

  @Field(() => LocalDate, { nullable: true, description: 'The day the data describes, as its publisher states it.' })
  dataDate: string | null;

  @Field(() => DateTime, { description: 'When it was taken over into this platform.' })
  importedAt: Date;

  @Field({ description: 'True for the made-up data of the demo city.' })
  isDemo: boolean;
}

/**
 * The provenance of rows that point to an import run by `run_id`. All calls of one request are answered by one query.
 * @throws Error when there is no such run; the foreign keys on `run_id` rule it out
 */
export async function loadProvenance(context: GraphContext, database: Database, runId: number): Promise<Provenance> {
  const found = await loadFor<Provenance | null>(
    context,
    'imports.provenance',
    String(runId),
    (ids) => readProvenances(database, ids),
    null,
  );
  if (!found) throw new Error(`There is no import run ${runId}.`);
  return found;
}

async function readProvenances(database: Database, ids: string[]): Promise<Map<string, Provenance>> {
  const rows = await database.query<Provenance & { id: number }>(
    `SELECT id, COALESCE(source, file_name, CASE origin WHEN 'demo' THEN 'Demo' ELSE dataset END) AS source,
            data_date AS "dataDate", COALESCE(finished_at, started_at) AS "importedAt", origin = 'demo' AS "isDemo"
     FROM imports.run WHERE id = ANY ($1::bigint[])`,
    [ids],
  );
  return new Map(rows.map(({ id, ...provenance }) => [String(id), provenance]));
}
