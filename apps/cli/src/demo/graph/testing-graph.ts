// The whole graph on a database, without a server, and what it asks the database for.
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AbstractGraphQLDriver, GraphQLModule, GraphQLSchemaHost } from '@nestjs/graphql';
import { CityDays } from '@stadtlage/agenda';
import { Database, type Transaction } from '@stadtlage/database';
import { DatasetVersions, graphSchemaOptions, Registry, type GraphContext } from '@stadtlage/datasets';
import { LiveObservations } from '@stadtlage/sensors';
import { compilerFor, createRegistry, LeanFields, resolvers } from '@stadtlage/server';
import { getOperationAST, graphql, parse, type ExecutionResult, type GraphQLSchema } from 'graphql';

class NoServer extends AbstractGraphQLDriver {
  async start(): Promise<void> {}
  async stop(): Promise<void> {}
  override generateSchema(options: Record<string, unknown>) {
    return this.graphQlFactory.generateSchema(options);
  }
}

/** Statements that were asked at the same time, as soon as all earlier ones were answered. */
export type Wave = string[];

export interface Graph {
  schema: GraphQLSchema;
  /** As an operator, and with as many values as there are: what one request may bring is limited elsewhere. */
  ask(source: string, how?: { compiled?: boolean }): Promise<ExecutionResult & { waves: Wave[] }>;
  close(): Promise<void>;
}

export async function openGraph(database: Database): Promise<Graph> {
  const inWaves = new AnswersInWaves(database);
  const versions = await DatasetVersions.start(database, () => {});
  class GraphModule {}
  Module({
    imports: [
      GraphQLModule.forRoot({ driver: NoServer, autoSchemaFile: true, buildSchemaOptions: graphSchemaOptions }),
    ],
    providers: [
      { provide: Database, useValue: inWaves },
      { provide: Registry, useValue: createRegistry({ publisher: 'Stadt' }) },
      { provide: DatasetVersions, useValue: versions },
      { provide: CityDays, useValue: new CityDays('Europe/Berlin') },
      LiveObservations,
      // As it is served.
      LeanFields,
      ...resolvers,
    ],
  })(GraphModule);
  const app = await NestFactory.createApplicationContext(GraphModule, { logger: false, abortOnError: false });
  const { schema } = app.get(GraphQLSchemaHost, { strict: false });
  return {
    schema,
    async ask(source, { compiled = false } = {}) {
      const contextValue: GraphContext = {
        operator: { name: 'Test', role: 'operator' },
        left: Number.MAX_SAFE_INTEGER,
      };
      inWaves.waves = [];
      const result = compiled
        ? await runCompiled(schema, source, contextValue)
        : await graphql({ schema, source, contextValue });
      return { ...result, waves: inWaves.waves };
    },
    async close() {
      await app.close();
      versions.stop();
    },
  };
}

async function runCompiled(schema: GraphQLSchema, source: string, context: GraphContext): Promise<ExecutionResult> {
  const document = parse(source);
  // One of its own for each, as one that has just compiled something rests.
  const run = compilerFor(schema)(document, getOperationAST(document)!);
  const result = run === 'later' ? undefined : await run?.(undefined, context);
  if (!result) throw new Error(`This is not compiled: ${source}`);
  return result;
}

/**
 * Answers all that is asked at once at the same time, when nothing more is asked: which fields share a query does then not hang on how
 * long each of them takes.
 */
class AnswersInWaves extends Database {
  waves: Wave[] = [];
  private waiting: { sql: string; ask: () => Promise<() => void> }[] = [];

  constructor(private readonly real: Database) {
    super(real.url, real.pool, real.embedded);
  }

  override query<R extends object>(sql: string, ...given: [unknown[]?, object?]): Promise<R[]> {
    return new Promise((resolve, reject) => {
      const ask = () =>
        this.real.query<R>(sql, ...given).then(
          (rows) => () => resolve(rows),
          (error) => () => reject(error),
        );
      if (this.waiting.push({ sql, ask }) === 1) setImmediate(() => void this.answer(1));
    });
  }

  override transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.real.transaction((transaction) =>
      work({
        ...transaction,
        query: (sql, values) => {
          this.waves.push([sql]);
          return transaction.query(sql, values);
        },
      }),
    );
  }

  private async answer(before: number): Promise<void> {
    if (this.waiting.length > before) return void setImmediate(() => void this.answer(this.waiting.length));
    const wave = this.waiting.splice(0);
    this.waves.push(wave.map(({ sql }) => sql));
    const answers = await Promise.all(wave.map(({ ask }) => ask()));
    for (const answer of answers) answer();
  }
}
