import { registerEnumType } from '@nestjs/graphql';
import { GraphQLError } from 'graphql';

export enum AddressOrder {
  ID = 'id',
  STREET = 'street',
}
registerEnumType(AddressOrder, {
  name: 'AddressOrder',
  description: 'In which order addresses come.',
  valuesMap: {
    ID: { description: 'By their official identifiers, which is the fastest.' },
    STREET: { description: 'By street, as in a dictionary, and in it by house number.' },
  },
});

/** What the order compares, of a row of addresses.sql. */
export interface OrderKey {
  id: string;
  street: string;
  number: number;
  suffix: string;
}

/** SQL on rows `m` of addresses.sql. $17: where to start after, or null; $18: how many. */
export const ORDERS: Record<AddressOrder, { after: string; by: string }> = {
  [AddressOrder.ID]: { after: 'm.id > $17', by: 'id' },
  [AddressOrder.STREET]: {
    after: `(m.street, m.number, m.suffix, m.id) > ($17::text::jsonb ->> 0, ($17::text::jsonb ->> 1)::int, $17::text::jsonb ->> 2, $17::text::jsonb ->> 3)`,
    by: 'street, number, suffix, id',
  },
};

export const cursorOf = (order: AddressOrder, { id, street, number, suffix }: OrderKey): string =>
  order === AddressOrder.ID ? id : JSON.stringify([street, number, suffix, id]);

/** The value of $17. @throws GraphQLError BAD_USER_INPUT where the cursor is of another order */
export function startAfter(order: AddressOrder, key: string | null): string | null {
  if (key === null || order === AddressOrder.ID || isKey(key)) return key;
  throw new GraphQLError('after is not a cursor of this order: use an endCursor that the same orderBy gave you.', {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

function isKey(key: string): boolean {
  try {
    const parts: unknown = JSON.parse(key);
    if (!Array.isArray(parts) || parts.length !== 4) return false;
    const [street, number, suffix, id] = parts as unknown[];
    const texts = [street, suffix, id].every((part) => typeof part === 'string' && !part.includes('\0'));
    return texts && Number.isInteger(number) && Math.abs(number as number) < 2 ** 31;
  } catch {
    return false;
  }
}
