import { sqlFile, type Database } from '@stadtlage/database';
import { groupBy, loadFor, LocalDate, type GraphContext } from '@stadtlage/datasets';
import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';

export enum MobileTechnology {
  G2 = '2g',
  G4 = '4g',
  G5 = '5g',
  G5_SA = '5g_sa',
}
registerEnumType(MobileTechnology, {
  name: 'MobileTechnology',
  description: 'Generation of a mobile network.',
  valuesMap: {
    G2: { description: 'GSM.' },
    G4: { description: 'LTE.' },
    G5: { description: '5G that leans on a 4G core network (non-standalone).' },
    G5_SA: { description: '5G with a core network of its own (standalone).' },
  },
});

@ObjectType({ description: 'A mobile network that, according to its operator, reaches an address outdoors.' })
export class MobileAvailability {
  @Field(() => MobileTechnology, { description: 'Generation of the network.' })
  technology: MobileTechnology;

  @Field(() => LocalDate, { description: 'Since when this holds, according to the source.' })
  validFrom: string;

  addressId: string;
  operatorId: string;
  runId: number;
}

const AVAILABILITY = sqlFile(import.meta.url, 'mobile-availability.sql');

/** The mobile networks at an address, by operator, batched with all other addresses that the request asks for. */
export function loadMobileAvailability(
  context: GraphContext,
  database: Database,
  addressId: string,
): Promise<MobileAvailability[]> {
  return loadFor<MobileAvailability[]>(
    context,
    'mobileAvailability',
    addressId,
    async (ids) => groupBy(await database.query<MobileAvailability>(AVAILABILITY, [ids]), (row) => row.addressId),
    [],
  );
}
