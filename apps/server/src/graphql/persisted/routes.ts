import type { ApolloServer } from '@apollo/server';
import type { Database } from '@stadtlage/database';
import {
  ALWAYS,
  encodingFor,
  KeptAnswers,
  PACK,
  sendBody,
  Today,
  TooBusy,
  Turns,
  type DatasetVersions,
  type GraphContext,
  type Registry,
  type Shortcut,
  type TurnLimits,
  type Uses,
} from '@stadtlage/datasets';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  getVariableValues,
  Kind,
  parse,
  printSchema,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';
import type { Log } from '../../log.js';
import { tooMany } from '../query-turns.js';
import { dependenciesOf } from './dependencies.js';
import { JSON_TYPE, PersistedFace, type KeptOperation, type PersistedCounters } from './face.js';
import { readOperations, type PersistedOperation } from './operations.js';

export interface PersistedOptions {
  database: Database;
  registry: Registry;
  versions: DatasetVersions;
  /** Both asked for at the first request: they are made after the routes. */
  apollo: () => ApolloServer<GraphContext>;
  schema: () => GraphQLSchema;
  /** Counts up in here. */
  counters: PersistedCounters;
  /** Where what is answered is counted as taken. */
  uses: Uses;
  log: Log;
  /** Of the program: another one may answer in other words. */
  version: string;
  /** By default those of the web app. */
  operations?: Map<string, PersistedOperation>;
  limits?: PersistedLimits;
}

/** How many operations run and wait: answers that are made for several who ask count for the first of them. */
export interface PersistedLimits extends TurnLimits {
  /** Bytes that are kept. */
  cacheBytes: number;
  /** Of one answer, compressed. */
  largestBytes: number;
}

const LIMITS: PersistedLimits = {
  cacheBytes: 32 * 1024 ** 2,
  largestBytes: 1024 ** 2,
  atOnce: 6,
  ofOne: 3,
  waitingOfOne: 60,
  waiting: 200,
};
const LONGEST_VARIABLES = 4_096;

/** An answer that is not kept: there is something wrong with the question, or with us. */
class Unkept extends Error {
  constructor(
    readonly status: number,
    readonly body: Buffer,
  ) {
    super('This answer is not kept.');
  }
}

interface Operation extends KeptOperation {
  variables: readonly VariableDefinitionNode[];
  isLive: boolean;
}

/**
 * Registers `GET /graphql/{id}?variables={…}`: the queries of the web app, known since the build, answered from bytes that are kept
 * compressed for as long as no dataset behind them changes. What POST /graphql refuses is refused in the same words.
 * @returns what may answer before Fastify: answers that are kept
 */
export async function registerPersistedOperations(
  fastify: FastifyInstance,
  options: PersistedOptions,
): Promise<Shortcut> {
  const { database, registry, versions, counters, uses, limits = LIMITS, log } = options;
  const turns = new Turns(limits);
  const answers = new KeptAnswers(limits);
  const today = await Today.start(database);
  const known = options.operations ?? readOperations();
  const described = new Map<string, Operation>();
  const face = new PersistedFace({
    answers,
    versions,
    registry,
    today,
    counters,
    uses,
    program: () => [options.version, registry.publisher, registry.publicUrl, printSchema(options.schema())].join('\n'),
  });

  const describe = (operation: PersistedOperation): Operation => {
    let found = described.get(operation.id);
    if (!found) described.set(operation.id, (found = operationOf(operation, options.schema(), registry)));
    return found;
  };

  await fastify.register(async (routes) => {
    routes.addHook('onRequest', async (_request, reply) => void reply.header('access-control-allow-origin', '*'));
    routes.get('/graphql/:id', async (request: PersistedRequest, reply) => {
      const persisted = known.get(request.params.id);
      if (!persisted) return refuse(reply, 404, 'PERSISTED_OPERATION_NOT_FOUND', UNKNOWN);
      const given = readVariables(request.query.variables);
      if ('status' in given) return refuse(reply, given.status, given.code, given.message);
      const operation = describe(persisted);
      const variables = declared(operation, given.variables);
      const ask = (signal: AbortSignal) =>
        turns.pass(request.ip, signal, () => askApollo(options.apollo(), operation, variables));
      try {
        // What POST refuses for its variables has no ETag either.
        const isKept = !operation.isLive && fits(options.schema(), operation, variables);
        if (isKept && (await face.answer(operation, variables, ask, request.raw, reply.raw))) return reply.hijack();
        const left = new AbortController();
        reply.raw.once('close', () => left.abort());
        const plain = await ask(left.signal);
        const encoding = encodingFor(request.raw);
        const body = await PACK[encoding](plain);
        counters.live++;
        uses.count++;
        sendBody(reply.raw, [...ALWAYS, 'cache-control', 'no-store', ...JSON_TYPE], body, encoding);
        return reply.hijack();
      } catch (error) {
        if (reply.raw.destroyed) return reply.hijack();
        if (error instanceof Unkept) return noStore(reply).code(error.status).send(error.body);
        if (error instanceof TooBusy) return sendAway(reply, tooMany(error));
        log.error({ err: error, url: request.url }, 'A persisted operation failed');
        return refuse(reply, 500, 'INTERNAL_SERVER_ERROR', FAULT);
      }
    });
  });
  return face.answerKept;
}

