import { Database, sqlFile } from '@stadtlage/database';
import {
  AsOfArgs,
  BoundingBox,
  type Connection,
  connectionOf,
  GeoJsonGeometry,
  type GraphContext,
  loadFor,
  numberKey,
  pageOf,
  readAsOf,
  toConnection,
} from '@stadtlage/datasets';
import { loadProvenance, Provenance } from '@stadtlage/imports';
import { Args, ArgsType, Context, Field, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { loadProvider, Provider } from '../providers/provider.js';
import { GridAvailability, GridTechnology } from './grid-availability.js';

const STATEMENTS = sqlFile(import.meta.url, 'grid-availability.sql');
const SQUARES = 'SELECT id, ST_AsGeoJSON(geom, 6)::json AS geometry FROM coverage.grid_cell WHERE id = ANY ($1)';
const GridAvailabilityConnection = connectionOf(GridAvailability);

@ArgsType()
class GridAvailabilityArgs extends AsOfArgs {
  @Field(() => BoundingBox, { nullable: true, description: 'Only of cells that touch this box.' })
  within?: BoundingBox | null;

  @Field(() => ID, { nullable: true, description: 'Only of this cell, such as 100mN30995E41515.' })
  cell?: string | null;

  @Field(() => [GridTechnology], { nullable: true, description: 'Only those that count one of these.' })
  technology?: GridTechnology[] | null;

  @Field(() => ID, { nullable: true, description: 'Only what is said of the provider with this id.' })
  provider?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Only those of exactly this speed class, Mbit/s; 0: no speed said.',
  })
  minDownMbit?: number | null;

  @Field(() => Int, { defaultValue: 50, description: 'Entries per page, 1 to 1000.' })
  first: number;

  @Field(() => String, { nullable: true, description: 'The endCursor of the page before.' })
  after?: string | null;
}

@Resolver(() => GridAvailability)
export class GridAvailabilityResolver {
  constructor(private readonly database: Database) {}

  @Query(() => GridAvailabilityConnection, {
    description:
      'What sources say about 100 m cells: today, on another day, or as it was believed at some moment. In the order in which it was recorded.',
  })
  async gridAvailability(@Args() args: GridAvailabilityArgs): Promise<Connection<GridAvailability>> {
    const { within, cell, technology, provider, minDownMbit } = args;
    const asOf = readAsOf(args);
    const box = [within?.west, within?.south, within?.east, within?.north];
    const filter = [...box, cell, technology, provider, minDownMbit, asOf.day, asOf.knownAt];
    const page = pageOf(args.first, args.after);
    const rows = await this.database.query<GridAvailability>(STATEMENTS, [
      ...filter,
      numberKey(page.after),
      page.limit + 1,
    ]);
    return toConnection(
      rows,
      page.limit,
      ({ id }) => String(id),
      async () => {
        const counted = `SELECT count(*) FROM (${STATEMENTS}) matching`;
        const [all] = await this.database.query<{ count: number }>(counted, [...filter, null, null]);
        return all!.count;
      },
    );
  }

  @ResolveField(() => Provider, {
    nullable: true,
    description: 'Whose offer it is; null: that of all providers together.',
  })
  provider(@Parent() { providerId }: GridAvailability, @Context() context: GraphContext): Promise<Provider> | null {
    return providerId === null ? null : loadProvider(context, this.database, providerId);
  }

  @ResolveField(() => GeoJsonGeometry, {
    description: 'The square of the cell: a Polygon in WGS 84 (EPSG:4326), to 6 decimals.',
  })
  geometry(@Parent() { cellId }: GridAvailability, @Context() context: GraphContext): Promise<unknown> {
    return loadFor<unknown>(
      context,
      'gridCell',
      cellId,
      async (ids) => {
        const rows = await this.database.query<{ id: string; geometry: unknown }>(SQUARES, [ids]);
        return new Map(rows.map((row) => [row.id, row.geometry]));
      },
      null,
    );
  }

  @ResolveField(() => Provenance, { description: 'Who says so, and as of which day.' })
  source(@Parent() { runId }: GridAvailability, @Context() context: GraphContext): Promise<Provenance> {
    return loadProvenance(context, this.database, runId);
  }
}
