import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Catch, Module, type DynamicModule, type ExceptionFilter, type Type } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { resolvers as agendaResolvers } from '@stadtlage/agenda';
import { resolvers as coverageResolvers } from '@stadtlage/coverage';
import { Database, UserError } from '@stadtlage/database';
import { Registry, resolvers as datasetResolvers } from '@stadtlage/datasets';
import { resolvers as importResolvers } from '@stadtlage/imports';
import { resolvers as placesResolvers } from '@stadtlage/places';
import { resolvers as rolloutResolvers } from '@stadtlage/rollout';
import { LiveObservations, resolvers as sensorResolvers } from '@stadtlage/sensors';
import { randomUUID } from 'node:crypto';
import type { GraphQLFormattedError } from 'graphql';
import { depthLimit, MAX_TOKENS } from './graphql-limits.js';
import type { Log } from './log.js';

export interface Parts {
  database: Database;
  registry: Registry;
  log: Log;
}

export const resolvers: Type<unknown>[] = [
  ...datasetResolvers,
  ...importResolvers,
  ...placesResolvers,
  ...coverageResolvers,
  ...rolloutResolvers,
  ...sensorResolvers,
  ...agendaResolvers,
];

/** Nest would log every mistake in a query as an error; withoutInternals() tells them from faults of ours. */
@Catch()
class PassOn implements ExceptionFilter {
  catch(error: unknown): never {
    throw error;
  }
}

/** Composes the resolvers of all rooms into one GraphQL API. */
@Module({})
export class AppModule {
  static with({ database, registry, log }: Parts): DynamicModule {
    return {
      module: AppModule,
      imports: [
        GraphQLModule.forRoot<ApolloDriverConfig>({
          driver: ApolloDriver,
          autoSchemaFile: true,
          sortSchema: true,
          graphiql: false,
          introspection: true,
          path: '/graphql',
          subscriptions: { 'graphql-ws': { path: '/graphql' } },
          context: () => ({}),
          validationRules: [depthLimit],
          parseOptions: { maxTokens: MAX_TOKENS },
          includeStacktraceInErrorResponses: false,
          formatError: (formatted, error) => withoutInternals(formatted, error, log),
        }),
      ],
      providers: [
        { provide: Database, useValue: database },
        { provide: Registry, useValue: registry },
        { provide: APP_FILTER, useClass: PassOn },
        LiveObservations,
        ...resolvers,
      ],
    };
  }
}

/** A mistake in the query is explained; a fault of ours is logged under a reference, and only that is told. */
function withoutInternals(formatted: GraphQLFormattedError, error: unknown, log: Log): GraphQLFormattedError {
  const cause = (error as { originalError?: unknown }).originalError ?? error;
  if (cause instanceof UserError)
    return { ...formatted, extensions: { ...formatted.extensions, code: 'BAD_USER_INPUT' } };
  if (formatted.extensions?.['code'] !== 'INTERNAL_SERVER_ERROR') return formatted;
  const reference = randomUUID();
  log.error({ err: cause, reference, path: formatted.path }, 'A GraphQL field failed');
  return {
    message: `This could not be answered because of a fault on our side (reference ${reference}).`,
    path: formatted.path,
    extensions: { code: 'INTERNAL_SERVER_ERROR', reference },
  };
}