type PersistedRequest = FastifyRequest<{ Params: { id: string }; Querystring: { variables?: unknown } }>;

const UNKNOWN =
  'This server does not know an operation with this id: the page may be older or newer than it. Reload the page, or send the text of the operation by HTTP POST to /graphql.';
const FAULT = 'This could not be answered because of a fault on our side.';

function operationOf(operation: PersistedOperation, schema: GraphQLSchema, registry: Registry): Operation {
  const document = parse(operation.text, { noLocation: true });
  const definition = document.definitions.find(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  )!;
  const dependencies = dependenciesOf(schema, document);
  const every = registry.all.map(({ id }) => id);
  return {
    ...operation,
    variables: definition.variableDefinitions ?? [],
    isLive: dependencies === 'live',
    datasets: dependencies === 'every' ? every : dependencies === 'live' ? [] : dependencies,
    moment: undefined,
    day: undefined,
    tag: undefined,
  };
}

type Refusal = { status: number; code: string; message: string };

function readVariables(text: unknown): { variables: Record<string, unknown> } | Refusal {
  const bad = (message: string): Refusal => ({ status: 400, code: 'BAD_REQUEST', message });
  if (text === undefined || text === '') return { variables: {} };
  if (typeof text !== 'string') return bad('variables is given more than once. Give one JSON object.');
  if (text.length > LONGEST_VARIABLES) {
    const message = `variables has ${text.length} characters; at most ${LONGEST_VARIABLES} are taken in a URL. Send the operation by HTTP POST to /graphql.`;
    return { status: 414, code: 'VARIABLES_TOO_LONG', message };
  }
  try {
    const variables: unknown = JSON.parse(text);
    if (variables === null) return { variables: {} };
    if (typeof variables === 'object' && !Array.isArray(variables)) {
      return { variables: variables as Record<string, unknown> };
    }
  } catch {
    // Said below.
  }
  return bad('variables is not a JSON object. Write it like variables={"id":"…"}, percent-encoded.');
}

/** Only those that the operation declares, in its order: however they are written, the answer is the same. */
function declared({ variables }: Operation, given: Record<string, unknown>): Record<string, unknown> {
  const names = variables.map(({ variable }) => variable.name.value).filter((name) => Object.hasOwn(given, name));
  return Object.fromEntries(names.map((name) => [name, given[name]]));
}

const fits = (schema: GraphQLSchema, { variables }: Operation, given: Record<string, unknown>) =>
  !getVariableValues(schema, variables, given).errors;

/** @throws Unkept for whatever is not an answer without errors */
async function askApollo(
  apollo: ApolloServer<GraphContext>,
  { name, text }: Operation,
  variables: Record<string, unknown>,
): Promise<Buffer> {
  const { body, http } = await apollo.executeOperation(
    { query: text, operationName: name, variables },
    { contextValue: { isPersisted: true } },
  );
  if (body.kind !== 'single') throw new Error(`${name} was answered in parts.`);
  const { data, errors } = body.singleResult;
  const bytes = Buffer.from(JSON.stringify({ errors, data }));
  if (errors || (http.status !== undefined && http.status !== 200)) throw new Unkept(http.status ?? 200, bytes);
  return bytes;
}

const noStore = (reply: FastifyReply) =>
  reply.header('cache-control', 'no-store').type('application/json; charset=utf-8');

const refuse = (reply: FastifyReply, status: number, code: string, message: string) =>
  noStore(reply)
    .code(status)
    .send({ errors: [{ message, extensions: { code } }] });

/** As many wait already as may. */
const sendAway = (reply: FastifyReply, { message, extensions }: GraphQLError) =>
  noStore(reply)
    .code(429)
    .header('retry-after', extensions['retryAfterSeconds'])
    .send({ errors: [{ message, extensions }] });
