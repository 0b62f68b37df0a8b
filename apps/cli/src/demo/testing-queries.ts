/** Queries made from a schema: for each field of Query whose arguments are known, one that asks for all there is. */

export const INTROSPECTION = `{ __schema { types { kind name fields {
  name args { name defaultValue type { kind } } type { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } }`;

interface TypeReference {
  kind: string;
  name: string | null;
  ofType?: TypeReference | null;
}

export interface IntrospectedType {
  kind: string;
  name: string;
  fields:
    | {
        name: string;
        args: { name: string; defaultValue: string | null; type: TypeReference }[];
        type: TypeReference;
      }[]
    | null;
}

const MOST_FIELDS = 300;
const LEVELS = 4;

/** @param ids of a field that takes an `id` or `key` */
export function generatedQueries(types: IntrospectedType[], ids: Record<string, string>): string[] {
  const byName = new Map(types.map((type) => [type.name, type]));
  let left = 0;
  const argumentsOf = (field: Field, id?: string): string | undefined => {
    const given = field.args.flatMap(({ name, defaultValue, type }) => {
      if (name === 'first') return ['first: 3'];
      if (type.kind !== 'NON_NULL' || defaultValue !== null) return [];
      return [id && (name === 'id' || name === 'key') ? `${name}: ${JSON.stringify(id)}` : undefined];
    });
    if (given.includes(undefined)) return undefined;
    return given.length ? `(${given.join(', ')})` : '';
  };
  const selectionOf = (type: IntrospectedType, levels: number): string => {
    const chosen = (type.fields ?? []).flatMap((field) => {
      const given = argumentsOf(field);
      const target = byName.get(named(field.type))!;
      if (given === undefined || (target.fields && levels === 1) || left <= 0) return [];
      left--;
      const below = target.fields ? selectionOf(target, levels - 1) : '';
      return target.fields && !below ? [] : [`${field.name}${given}${below}`];
    });
    return chosen.length ? ` { __typename ${chosen.join(' ')} }` : '';
  };
  return byName.get('Query')!.fields!.flatMap((field) => {
    const given = argumentsOf(field, ids[field.name]);
    if (given === undefined) return [];
    left = MOST_FIELDS;
    return [`{ ${field.name}${given}${selectionOf(byName.get(named(field.type))!, LEVELS)} }`];
  });
}

type Field = NonNullable<IntrospectedType['fields']>[number];

const named = ({ name, ofType }: TypeReference): string => name ?? named(ofType!);
