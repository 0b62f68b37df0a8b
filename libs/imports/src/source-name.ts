// What is shown as the source of a file when the operator has not said it (`--source`).
import type { Database } from '@stadtlage/database';
import type { Importer, SourceFile } from './importer.js';
import { stagingTable } from './staging.js';

/** The source that is certain before the file is read; undefined where the file has to tell. */
export const knownSource = ({ source }: Importer): string | undefined =>
  typeof source === 'string' ? source : undefined;

/**
 * The source that the staged rows tell: who they name, if it is one; else the delivery itself. Nobody is made the source of what
 * they have not said.
 */
export async function toldSource(
  database: Database,
  run: number,
  { source }: Importer,
  file: SourceFile,
): Promise<string> {
  if (typeof source === 'string') return source;
  const { named, otherwise } = source;
  const [found] = await database.query<{ said: boolean; names: number; name: string }>(
    `SELECT count(${named}) > 0 AS said, count(DISTINCT lower(NULLIF(${named}, '')))::int AS names, min(NULLIF(${named}, '')) AS name
     FROM ${stagingTable(run)}`,
  );
  if (found!.names === 1) return found!.name;
  return !found!.said && otherwise ? otherwise : `Lieferung ${file.name}`;
}
