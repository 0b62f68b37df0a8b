import { sqlFile, type Database } from '@stadtlage/database';
import { groupBy, loadFor, LocalDate, type GraphContext } from '@stadtlage/datasets';
import { Field, Float, ObjectType, registerEnumType } from '@nestjs/graphql';
import { ConnectionLevel } from '../fibre-status.js';

export enum FixedTechnology {
  FTTH = 'ftth',
  FTTB = 'fttb',
  FTTC = 'fttc',
  HFC = 'hfc',
  DSL = 'dsl',
  FIXED_WIRELESS = 'fixed_wireless',
  SATELLITE = 'satellite',
  OTHER = 'other',
}
registerEnumType(FixedTechnology, {
  name: 'FixedTechnology',
  description: 'What a fixed connection is made of. Only FTTH and FTTB are fibre, whatever their speed.',
  valuesMap: {
    FTTH: { description: 'Fibre to the home.' },
    FTTB: { description: 'Fibre to the building.' },
    FTTC: { description: 'Fibre to the street cabinet, copper from there (VDSL).' },
    HFC: { description: 'Television cable (DOCSIS).' },
    DSL: { description: 'Copper from the exchange.' },
    FIXED_WIRELESS: { description: 'Radio to a fixed antenna.' },
  },
});

@ObjectType({ description: 'What one provider offers at an address with one technology.' })
export class FixedAvailability {
  @Field(() => FixedTechnology, { description: 'What the connection is made of.' })
  technology: FixedTechnology;

  @Field(() => ConnectionLevel, { nullable: true, description: 'Null where the source does not say.' })
  connectionLevel: ConnectionLevel | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Highest download speed on offer, Mbit/s; null where the source does not say.',
  })
  maxDownMbit: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Highest upload speed on offer, Mbit/s; null where the source does not say.',
  })
  maxUpMbit: number | null;

  @Field(() => LocalDate, { description: 'Since when this holds, according to the source.' })
  validFrom: string;

  addressId: string;
  providerId: string;
  runId: number;
}

const AVAILABILITY = sqlFile(import.meta.url, 'fixed-availability.sql');

/** What is on offer at an address, the fastest first, batched with all other addresses that the request asks for. */
export function loadFixedAvailability(
  context: GraphContext,
  database: Database,
  addressId: string,
): Promise<FixedAvailability[]> {
  return loadFor<FixedAvailability[]>(
    context,
    'fixedAvailability',
    addressId,
    async (ids) => groupBy(await database.query<FixedAvailability>(AVAILABILITY, [ids]), (row) => row.addressId),
    [],
  );
}
