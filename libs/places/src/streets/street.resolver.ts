import { Database, sqlFile } from '@stadtlage/database';
import {
  GeoJsonGeometry,
  loadFor,
  pageOf,
  toConnection,
  type Connection,
  type GraphContext,
} from '@stadtlage/datasets';
import { Args, Context, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { loadStreet } from './load-street.js';
import { Street, StreetConnection } from './street.js';

const STREETS = sqlFile(import.meta.url, 'streets.sql');
const EXTENTS = `
  SELECT s.key, ST_AsGeoJSON(ST_Envelope(ST_Collect(s.geom, at.geom)), 6)::json AS extent
  FROM places.street s
  CROSS JOIN LATERAL (SELECT ST_Collect(a.geom) AS geom FROM places.address a WHERE a.street_key = s.key) at
  WHERE s.key = ANY ($1::bpchar[])`;

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
    const rows = await this.database.query<Street>(STREETS, [name, page.after, page.limit + 1, null]);
    return toConnection(
      rows,
      page.limit,
      ({ key }) => key,
      async () => {
        const all = await this.database.query<{ count: number }>(`SELECT count(*) FROM (${STREETS}) matching`, [
          name,
          null,
          null,
          null,
        ]);
        return all[0]!.count;
      },
    );
  }

  @Query(() => Street, { nullable: true, description: 'One street; null where none has this key.' })
  street(
    @Args('key', { type: () => ID, description: 'Straßenschlüssel, the 17-digit official key.' }) key: string,
    @Context() context: GraphContext,
  ): Promise<Street | null> {
    return loadStreet(context, this.database, key);
  }

  @ResolveField(() => GeoJsonGeometry, {
    nullable: true,
    description:
      'The box around its line and its addresses, in WGS 84 (EPSG:4326): a Polygon, or a Point where all of it is one; null where neither is known.',
  })
  extent(@Parent() { key }: Street, @Context() context: GraphContext): Promise<unknown> {
    return loadFor<unknown>(
      context,
      'streetExtent',
      key,
      async (keys) => {
        const rows = await this.database.query<{ key: string; extent: unknown }>(EXTENTS, [keys]);
        return new Map(rows.map(({ key, extent }) => [key, extent]));
      },
      null,
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
