import { connectionOf } from '@stadtlage/datasets';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'An MQTT message that could not be stored as observations.' })
export class RejectedMessage {
  @Field(() => ID, { description: 'Its number: a later message has a higher one.' })
  id: string;

  @Field({ description: 'When it came in.' })
  receivedAt: Date;

  @Field({ description: 'The MQTT topic it came on; U+FFFD stands for NUL.' })
  topic: string;

  @Field(() => Int, { description: 'Size of what was sent, in bytes.' })
  payloadBytes: number;

  @Field({ description: 'A code for the cause, such as `not_json` or `time_in_future`.' })
  reason: string;

  @Field({ description: 'What was found and what was expected, in English, in at most 500 characters.' })
  detail: string;

  @Field(() => String, { nullable: true, description: 'The gateway, as far as the topic tells it.' })
  gatewayId: string | null;

  @Field(() => Date, { nullable: true, description: 'When it could be stored after all; null where it could not.' })
  replayedAt: Date | null;
}

export const RejectedMessageConnection = connectionOf(RejectedMessage);
