import { Database, sqlFile } from '@stadtlage/database';
import {
  AsOfArgs,
  BoundingBox,
  Costs,
  loadFor,
  numberKey,
  pageOf,
  readAsOf,
  toConnection,
  type Connection,
  type GraphContext,
} from '@stadtlage/datasets';
import { loadProvenance, Provenance } from '@stadtlage/imports';
import { Args, ArgsType, Context, Field, Float, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { loadProvider, Provider } from '../providers/provider.js';
import { MobileArea, MobileAreaConnection } from './mobile-area.js';
import { MobileTechnology } from './mobile-availability.js';

const AREAS = sqlFile(import.meta.url, 'mobile-areas.sql');
// Clipping is many times faster than the intersection, and what is left has the same size.
const SHARES = `
  SELECT m.id, round((100 * ST_Area(ST_ClipByBox2D(m.geom, b.box::box2d)) / ST_Area(b.box))::numeric, 1)::float8 AS share
  FROM coverage.mobile_availability m, (SELECT ST_MakeEnvelope($2, $3, $4, $5, 4326) AS box) b
  WHERE m.id = ANY ($1)`;

@ArgsType()
class MobileAreasArgs extends AsOfArgs {
  @Field(() => BoundingBox, { nullable: true, description: 'Only those that reach into this box.' })
  within?: BoundingBox | null;

  @Field(() => ID, { nullable: true, description: 'Only those of the operator with this id.' })
  operator?: string | null;

  @Field(() => [MobileTechnology], { nullable: true, description: 'Only those of one of these technologies.' })
  technology?: MobileTechnology[] | null;

  @Field(() => Int, { defaultValue: 50, description: 'Entries per page, 1 to 1000.' })
  first: number;

  @Field(() => String, { nullable: true, description: 'The endCursor of the page before.' })
  after?: string | null;
}

@Resolver(() => MobileArea)
export class MobileAreaResolver {
  constructor(private readonly database: Database) {}

  @Query(() => MobileAreaConnection, {
    description:
      'What operators serve outdoors with networks of their own, by their account, by id: today, on another day, or as it was believed at some moment.',
  })
  async mobileAreas(@Args() args: MobileAreasArgs): Promise<Connection<MobileArea>> {
    const { within, operator, technology } = args;
    const { day, knownAt } = readAsOf(args);
    const filter = [within?.west, within?.south, within?.east, within?.north, operator, technology];
    const page = pageOf(args.first, args.after);
    const values = [...filter, numberKey(page.after), page.limit + 1, day, knownAt];
    const rows = await this.database.query<MobileArea>(AREAS, values);
    return toConnection(
      rows,
      page.limit,
      ({ id }) => String(id),
      async () => {
        const counted = `SELECT count(*) FROM (${AREAS}) matching`;
        const all = await this.database.query<{ count: number }>(counted, [...filter, null, null, day, knownAt]);
        return all[0]!.count;
      },
    );
  }

  @Costs({ base: 5 })
  @ResolveField(() => Float, {
    nullable: true,
    description:
      'How much of the box that was asked for it covers, percent of its area, to 1 decimal; null without a box.',
  })
  share(@Parent() area: MobileArea, @Context() context: GraphContext): Promise<number | null> | null {
    const { id, west, south, east, north } = area;
    if (west === null) return null;
    const box = [west, south, east, north];
    const load = async (ids: string[]) => {
      const rows = await this.database.query<{ id: number; share: number | null }>(SHARES, [ids, ...box]);
      return new Map(rows.map((row) => [String(row.id), row.share]));
    };
    return loadFor<number | null>(context, `MobileArea.share ${box.join()}`, String(id), load, null);
  }

  @ResolveField(() => Provider, { description: 'Who operates the network.' })
  operator(@Parent() { operatorId }: MobileArea, @Context() context: GraphContext): Promise<Provider> {
    return loadProvider(context, this.database, operatorId);
  }

  @ResolveField(() => Provenance, { description: 'Who says so, and as of which day.' })
  source(@Parent() { runId }: MobileArea, @Context() context: GraphContext): Promise<Provenance> {
    return loadProvenance(context, this.database, runId);
  }
}
