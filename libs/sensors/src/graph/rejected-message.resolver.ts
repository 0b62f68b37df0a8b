import { Database } from '@stadtlage/database';
import { pageOf, toConnection, type Connection } from '@stadtlage/datasets';
import { Args, Int, Query, Resolver } from '@nestjs/graphql';
import { GraphQLError } from 'graphql';
import { RejectedMessage, RejectedMessageConnection } from './rejected-message.js';

const REJECTED = `
  SELECT id::text AS id, received_at AS "receivedAt", topic, payload_bytes AS "payloadBytes", reason, detail, gateway_id AS "gatewayId"
  FROM sensors.rejected_message WHERE $1::bigint IS NULL OR id < $1
  ORDER BY sensors.rejected_message.id DESC LIMIT $2`;

@Resolver(() => RejectedMessage)
export class RejectedMessageResolver {
  constructor(private readonly database: Database) {}

  @Query(() => RejectedMessageConnection, {
    description: 'Messages of gateways that could not be stored, newest first.',
  })
  async rejectedMessages(
    @Args('first', { type: () => Int, defaultValue: 20, description: 'Entries per page, 1 to 100.' }) first: number,
    @Args('after', { type: () => String, nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<RejectedMessage>> {
    const page = pageOf(first, after);
    if (page.after !== null && !/^\d{1,18}$/.test(page.after)) {
      throw new GraphQLError('after is not a cursor of this list.', { extensions: { code: 'BAD_USER_INPUT' } });
    }
    const rows = await this.database.query<RejectedMessage>(REJECTED, [page.after, page.limit + 1]);
    return toConnection(
      rows,
      page.limit,
      ({ id }) => id,
      async () => {
        const [row] = await this.database.query<{ count: number }>(
          'SELECT count(*) AS count FROM sensors.rejected_message',
        );
        return row!.count;
      },
    );
  }
}
