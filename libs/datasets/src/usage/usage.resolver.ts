import { Args, Field, ID, Int, ObjectType, Query, registerEnumType, Resolver } from '@nestjs/graphql';
import { Database, sqlFile } from '@stadtlage/database';
import { connectionOf, pageOf, toConnection, type Connection } from '../graph/connection.js';
import { LocalDate } from '../graph/scalars.js';

const USAGE = sqlFile(import.meta.url, 'usage.sql');

export enum DatasetUseKind {
  DOWNLOAD = 'download',
  API = 'api',
}
registerEnumType(DatasetUseKind, {
  name: 'DatasetUseKind',
  description: 'In which way open data is taken.',
  valuesMap: {
    DOWNLOAD: { description: 'A file of a dataset, delivered in full.' },
    API: { description: 'A call of an interface that was answered.' },
  },
});

@ObjectType({
  description:
    'How often something was taken on a day. A number and nothing else: nobody records who asks, so robots count as people do.',
})
export class DatasetUse {
  @Field(() => ID, { description: 'day/kind/name/channel' })
  id: string;

  @Field(() => LocalDate, { description: 'The day in the city. Only days that are over are told.' })
  day: string;

  @Field(() => DatasetUseKind, { description: 'A file, or a call of an interface.' })
  kind: DatasetUseKind;

  @Field({ description: 'Of a file the id of the dataset; else the interface, such as `graphql`.' })
  name: string;

  @Field({
    description:
      'The format, such as `csv`; `query` for GraphQL, `tile` for single tiles; `own-pages`: what the pages of this server ask for themselves.',
  })
  channel: string;

  @Field(() => Int, { description: 'How often.' })
  uses: number;

  @Field({ description: 'Made up for the demo city.' })
  isDemo: boolean;
}

const DatasetUseConnection = connectionOf(DatasetUse);

@Resolver(() => DatasetUse)
export class DatasetUsageResolver {
  constructor(private readonly database: Database) {}

  @Query(() => DatasetUseConnection, {
    description: 'How often open data was taken, by day, dataset or interface, and channel; the oldest first.',
  })
  async datasetUsage(
    @Args('first', { type: () => Int, defaultValue: 50, description: 'Entries per page, 1 to 1000.' }) first: number,
    @Args('kind', { type: () => DatasetUseKind, nullable: true, description: 'Only files, or only interfaces.' })
    kind?: DatasetUseKind | null,
    @Args('name', { type: () => String, nullable: true, description: 'Only of this dataset or interface.' })
    name?: string | null,
    @Args('from', { type: () => LocalDate, nullable: true, description: 'From this day on.' }) from?: string | null,
    @Args('to', { type: () => LocalDate, nullable: true, description: 'Up to this day.' }) to?: string | null,
    @Args('after', { type: () => String, nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<DatasetUse>> {
    const page = pageOf(first, after);
    const filter = [kind, name, from, to];
    const rows = await this.database.query<DatasetUse>(USAGE, [...filter, page.after, page.limit + 1]);
    return toConnection(
      rows,
      page.limit,
      ({ id }) => id,
      async () => {
        const all = await this.database.query<{ count: number }>(`SELECT count(*) FROM (${USAGE}) matching`, [
          ...filter,
          null,
          null,
        ]);
        return all[0]!.count;
      },
    );
  }
}
