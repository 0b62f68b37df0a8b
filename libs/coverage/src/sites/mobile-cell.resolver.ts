import { Database, sqlFile } from '@stadtlage/database';
import {
  BoundingBox,
  type Connection,
  connectionOf,
  type GraphContext,
  LocalDate,
  pageOf,
  toConnection,
} from '@stadtlage/datasets';
import { loadProvenance, Provenance } from '@stadtlage/imports';
import { Args, ArgsType, Context, Field, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { loadProvider, Provider } from '../providers/provider.js';
import { CellTechnology, MobileCell } from './mobile-cell.js';

const CELLS = sqlFile(import.meta.url, 'mobile-cells.sql');
const MobileCellConnection = connectionOf(MobileCell);

@ArgsType()
class MobileCellsArgs {
  @Field(() => BoundingBox, { nullable: true, description: 'Only those whose estimated place is in this box.' })
  within?: BoundingBox | null;

  @Field(() => ID, { nullable: true, description: 'Only those of the operator with this id.' })
  operator?: string | null;

  @Field(() => [CellTechnology], { nullable: true, description: 'Only those of one of these generations.' })
  technology?: CellTechnology[] | null;

  @Field(() => LocalDate, { nullable: true, description: 'Only those that were measured on this day or later.' })
  seenSince?: string | null;

  @Field(() => Int, { defaultValue: 50, description: 'Entries per page, 1 to 1000.' })
  first: number;

  @Field(() => String, { nullable: true, description: 'The endCursor of the page before.' })
  after?: string | null;
}

type Row = Omit<MobileCell, 'position'> & { longitude: number; latitude: number };

@Resolver(() => MobileCell)
export class MobileCellResolver {
  constructor(private readonly database: Database) {}

  @Query(() => MobileCellConnection, {
    description:
      'Radio cells as phones have measured them, by id. Only the newest measurement of each is kept: of another day nothing can be said.',
  })
  async mobileCells(@Args() args: MobileCellsArgs): Promise<Connection<MobileCell>> {
    const { within, operator, technology, seenSince } = args;
    const box = [within?.west, within?.south, within?.east, within?.north];
    const filter = [...box, operator, technology, seenSince];
    const page = pageOf(args.first, args.after);
    const rows = await this.database.query<Row>(CELLS, [...filter, page.after, page.limit + 1]);
    return toConnection(
      rows.map(({ longitude, latitude, ...cell }): MobileCell => ({ ...cell, position: { longitude, latitude } })),
      page.limit,
      ({ id }) => id,
      async () => {
        const counted = `SELECT count(*) FROM (${CELLS}) matching`;
        const [all] = await this.database.query<{ count: number }>(counted, [...filter, null, null]);
        return all!.count;
      },
    );
  }

  @ResolveField(() => Provider, { nullable: true, description: 'Who operates the network; null where not known.' })
  operator(@Parent() { operatorId }: MobileCell, @Context() context: GraphContext): Promise<Provider> | null {
    return operatorId === null ? null : loadProvider(context, this.database, operatorId);
  }

  @ResolveField(() => Provenance, { description: 'Whose measurements these are, and as of which day.' })
  source(@Parent() { runId }: MobileCell, @Context() context: GraphContext): Promise<Provenance> {
    return loadProvenance(context, this.database, runId);
  }
}
