import type { Database } from '@stadtlage/database';
import { loadFor, type GraphContext } from '@stadtlage/datasets';
import { Field, Float, ID, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'A district of the city.' })
export class District {
  @Field(() => ID, { description: 'As its source gives it; stable across imports.' })
  id: string;

  @Field({ description: 'Name of the district.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'AGS, the 8-digit official key of the municipality.' })
  municipalityKey: string | null;

  @Field(() => Float, { description: 'Area in square kilometres, on the ellipsoid.' })
  areaKm2: number;
}

const DISTRICTS = 'SELECT id, name, municipality_key AS "municipalityKey", area_km2 AS "areaKm2" FROM open.districts';

/** All districts, by name. */
export function readDistricts(database: Database): Promise<District[]> {
  return database.query<District>(`${DISTRICTS} ORDER BY name, id`);
}

/** One district, batched with all others that the request asks for. Null where no district has this id. */
export function loadDistrict(context: GraphContext, database: Database, id: string): Promise<District | null> {
  return loadFor<District | null>(
    context,
    'district',
    id,
    async (ids) => {
      const rows = await database.query<District>(`${DISTRICTS} WHERE id = ANY ($1)`, [ids]);
      return new Map(rows.map((district) => [district.id, district]));
    },
    null,
  );
}
