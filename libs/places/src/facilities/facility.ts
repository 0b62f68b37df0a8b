import { connectionOf, Position } from '@stadtlage/datasets';
import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';

export enum FacilityKind {
  SCHOOL = 'school',
  KINDERGARTEN = 'kindergarten',
  ADMINISTRATION = 'administration',
  LIBRARY = 'library',
  PUBLIC_WIFI = 'public_wifi',
  HOSPITAL = 'hospital',
  FIRE_STATION = 'fire_station',
  SPORTS = 'sports',
  CULTURE = 'culture',
  ADVICE = 'advice',
}
registerEnumType(FacilityKind, {
  name: 'FacilityKind',
  description: 'What a facility is.',
  valuesMap: {
    SCHOOL: { description: 'A school, of whatever kind.' },
    KINDERGARTEN: { description: 'A kindergarten or day nursery.' },
    ADMINISTRATION: { description: 'A town hall or another office of a public body.' },
    LIBRARY: { description: 'A public library.' },
    PUBLIC_WIFI: { description: 'A public Wi-Fi hotspot.' },
    HOSPITAL: { description: 'A hospital.' },
    FIRE_STATION: { description: 'A fire station.' },
    SPORTS: { description: 'A sports hall, a sports ground or a swimming pool.' },
    CULTURE: { description: 'A theatre, museum, hall or community centre.' },
    ADVICE: { description: 'Where residents get advice on digital matters.' },
  },
});

@ObjectType({ description: 'A place that is open to the public, or serves it.' })
export class Facility {
  @Field(() => ID, { description: 'As its source gives it; stable across imports.' })
  id: string;

  @Field(() => FacilityKind, { description: 'What it is.' })
  kind: FacilityKind;

  @Field({ description: 'Its name.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'URL of its website.' })
  website: string | null;

  @Field(() => Position, { description: 'Where it lies, in WGS 84 (EPSG:4326).' })
  position: Position;

  addressId: string | null;
  districtId: string | null;
  runId: number;
}

export const FacilityConnection = connectionOf(Facility);
