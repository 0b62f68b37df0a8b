import { Database, sqlFile } from '@stadtlage/database';
import {
  AsOfArgs,
  BoundingBox,
  type Connection,
  connectionOf,
  type GraphContext,
  numberKey,
  pageOf,
  readAsOf,
  toConnection,
} from '@stadtlage/datasets';
import { loadProvenance, Provenance } from '@stadtlage/imports';
import { Args, ArgsType, Context, Field, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { loadProvider, Provider } from '../providers/provider.js';
import { MobileSite, SiteStatus } from './mobile-site.js';

const SITES = sqlFile(import.meta.url, 'mobile-sites.sql');
const MobileSiteConnection = connectionOf(MobileSite);

@ArgsType()
class MobileSitesArgs extends AsOfArgs {
  @Field(() => BoundingBox, { nullable: true, description: 'Only those in this box.' })
  within?: BoundingBox | null;

  @Field(() => ID, { nullable: true, description: 'Only those of the operator with this id.' })
  operator?: string | null;

  @Field(() => SiteStatus, { nullable: true, description: 'Only planned ones, or only live ones.' })
  status?: SiteStatus | null;

  @Field(() => Int, { defaultValue: 50, description: 'Entries per page, 1 to 1000.' })
  first: number;

  @Field(() => String, { nullable: true, description: 'The endCursor of the page before.' })
  after?: string | null;
}

type Row = Omit<MobileSite, 'position'> & { longitude: number; latitude: number };

@Resolver(() => MobileSite)
export class MobileSiteResolver {
  constructor(private readonly database: Database) {}

  @Query(() => MobileSiteConnection, {
    description:
      'Sites of mobile networks, planned and live, as their operators state them: today, on another day, or as it was believed at some moment.',
  })
  async mobileSites(@Args() args: MobileSitesArgs): Promise<Connection<MobileSite>> {
    const { within, operator, status } = args;
    const asOf = readAsOf(args);
    const box = [within?.west, within?.south, within?.east, within?.north];
    const filter = [...box, operator, status, asOf.day, asOf.knownAt];
    const page = pageOf(args.first, args.after);
    const rows = await this.database.query<Row>(SITES, [...filter, numberKey(page.after), page.limit + 1]);
    return toConnection(
      rows.map(({ longitude, latitude, ...site }): MobileSite => ({ ...site, position: { longitude, latitude } })),
      page.limit,
      ({ id }) => String(id),
      async () => {
        const all = await this.database.query<{ count: number }>(`SELECT count(*) FROM (${SITES}) matching`, [
          ...filter,
          null,
          null,
        ]);
        return all[0]!.count;
      },
    );
  }

  @ResolveField(() => Provider, { description: 'Who operates the site.' })
  operator(@Parent() { operatorId }: MobileSite, @Context() context: GraphContext): Promise<Provider> {
    return loadProvider(context, this.database, operatorId);
  }

  @ResolveField(() => Provenance, { description: 'Who says so, and as of which day.' })
  source(@Parent() { runId }: MobileSite, @Context() context: GraphContext): Promise<Provenance> {
    return loadProvenance(context, this.database, runId);
  }
}
