import { connectionOf, Position } from '@stadtlage/datasets';
import { Field, ID, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'A street of the city.' })
export class Street {
  @Field(() => ID, { description: 'Straßenschlüssel, the 17-digit official key.' })
  key: string;

  @Field({ description: 'Official name.' })
  name: string;

  @Field(() => Position, { nullable: true, description: 'One point of the street, in WGS 84 (EPSG:4326).' })
  position: Position | null;
}

export const StreetConnection = connectionOf(Street);
