// A baseline of the bench of GraphQL: the types and resolvers that the nested query needs, as docs.nestjs.com shows them: code first, on
// Express, with the default plugins of Apollo and a DataLoader for each list. It asks for each list with one statement, as the service.
import 'reflect-metadata';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Inject, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  Args,
  Context,
  Field,
  Float,
  GraphQLModule,
  ID,
  Int,
  ObjectType,
  Parent,
  Query,
  registerEnumType,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { openDatabase, type Database } from '@stadtlage/database';
import DataLoader from 'dataloader';

enum SensorKind {
  OTHER = 'other',
}
registerEnumType(SensorKind, { name: 'SensorKind' });

@ObjectType()
class Observation {
  @Field()
  phenomenonTime: Date;

  @Field(() => Float, { nullable: true })
  result: number | null;
}

@ObjectType()
class Datastream {
  @Field(() => ID)
  id: string;

  @Field()
  property: string;
}

@ObjectType()
class Sensor {
  @Field(() => ID)
  id: string;

  @Field()
  name: string;
}

@ObjectType()
class SensorConnection {
  @Field(() => [Sensor])
  nodes: Sensor[];
}

interface Loaders {
  datastreams: DataLoader<string, Datastream[]>;
  history?: DataLoader<string, Observation[]>;
}

const DATABASE = Symbol('database');

@Resolver(() => Sensor)
class SensorResolver {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  @Query(() => SensorConnection)
  async sensors(
    @Args('first', { type: () => Int }) first: number,
    @Args('kind', { type: () => SensorKind }) kind: SensorKind,
  ): Promise<SensorConnection> {
    const nodes = await this.database.query<Sensor>(
      'SELECT id, name FROM sensors.thing WHERE is_public AND kind = $1 ORDER BY id LIMIT $2',
      [kind, first],
    );
    return { nodes };
  }

  @ResolveField(() => [Datastream])
  datastreams(@Parent() { id }: Sensor, @Context() { datastreams }: Loaders): Promise<Datastream[]> {
    return datastreams.load(id);
  }
}

@Resolver(() => Datastream)
class DatastreamResolver {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  @ResolveField(() => [Observation])
  history(
    @Parent() { id }: Datastream,
    @Context() loaders: Loaders,
    @Args('from') from: Date,
    @Args('to') to: Date,
    @Args('limit', { type: () => Int }) limit: number,
  ): Promise<Observation[]> {
    loaders.history ??= listLoader((ids) =>
      this.database.query<Observation & { key: string }>(
        `SELECT d.id::text AS key, o.* FROM unnest($1::bigint[]) AS d (id)
         CROSS JOIN LATERAL (
           SELECT phenomenon_time AS "phenomenonTime", result FROM sensors.observation
           WHERE datastream_id = d.id AND phenomenon_time >= $2 AND phenomenon_time < $3
           ORDER BY phenomenon_time DESC, result DESC LIMIT $4) AS o
         ORDER BY d.id, o."phenomenonTime", o.result`,
        [ids, from, to, limit],
      ),
    );
    return loaders.history.load(id);
  }
}

/** Rows in the order in which they shall be listed under their `key`. */
function listLoader<Row extends { key: string }>(read: (keys: string[]) => Promise<Row[]>): DataLoader<string, Row[]> {
  return new DataLoader(async (keys) => {
    const lists = new Map<string, Row[]>(keys.map((key) => [key, []]));
    for (const row of await read([...keys])) lists.get(row.key)!.push(row);
    return keys.map((key) => lists.get(key)!);
  });
}

async function start(databaseUrl: string): Promise<number> {
  const database = await openDatabase(databaseUrl);
  const context = (): Loaders => ({
    datastreams: listLoader((ids) =>
      database.query<Datastream & { key: string }>(
        `SELECT thing_id AS key, id::text AS id, property FROM sensors.datastream
         WHERE thing_id = ANY ($1::text[]) ORDER BY thing_id, property`,
        [ids],
      ),
    ),
  });

  @Module({
    imports: [GraphQLModule.forRoot<ApolloDriverConfig>({ driver: ApolloDriver, autoSchemaFile: true, context })],
    providers: [{ provide: DATABASE, useValue: database }, SensorResolver, DatastreamResolver],
  })
  class PlainModule {}

  const app = await NestFactory.create(PlainModule, { logger: ['error', 'warn'] });
  await app.listen(0, '127.0.0.1');
  return (app.getHttpServer().address() as { port: number }).port;
}

process.once('message', ({ databaseUrl }: { databaseUrl: string }) => {
  void start(databaseUrl).then((port) => process.send!({ port }));
});
process.once('disconnect', () => process.exit(0));
