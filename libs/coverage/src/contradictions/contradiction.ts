import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { FixedTechnology, OfferUse } from '../fixed/fixed-availability.js';

export enum ContradictionSubject {
  CONNECTION_LEVEL = 'connection_level',
  SPEED = 'speed',
  AVAILABILITY = 'availability',
}
registerEnumType(ContradictionSubject, {
  name: 'ContradictionSubject',
  description: 'In what two statements differ.',
  valuesMap: {
    CONNECTION_LEVEL: {
      description: 'In how far the line has come. Mind their definitions: they may mean different things.',
    },
    SPEED: { description: 'In the class of the download speed.' },
    AVAILABILITY: {
      description:
        'In whether it can be had at all: a resident has reported that it cannot, and a planner has moved the report on.',
    },
  },
});

@ObjectType({
  description:
    'Two statements about the same offer (address, provider, technology, overlapping use) that held on the same day, rest on different evidence or come from different sources, and differ; or one statement, and a report that the offer cannot be had. Reports of residents contradict from the moment on in which a planner has moved them on until they are closed. Nothing is dropped and nothing is averaged.',
})
export class AvailabilityContradiction {
  @Field(() => ID, { description: 'The ids of the two statements, or of the statement and the report.' })
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
  otherId: number | null;
  reportId: string | null;
}

/** Of coverage.contradictions_as_of() as c, to be followed by FROM. */
export const CONTRADICTION = `
  SELECT c.id, c.address_id AS "addressId", c.provider_id AS "providerId", c.technology, c.use, c.preferred_id AS "preferredId",
         c.other_id AS "otherId",
         (SELECT r.id FROM coverage.report r WHERE r.number = c.report) AS "reportId",
         array_remove(ARRAY[CASE WHEN c.level_differs THEN 'connection_level' END, CASE WHEN c.speed_differs THEN 'speed' END,
                            CASE WHEN c.availability_differs THEN 'availability' END], NULL) AS differs`;
