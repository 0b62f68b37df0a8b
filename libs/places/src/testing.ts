// For the tests of this lib and of those that build on it: a small town, and the graph over some resolvers.
import 'reflect-metadata';
import { Database, sqlFile } from '@stadtlage/database';
import { graphSchemaOptions } from '@stadtlage/datasets';
import { Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AbstractGraphQLDriver, GraphQLModule, GraphQLSchemaHost } from '@nestjs/graphql';
import { graphql, type GraphQLError } from 'graphql';

const TOWN = sqlFile(import.meta.url, 'testing-town.sql');

/** Fills an empty database with two districts, five streets, 20 addresses and two facilities, all of import run 1. */
export async function loadTown(database: Database): Promise<void> {
  await database.query(TOWN);
}

export interface TestGraph {
  /** Answers a query; throws its first error. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test names the fields it asked for
  ask(query: string, variables?: Record<string, unknown>): Promise<any>;
  /** The errors of a query that is to fail. */
  refuse(query: string): Promise<readonly GraphQLError[]>;
  close(): Promise<void>;
}

class NoServer extends AbstractGraphQLDriver {
  async start(): Promise<void> {}
  async stop(): Promise<void> {}
  override generateSchema(options: Record<string, unknown>) {
    return this.graphQlFactory.generateSchema(options);
  }
}

/** The GraphQL schema of these resolvers, as the server builds it, without the server. */
export async function openGraph(database: Database, resolvers: Type[]): Promise<TestGraph> {
  class TestModule {}
  Module({
    imports: [
      GraphQLModule.forRoot({ driver: NoServer, autoSchemaFile: true, buildSchemaOptions: graphSchemaOptions }),
    ],
    providers: [{ provide: Database, useValue: database }, ...resolvers],
  })(TestModule);
  const app = await NestFactory.createApplicationContext(TestModule, { logger: false, abortOnError: false });
  const { schema } = app.get(GraphQLSchemaHost, { strict: false });
  const answer = (source: string, variableValues?: Record<string, unknown>) =>
    graphql({ schema, source, variableValues, contextValue: {} });
  return {
    async ask(query, variables) {
      const { data, errors } = await answer(query, variables);
      if (errors) throw errors[0];
      return data;
    },
    refuse: async (query) => (await answer(query)).errors ?? [],
    close: () => app.close(),
  };
}
