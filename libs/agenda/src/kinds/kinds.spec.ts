import { testDatabase } from '@stadtlage/database/testing';
import type { Database } from '@stadtlage/database';
import { datasets } from '../datasets.js';
import { checkContent, jsonSchemaOf, kindOf, KINDS } from './index.js';
import { z } from 'zod';
import { MESSAGES, sentenceOf } from './messages.js';
import { LOOSE_ENDS } from './references.js';

interface Schema {
  properties?: Record<string, Schema>;
  items?: Schema;
  enum?: string[];
  de?: string;
  en?: string;
  values?: Record<string, unknown>;
}

describe('the kinds of records', () => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());

  it('are called something in both languages, and so is each property of theirs and each word it may have', () => {
    const silent: string[] = [];
    const check = (schema: Schema, at: string) => {
      for (const [name, property] of Object.entries(schema.properties ?? {})) {
        // Within a text in two languages, de and en say what they are.
        if (['de', 'en'].includes(name)) continue;
        if (!property.de || !property.en) silent.push(`${at}.${name}`);
        for (const word of property.enum ?? []) if (!property.values?.[word]) silent.push(`${at}.${name}: ${word}`);
        check(property, `${at}.${name}`);
      }
      if (schema.items) check(schema.items, `${at}[]`);
    };
    for (const kind of KINDS) check(jsonSchemaOf(kind), kind.id);
    expect(silent).toEqual([]);
    expect(new Set(KINDS.map(({ section }) => section)).size).toBe(KINDS.length);
  });

  it('belong to fields of action and are in open datasets that there are', async () => {
    const fields = await database.query<{ id: string }>('SELECT id FROM agenda.field_of_action');
    for (const kind of KINDS) {
      expect([null, ...fields.map(({ id }) => id)]).toContain(kind.field);
      expect(datasets.map(({ id }) => id)).toEqual(expect.arrayContaining(kind.datasets));
    }
  });

  it('may be stored under their names', async () => {
    for (const { id } of KINDS)
      await database.query(
        `INSERT INTO agenda.record (kind, id, version, content, recorded_by) VALUES ($1, 'probe', 1, NULL, 'test')`,
        [id],
      );
    await expect(
      database.query(`INSERT INTO agenda.record (kind, id, version, recorded_by) VALUES ('No kind', 'a', 1, 'test')`),
    ).rejects.toThrow(/record_kind_check/);
  });

  it('say of a content all that is wrong with it, and where', () => {
    const { faults } = checkContent('goal', { field: 'fibre', title: { de: '' }, targets: [], colour: 'red' });
    expect(faults).toMatchObject([
      { at: 'title.de', message: 'may not be empty' },
      { at: 'title.en', message: expect.stringContaining('expected string') },
      { at: '', message: expect.stringContaining('colour') },
    ]);
    expect(() => kindOf('colour')).toThrow(/^There is no kind of record "colour". Take one of goal, measure/);
  });

  it('say what is wrong in no words but those that are in both languages', () => {
    const own = new Set<string>();
    const walk = (schema: z.core.$ZodType): void => {
      const def = schema._zod.def as unknown as Record<string, unknown>;
      const errors = [def['error'], ...((def['checks'] as z.core.$ZodCheck[]) ?? []).map((one) => one._zod.def.error)];
      for (const error of errors)
        if (typeof error === 'function') own.add((error as (issue: object) => string)({ input: '' }));
      const parts = [def['innerType'], def['element'], ...Object.values((def['shape'] as object) ?? {})];
      for (const part of parts) if (part) walk(part as z.core.$ZodType);
    };
    for (const { content } of KINDS) walk(content);
    expect([...own].sort()).toEqual(
      Object.values(MESSAGES)
        .map(({ en }) => en)
        .sort(),
    );
    for (const { en, de } of Object.values(MESSAGES)) {
      expect(sentenceOf(en, 'de')).toBe(de);
      expect(sentenceOf(en, 'en')).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('have their references found within lists, too', () => {
    expect(LOOSE_ENDS).toContain(`'$."targets"[*]."indicator"'`);
    expect(LOOSE_ENDS).toContain(`'$."dependsOn"[*]'`);
  });
});
