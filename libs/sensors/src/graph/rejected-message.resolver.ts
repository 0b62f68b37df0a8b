import { Database } from '@stadtlage/database';
import { loadFor, pageOf, toConnection, type Connection, type GraphContext } from '@stadtlage/datasets';
import { requireOperator } from '@stadtlage/operators';
import { Args, Context, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { badInput } from './bad-input.js';
import { RejectedMessage, RejectedMessageConnection } from './rejected-message.js';
import { countRejected, listRejected } from './rejected-messages.js';

const NOTHING = Buffer.alloc(0);
/** Each may bring 64 KiB of payload, twice. */
const MOST_OF_A_PAGE = 100;

@Resolver(() => RejectedMessage)
export class RejectedMessageResolver {
  constructor(private readonly database: Database) {}

  @Query(() => RejectedMessageConnection, {
    description: 'For operators: messages of gateways that could not be stored, newest first.',
  })
  async rejectedMessages(
    @Context() context: GraphContext,
    @Args('reason', {
      type: () => String,
      nullable: true,
      description: 'Only those with this code, such as `not_json`.',
    })
    reason: string | null,
    @Args('gateway', { type: () => ID, nullable: true, description: 'Only those of this gateway.' })
    gateway: string | null,
    @Args('since', { type: () => Date, nullable: true, description: 'Only those that came in at this time or later.' })
    since: Date | null,
    @Args('replayed', {
      type: () => Boolean,
      nullable: true,
      description: 'Only those that could be stored after all, or, with false, the others.',
    })
    replayed: boolean | null,
    @Args('first', { type: () => Int, defaultValue: 20, description: `Entries per page, 1 to ${MOST_OF_A_PAGE}.` })
    first: number,
    @Args('after', { type: () => String, nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<RejectedMessage>> {
    requireOperator(context);
    const page = pageOf(first, after, MOST_OF_A_PAGE);
    if (page.after !== null && !/^\d{1,18}$/.test(page.after)) throw badInput('after is not a cursor of this list.');
    const filter = { reason, gateway, since, replayed };
    const rows = await listRejected(this.database, filter, page.limit + 1, page.after);
    return toConnection(
      rows,
      page.limit,
      ({ id }) => id,
      () => countRejected(this.database, filter),
    );
  }

  @ResolveField(() => String, {
    description: 'The first 64 KiB of what was sent, as UTF-8; U+FFFD stands for what is no text.',
  })
  async payloadText(@Parent() { id }: RejectedMessage, @Context() context: GraphContext): Promise<string> {
    return (await this.payload(id, context)).toString('utf8');
  }

  @ResolveField(() => String, { description: 'The first 64 KiB of what was sent, in Base64.' })
  async payloadBase64(@Parent() { id }: RejectedMessage, @Context() context: GraphContext): Promise<string> {
    return (await this.payload(id, context)).toString('base64');
  }

  private payload(id: string, context: GraphContext): Promise<Buffer> {
    const load = async (ids: string[]) => {
      const rows = await this.database.query<{ id: string; payload: Buffer }>(
        'SELECT id::text AS id, payload FROM sensors.rejected_message WHERE id = ANY ($1::bigint[])',
        [ids],
      );
      return new Map(rows.map((row) => [row.id, row.payload]));
    };
    return loadFor(context, 'RejectedMessage.payload', id, load, NOTHING);
  }
}
