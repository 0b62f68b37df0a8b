// What records refer to, read off their schemas: every property that says refersTo.
import { jsonSchemaOf, kindOf, KINDS, nounOf } from './index.js';
import { PLACES_REFERRED_TO } from './parts.js';

export interface Reference {
  kind: string;
  /** https://www.postgresql.org/docs/current/functions-json.html#FUNCTIONS-SQLJSON-PATH */
  path: string;
  refersTo: string;
  says: string;
  /** No two records of the kind may refer to the same. */
  once: boolean;
}

interface Schema {
  properties?: Record<string, Schema>;
  items?: Schema;
  refersTo?: string;
  says?: string;
  once?: boolean;
}

function* referencesIn(
  kind: string,
  { properties, items, refersTo, says, once = false }: Schema,
  path: string,
): Iterable<Reference> {
  if (refersTo) yield { kind, path, refersTo, says: says!, once };
  if (items) yield* referencesIn(kind, items, `${path}[*]`);
  for (const [name, schema] of Object.entries(properties ?? {})) yield* referencesIn(kind, schema, `${path}."${name}"`);
}

export const REFERENCES: readonly Reference[] = KINDS.flatMap((kind) => [
  ...referencesIn(kind.id, jsonSchemaOf(kind), '$'),
]);

const isPlace = (name: string): name is keyof typeof PLACES_REFERRED_TO => name in PLACES_REFERRED_TO;

/** What messages call it. */
const called = (name: string) =>
  isPlace(name)
    ? { en: PLACES_REFERRED_TO[name].noun, de: PLACES_REFERRED_TO[name].de }
    : { en: nounOf(name), de: kindOf(name).title.de };

// All of it is from our own schemas, nothing from users.
function looseEnds({ kind, path, refersTo, says }: Reference): string {
  const there = isPlace(refersTo)
    ? `SELECT FROM (${PLACES_REFERRED_TO[refersTo].ids}) t WHERE t.id = r #>> '{}'`
    : `SELECT FROM now t WHERE t.kind = '${refersTo}' AND t.id = r #>> '{}'`;
  const [it, to] = [called(kind), called(refersTo)];
  // A facility may go with the next import: then only who writes the record again is asked to mend it.
  const which = isPlace(refersTo) ? `AND n.kind || '/' || n.id = ANY ($1)` : '';
  return `
    SELECT 'The ${it.en} ' || n.id || ' ${says} ${to.en} ' || (r #>> '{}') || ', which there is not.' AS en,
      '${it.de} ' || n.id || ' verweist auf ' || (r #>> '{}') || ' (${to.de}). Das gibt es nicht.' AS de
    FROM now n CROSS JOIN LATERAL jsonb_path_query(n.content, '${path}') AS r
    WHERE n.kind = '${kind}' ${which} AND NOT EXISTS (${there})`;
}

function twice({ kind, path, refersTo, says }: Reference): string {
  const [it, to] = [called(kind), called(refersTo)];
  return `
    SELECT 'The ${it.en} ' || n.id || ' ${says} ${to.en} ' || (r #>> '{}') || ', but the ${it.en} ' || o.id || ' has it already.' AS en,
      '${it.de} ' || n.id || ' verweist auf ' || (r #>> '{}') || ' (${to.de}). Das tut schon ' || o.id || '.' AS de
    FROM now n CROSS JOIN LATERAL jsonb_path_query(n.content, '${path}') AS r
    JOIN now o ON o.kind = n.kind AND o.id <> n.id AND jsonb_path_query_first(o.content, '${path}') = r
    WHERE n.kind = '${kind}' AND n.kind || '/' || n.id = ANY ($1)`;
}

function countedTwice({ id, once }: (typeof KINDS)[number]): string[] {
  if (!once) return [];
  const it = called(id);
  const { properties, all } = once;
  const values = (of: string) => `concat_ws(', ', ${properties.map((one) => `${of}.content->>'${one}'`).join(', ')})`;
  const same = (one: string, i: number) => {
    const isSame = `n.content->>'${one}' = o.content->>'${one}'`;
    const isAll = all && i === properties.length - 1;
    return isAll ? `(${isSame} OR '${all}' IN (n.content->>'${one}', o.content->>'${one}'))` : isSame;
  };
  // Of two that are written at once, one is told of.
  return [
    `SELECT 'The ${it.en} ' || n.id || ' (' || ${values('n')} || ') would be counted twice: ' || o.id || ' (' || ${values('o')} || ') is there. Change that one instead.' AS en,
      '${it.de} ' || n.id || ' (' || ${values('n')} || ') würde doppelt gezählt: Es gibt schon ' || o.id || ' (' || ${values('o')} || '). Bitte diesen Eintrag ändern.' AS de
    FROM now n JOIN now o ON o.kind = n.kind AND o.id <> n.id AND ${properties.map(same).join(' AND ')}
    WHERE n.kind = '${id}' AND n.kind || '/' || n.id = ANY ($1) AND (o.id < n.id OR o.kind || '/' || o.id <> ALL ($1))`,
  ];
}

/** What present records refer to and is not there, refer to twice, or would be counted twice; $1: kind/id of the records that were written, $2: how many to tell at most. */
export const LOOSE_ENDS = `
  WITH now AS MATERIALIZED (SELECT * FROM agenda.records_at('infinity'))
  ${[...REFERENCES.map(looseEnds), ...REFERENCES.filter(({ once }) => once).map(twice), ...KINDS.flatMap(countedTwice)].join(' UNION ALL ')}
  ORDER BY 1 LIMIT $2`;
