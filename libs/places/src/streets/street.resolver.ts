import { Database, sqlFile } from '@stadtlage/database';
import { loadFor, pageOf, toConnection, type Connection, type GraphContext } from '@stadtlage/datasets';
import { Args, Context, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Street, StreetConnection } from './street.js';

const STREETS = sqlFile(import.meta.url, 'streets.sql');

@Resolver(() => Street)
export class StreetResolver {
  constructor(private readonly database: Database) {}

  @Query(() => StreetConnection, { description: 'The streets of the city, by their official key.' })
  async streets(
    @Args('first', { type: () => Int, defaultValue: 50, description: 'Entries per page, 1 to 1000.' }) first: number,
    @Args('name', {
      type: () => String,
      nullable: true,
      description: 'Part of the name. Capitals, umlauts and "Str." for "Straße" make no difference.',
    })
    name?: string | null,
    @Args('after', { type: () => String, nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<Street>> {
    const page = pageOf(first, after);
    const rows = await this.database.query<Street>(STREETS, [name, page.after, page.limit + 1]);
    return toConnection(
      rows,
      page.limit,
      ({ key }) => key,
      async () => {
        const all = await this.database.query<{ count: number }>(`SELECT count(*) FROM (${STREETS}) matching`, [
          name,
          null,
          null,
        ]);
        return all[0]!.count;
      },
    );
  }

  @ResolveField(() => Int, { description: 'Number of addresses at the street.' })
  addressCount(@Parent() street: Street, @Context() context: GraphContext): Promise<number> {
    return loadFor(
      context,
      'streetAddressCount',
      street.key,
      async (keys) => {
        const rows = await this.database.query<{ key: string; count: number }>(
          'SELECT street_key AS key, count(*) FROM places.address WHERE street_key = ANY ($1::bpchar[]) GROUP BY street_key',
          [keys],
        );
        return new Map(rows.map(({ key, count }) => [key, count]));
      },
      0,
    );
  }
}
