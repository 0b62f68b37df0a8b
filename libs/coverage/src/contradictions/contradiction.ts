import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { FixedTechnology, OfferUse } from '../fixed/fixed-availability.js';

export enum ContradictionSubject {
  CONNECTION_LEVEL = 'connection_level',
  SPEED = 'speed',
}
registerEnumType(ContradictionSubject, {
  name: 'ContradictionSubject',
  description: 'In what two statements differ.',
  valuesMap: {
    CONNECTION_LEVEL: {
      description: 'In how far the line has come. Mind their definitions: they may mean different things.',
    },
    SPEED: { description: 'In the class of the download speed.' },
  },
});

@ObjectType({
  description:
    'Two statements about the same offer (address, provider, technology, overlapping use) that held on the same day, rest on different evidence or come from different sources, and differ. Neither is dropped and nothing is averaged.',
})
export class AvailabilityContradiction {
  @Field(() => ID, { description: 'The ids of the two statements.' })
  id: string;

  @Field(() => FixedTechnology, { description: 'What the connection is made of.' })
  technology: FixedTechnology;

  @Field(() => OfferUse, { description: 'The use that both speak of.' })
  use: OfferUse;

  @Field(() => [ContradictionSubject], { description: 'In what they differ.' })
  differs: ContradictionSubject[];

  addressId: string;
  providerId: string;
  preferredId: number;
  otherId: number;
}

/** Of coverage.contradictions_as_of() as c, to be followed by FROM. */
export const CONTRADICTION = `
  SELECT c.id, c.address_id AS "addressId", c.provider_id AS "providerId", c.technology, c.use, c.preferred_id AS "preferredId",
         c.other_id AS "otherId",
         array_remove(ARRAY[CASE WHEN c.level_differs THEN 'connection_level' END, CASE WHEN c.speed_differs THEN 'speed' END], NULL) AS differs`;
