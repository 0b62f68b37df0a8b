import type { Queryable } from '@stadtlage/database';
import { kindOf, type ContentOf, type Kind } from '../kinds/index.js';
import { REFERENCES } from '../kinds/references.js';

export interface Referring {
  kind: Kind;
  id: string;
  name: { de: string; en: string };
}

/** Present records that refer to this one: a hundred at most. @param to a kind of record, or one of PLACES_REFERRED_TO */
export async function referringTo(database: Queryable, to: string, id: string): Promise<Referring[]> {
  const references = REFERENCES.filter(({ refersTo }) => refersTo === to);
  if (!references.length) return [];
  const rows = await database.query<{ kind: Kind; id: string; content: ContentOf }>(
    `SELECT r.kind, r.id, r.content FROM agenda.records_at('infinity') r
     WHERE EXISTS (
       SELECT FROM unnest($1::text[], $2::text[]) AS p (kind, path)
       CROSS JOIN LATERAL jsonb_path_query(r.content, p.path::jsonpath) AS found
       WHERE p.kind = r.kind AND found #>> '{}' = $3
     ) ORDER BY r.kind, r.id LIMIT 100`,
    [references.map(({ kind }) => kind), references.map(({ path }) => path), id],
  );
  return rows.map(({ kind, id, content }) => ({ kind, id, name: kindOf(kind).nameOf(content as never) }));
}
