import type { AsOf } from '@stadtlage/datasets';
import { Field, Float, ObjectType } from '@nestjs/graphql';
import { FibreStatus } from '../fibre-status.js';
import { FixedTechnology } from '../fixed/fixed-availability.js';

@ObjectType({
  description:
    'What an address can get. Null means that no source says anything; it never means none. Where sources disagree, the best evidence counts.',
})
export class AddressCoverage {
  @Field(() => FibreStatus, {
    nullable: true,
    description:
      'The best known level of the fibre on offer, LEVEL_UNKNOWN where no source gives one, else what a rollout project promises.',
  })
  fibreStatus: FibreStatus | null;

  @Field(() => FixedTechnology, { nullable: true, description: 'The best technology on offer, fibre first.' })
  bestTechnology: FixedTechnology | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The highest download speed on offer with any technology, Mbit/s. A gigabit need not be fibre.',
  })
  maxDownMbit: number | null;

  addressId: string;
  asOf: AsOf;
}
