import { Database } from '@stadtlage/database';
import { GeoJsonGeometry, loadFor, type GraphContext } from '@stadtlage/datasets';
import { Args, Context, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { District, loadDistrict, readDistricts } from './district.js';

@Resolver(() => District)
export class DistrictResolver {
  constructor(private readonly database: Database) {}

  @Query(() => [District], { description: 'All districts of the city, by name.' })
  districts(): Promise<District[]> {
    return readDistricts(this.database);
  }

  @Query(() => District, { nullable: true, description: 'One district; null where none has this id.' })
  district(
    @Args('id', { type: () => ID, description: 'The id of the district, as its source gives it.' }) id: string,
    @Context() context: GraphContext,
  ): Promise<District | null> {
    return loadDistrict(context, this.database, id);
  }

  @ResolveField(() => GeoJsonGeometry, {
    description: 'Its outline: a MultiPolygon in WGS 84 (EPSG:4326), to 6 decimals.',
  })
  geometry(@Parent() district: District, @Context() context: GraphContext): Promise<unknown> {
    return loadFor<unknown>(
      context,
      'districtGeometry',
      district.id,
      async (ids) => {
        const rows = await this.database.query<{ id: string; geometry: unknown }>(
          'SELECT id, ST_AsGeoJSON(geom, 6)::json AS geometry FROM places.district WHERE id = ANY ($1)',
          [ids],
        );
        return new Map(rows.map(({ id, geometry }) => [id, geometry]));
      },
      null,
    );
  }
}
