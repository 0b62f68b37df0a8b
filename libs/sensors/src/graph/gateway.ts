import { connectionOf } from '@stadtlage/datasets';
import { Field, ID, ObjectType } from '@nestjs/graphql';

@ObjectType({
  description: 'What brings the messages of sensors to Stadtlage: an MQTT client with a name. Only operators see them.',
})
export class Gateway {
  @Field(() => ID, { description: 'Its user name on the broker, and its place among the topics: `gateways/{id}/…`.' })
  id: string;

  @Field(() => String, { nullable: true, description: 'Its name for people; null where nobody has given one.' })
  name: string | null;

  @Field({ description: 'Somebody of the city knows it: it was registered, or one of its sensors was published.' })
  confirmed: boolean;

  @Field(() => [String], {
    description:
      'MQTT topic filters that it may publish on beside `gateways/{id}/#`, such as `v3/city@ttn/devices/+/up`.',
  })
  topics: string[];

  @Field(() => Date, {
    nullable: true,
    description: 'Since when it has a secret; null for one that has sent something and was never registered.',
  })
  registeredAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it got its present secret, where that is not its first.' })
  rotatedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'Since when it may not publish any more; null while it may.' })
  revokedAt: Date | null;

  @Field(() => Date, { nullable: true, description: 'When something of it was last stored; null when never.' })
  lastSeenAt: Date | null;
}

@ObjectType({ description: 'A gateway with a new secret.' })
export class GatewayWithSecret {
  @Field(() => Gateway, { description: 'The gateway.' })
  gateway: Gateway;

  @Field({ description: 'Its password on the broker. Shown only now: only a hash of it is stored.' })
  secret: string;
}

export const GatewayConnection = connectionOf(Gateway);
