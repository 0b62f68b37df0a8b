import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Catch, Module, type DynamicModule, type ExceptionFilter, type Type } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import { CityDays, editsAgenda, noteRefusal, resolvers as agendaResolvers } from '@stadtlage/agenda';
import { resolvers as coverageResolvers } from '@stadtlage/coverage';
import { Database, UserError } from '@stadtlage/database';
import {
  DatasetVersions,
  graphSchemaOptions,
  Registry,
  resolvers as datasetResolvers,
  type GraphContext,
  type Tally,
} from '@stadtlage/datasets';
import { resolvers as importResolvers } from '@stadtlage/imports';
import { identify } from '@stadtlage/operators';
import { resolvers as placesResolvers } from '@stadtlage/places';
import { resolvers as rolloutResolvers } from '@stadtlage/rollout';
import { LiveObservations, resolvers as sensorResolvers } from '@stadtlage/sensors';
import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { admit } from './graphql/admit.js';
import { Budget } from './graphql/budget.js';
import { compiledQueries, type CompiledCounters } from './graphql/compiled.js';
import { countQueries } from './graphql/count-queries.js';
import { costPlugin } from './graphql/cost-plugin.js';
import { keptIntrospection } from './graphql/introspection.js';
import { LeanFields } from './graphql/lean-fields.js';
import { MAX_TOKENS, validationOptions } from './graphql/limits.js';
import { isChecked } from './graphql/query-turns.js';
import { describeRoots } from './graphql/roots.js';
import { noteCharge } from './graphql/tell-charge.js';
import type { Log } from './log.js';

export interface Parts {
  database: Database;
  registry: Registry;
  versions: DatasetVersions;
  /** Where the city is: its days are those of the agenda. */
  timeZone: string;
  log: Log;
  budget: Budget;
  compiled: CompiledCounters;
  tally: Tally;
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
  /** Without `parts` there is no GraphQL: a process that only stores what sensors send. */
  static with(parts?: Parts): DynamicModule {
    if (!parts) return { module: AppModule };
    const { database, registry, versions, timeZone, log, budget, compiled, tally } = parts;
    return {
      module: AppModule,
      imports: [
        GraphQLModule.forRoot<ApolloDriverConfig>({
          driver: ApolloDriver,
          autoSchemaFile: true,
          buildSchemaOptions: graphSchemaOptions,
          sortSchema: true,
          transformSchema: describeRoots,
          graphiql: false,
          introspection: true,
          path: '/graphql',
          context: async (request: FastifyRequest): Promise<GraphContext> => {
            const operator = await identify(database, request.headers.authorization).catch(async (error: unknown) => {
              // Whoever tries tokens has the database look for each.
              noteCharge(request, budget.chargeRefusal({ client: request.ip }, 0));
              const { query } = (request.body ?? {}) as { query?: unknown };
              if (editsAgenda(query)) await noteRefusal(database, { action: 'graphql', why: 'not-signed-in' });
              throw error;
            });
            return admit(request, { operator, client: request.ip, checked: () => isChecked(request) }, budget);
          },
          parseOptions: { maxTokens: MAX_TOKENS },
          validationOptions,
          includeStacktraceInErrorResponses: false,
          formatError: errorFormat(log),
          plugins: [
            ApolloServerPluginCacheControlDisabled(),
            costPlugin(budget),
            countQueries(tally),
            keptIntrospection(),
            compiledQueries(errorFormat(log), compiled),
          ],
        }),
      ],
      providers: [
        { provide: Database, useValue: database },
        { provide: Registry, useValue: registry },
        { provide: DatasetVersions, useValue: versions },
        { provide: CityDays, useValue: new CityDays(timeZone) },
        { provide: Budget, useValue: budget },
        { provide: APP_FILTER, useClass: PassOn },
        LiveObservations,
        LeanFields,
        ...resolvers,
      ],
    };
  }
}

export type FormatError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

// PostgreSQL cannot hold U+0000; whoever sends it made a mistake, not we.
const NUL_IN_TEXT = '22021';

/** A mistake in the query is explained; a fault of ours is logged under a reference, and only that is told. */
export function errorFormat(log: Log): FormatError {
  return (formatted, error) => {
    const cause = (error as { originalError?: unknown }).originalError ?? error;
    if (cause instanceof UserError) return { ...formatted, extensions: { code: 'BAD_USER_INPUT' } };
    if ((cause as { code?: string }).code === NUL_IN_TEXT) {
      return {
        message: 'A text must not contain the character U+0000.',
        path: formatted.path,
        extensions: { code: 'BAD_USER_INPUT' },
      };
    }
    const code = formatted.extensions?.['code'];
    if (code ? code !== 'INTERNAL_SERVER_ERROR' : cause instanceof GraphQLError) return formatted;
    const reference = randomUUID();
    log.error({ err: cause, reference, path: formatted.path }, 'A GraphQL field failed');
    return {
      message: `This could not be answered because of a fault on our side (reference ${reference}).`,
      path: formatted.path,
      extensions: { code: 'INTERNAL_SERVER_ERROR', reference },
    };
  };
}
