import { Position, type AsOf } from '@stadtlage/datasets';
import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';

export enum AddressUse {
  RESIDENTIAL = 'residential',
  COMMERCIAL = 'commercial',
  MIXED = 'mixed',
  PUBLIC = 'public',
}
registerEnumType(AddressUse, {
  name: 'AddressUse',
  description: 'What the building at an address is used for.',
  valuesMap: {
    RESIDENTIAL: { description: 'Homes only.' },
    COMMERCIAL: { description: 'Businesses only.' },
    MIXED: { description: 'Homes and businesses.' },
    PUBLIC: { description: 'Public bodies: town hall, school, fire station.' },
  },
});

@ObjectType({ description: 'An address of the city.' })
export class Address {
  @Field(() => ID, { description: 'The official identifier of the address.' })
  id: string;

  @Field({ description: 'On one line: "Bahnhofstraße 5a, 59227 Ahlen"; without what is not known.' })
  label: string;

  @Field({ description: 'Name of the street.' })
  street: string;

  @Field(() => Int, { description: 'House number without its suffix, from 1.' })
  houseNumber: number;

  @Field({ description: 'What follows the house number, such as "a"; empty where nothing does.' })
  houseNumberSuffix: string;

  @Field(() => String, { nullable: true, description: 'Postcode, five digits; null where no source says.' })
  postcode: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the place that goes with the postcode; null where no source says.',
  })
  place: string | null;

  @Field(() => AddressUse, {
    nullable: true,
    description: 'What the building is used for; null where no source says.',
  })
  use: AddressUse | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Number of homes and businesses at the address; null where no source says.',
  })
  premises: number | null;

  @Field(() => Position, { description: 'Where the address lies, in WGS 84 (EPSG:4326).' })
  position: Position;

  @Field(() => ID, { description: 'The 17-digit official key of its street.' })
  streetKey: string;

  districtId: string | null;
  runId: number;
  /** Of an entry of a list of another day: what is said of it is of that day, where none is named. */
  asOf?: AsOf;
}
