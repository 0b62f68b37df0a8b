// The graph of this room without a server, for specs.
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AbstractGraphQLDriver, GraphQLModule, GraphQLSchemaHost } from '@nestjs/graphql';
import { Module } from '@nestjs/common';
import { graphql, parse, subscribe, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { Database } from '@stadtlage/database';
import { graphSchemaOptions, type GraphContext } from '@stadtlage/datasets';
import { LiveObservations, resolvers } from '../index.js';

class NoServer extends AbstractGraphQLDriver {
  async start(): Promise<void> {}
  async stop(): Promise<void> {}
  override generateSchema(options: Record<string, unknown>) {
    return this.graphQlFactory.generateSchema(options);
  }
}

export interface TestGraph {
  live: LiveObservations;
  schema: GraphQLSchema;
  /** The data of an answer without errors. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test names the fields it asked for
  ask(source: string, context?: GraphContext): Promise<any>;
  answer(source: string, context?: GraphContext): Promise<ExecutionResult>;
  subscribe(source: string): Promise<AsyncIterableIterator<ExecutionResult>>;
  close(): Promise<void>;
}

export async function startGraph(database: Database): Promise<TestGraph> {
  class TestModule {}
  Module({
    imports: [
      GraphQLModule.forRoot({ driver: NoServer, autoSchemaFile: true, buildSchemaOptions: graphSchemaOptions }),
    ],
    providers: [{ provide: Database, useValue: database }, LiveObservations, ...resolvers],
  })(TestModule);
  const app = await NestFactory.createApplicationContext(TestModule, { logger: false, abortOnError: false });
  const { schema } = app.get(GraphQLSchemaHost, { strict: false });
  const answer = (source: string, contextValue: GraphContext = {}) => graphql({ schema, source, contextValue });
  return {
    live: app.get(LiveObservations),
    schema,
    answer,
    async ask(source, context) {
      const { data, errors } = await answer(source, context);
      if (errors) throw errors[0];
      return data;
    },
    async subscribe(source) {
      const events = await subscribe({ schema, document: parse(source), contextValue: {} });
      if (Symbol.asyncIterator in events) return events as AsyncIterableIterator<ExecutionResult>;
      throw events.errors![0];
    },
    close: () => app.close(),
  };
}
