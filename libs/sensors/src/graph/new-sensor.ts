import { connectionOf } from '@stadtlage/datasets';
import { Field, ID, ObjectType } from '@nestjs/graphql';

@ObjectType({
  description:
    'A sensor that has sent something and is not public: it waits for an operator, the only ones who see it.',
})
export class NewSensor {
  @Field(() => ID, { description: 'The name its gateway gives it in the topic or the payload; unique in the city.' })
  id: string;

  @Field(() => ID, { description: 'The gateway that publishes for it.' })
  gatewayId: string;

  @Field(() => [String], { description: 'What it has observed so far, such as `temperature`.' })
  properties: string[];

  @Field(() => Date, { nullable: true, description: 'Time of its newest observation; null when it sent none.' })
  latestAt: Date | null;
}

export const NewSensorConnection = connectionOf(NewSensor);
