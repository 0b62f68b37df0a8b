import 'reflect-metadata';
import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import {
  buildClientSchema,
  getIntrospectionQuery,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isObjectType,
  type GraphQLNamedType,
  type IntrospectionQuery,
} from 'graphql';
import { createLog } from '../log.js';
import { readSettings } from '../settings.js';
import { startServer, type RunningServer } from '../start-server.js';

interface Described {
  name: string;
  description?: string | null;
}

/** The names of a type and of all in it that says nothing about itself. */
function undescribed(type: GraphQLNamedType): string[] {
  const silent = (place: string, parts: readonly Described[]) =>
    parts.filter(({ description }) => !description?.trim()).map(({ name }) => `${place}${name}`);
  const fields = isObjectType(type) || isInputObjectType(type) ? Object.values(type.getFields()) : [];
  return [
    ...silent('', [type]),
    ...silent(`${type.name}.`, isEnumType(type) ? type.getValues() : fields),
    ...fields.flatMap((field) => ('args' in field ? silent(`${type.name}.${field.name} `, field.args) : [])),
  ];
}

describe('the schema that is served', () => {
  let database: Database;
  let server: RunningServer;

  beforeAll(async () => {
    database = await testDatabase();
    const settings = readSettings({ PORT: '0', ROLE: 'api', DATABASE_URL: database.url });
    server = await startServer(settings, createLog('silent'));
  });
  afterAll(async () => {
    await server?.close();
    await database.close();
  });

  test('describes each type, field, argument, value of an enumeration and field of an input', async () => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: getIntrospectionQuery() }),
    });
    const { data } = (await response.json()) as { data: IntrospectionQuery };
    const types = Object.values(buildClientSchema(data).getTypeMap()).filter((type) => !isIntrospectionType(type));
    expect(types.length).toBeGreaterThan(100);
    expect(types.flatMap(undescribed)).toEqual([]);
  });
});
