import { Database } from '@stadtlage/database';
import { pageOf, toConnection, type Connection, type GraphContext } from '@stadtlage/datasets';
import { requireOperator } from '@stadtlage/operators';
import { Args, Context, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { addGateway, findGateway, listGateways, revokeGateway, rotateGateway } from '../registry/gateways.js';
import { Gateway, GatewayConnection, GatewayWithSecret } from './gateway.js';

const ID_OF_GATEWAY = { type: () => ID, description: 'The id of the gateway.' };

@Resolver(() => Gateway)
export class GatewayResolver {
  constructor(private readonly database: Database) {}

  @Query(() => GatewayConnection, {
    description: 'All gateways that are registered, were once, or have sent something, by id. For operators.',
  })
  async gateways(
    @Context() context: GraphContext,
    @Args('first', { type: () => Int, defaultValue: 50, description: 'Entries per page, 1 to 1000.' }) first: number,
    @Args('after', { type: () => String, nullable: true, description: 'The endCursor of the page before.' })
    after?: string | null,
  ): Promise<Connection<Gateway>> {
    requireOperator(context);
    const page = pageOf(first, after);
    const rows = await listGateways(this.database, page.after, page.limit + 1);
    return toConnection(
      rows,
      page.limit,
      ({ id }) => id,
      async () => {
        const [row] = await this.database.query<{ count: number }>('SELECT count(*) AS count FROM sensors.gateway');
        return row!.count;
      },
    );
  }

  @Mutation(() => GatewayWithSecret, {
    description:
      'Lets a gateway publish: a new one, one that has sent something already, or one that was revoked. For operators.',
  })
  async addGateway(
    @Context() context: GraphContext,
    @Args('id', {
      type: () => ID,
      description: 'Its user name, and its place among the topics. 1 to 100 characters other than `/ + # :`.',
    })
    id: string,
    @Args('name', { type: () => String, nullable: true, description: 'Its name for people.' }) name?: string | null,
    @Args('topics', {
      type: () => [String],
      defaultValue: [],
      description:
        'MQTT topic filters that it may publish on beside `gateways/{id}/#`, for formats whose topics cannot have a prefix.',
    })
    topics: string[] = [],
  ): Promise<GatewayWithSecret> {
    requireOperator(context);
    const secret = await addGateway(this.database, { id, name, topics });
    return { secret, gateway: (await findGateway(this.database, id))! };
  }

  @Mutation(() => GatewayWithSecret, {
    description: 'Gives a registered gateway a new secret; the old one is void at once. For operators.',
  })
  async rotateGateway(
    @Context() context: GraphContext,
    @Args('id', ID_OF_GATEWAY) id: string,
  ): Promise<GatewayWithSecret> {
    requireOperator(context);
    const secret = await rotateGateway(this.database, id);
    return { secret, gateway: (await findGateway(this.database, id))! };
  }

  @Mutation(() => Gateway, {
    description: 'A gateway may not publish any more; what it has sent stays. For operators.',
  })
  async revokeGateway(@Context() context: GraphContext, @Args('id', ID_OF_GATEWAY) id: string): Promise<Gateway> {
    requireOperator(context);
    await revokeGateway(this.database, id);
    return (await findGateway(this.database, id))!;
  }
}
