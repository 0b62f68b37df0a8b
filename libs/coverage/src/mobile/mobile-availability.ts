import { sqlFile, type Database } from '@stadtlage/database';
import { DateTime, groupBy, loadFor, LocalDate, nameOf, type AsOf, type GraphContext } from '@stadtlage/datasets';
import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { EvidenceClass } from '../evidence.js';

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

@ObjectType({ description: 'A mobile network that, according to one source, reaches an address outdoors.' })
export class MobileAvailability {
  @Field(() => MobileTechnology, { description: 'Generation of the network.' })
  technology: MobileTechnology;

  @Field({ description: 'True where the operator serves its customers here through the network of another one.' })
  roaming: boolean;

  @Field(() => EvidenceClass, { description: 'What the statement rests on.' })
  evidence: EvidenceClass;

  @Field(() => LocalDate, { description: 'Since when this holds, according to the source.' })
  validFrom: string;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'The first day on which it no longer holds; null where no end is known.',
  })
  validTo: string | null;

  @Field(() => DateTime, { description: 'When this platform learnt it.' })
  recordedAt: Date;

  addressId: string;
  operatorId: string;
  runId: number;
}

const AVAILABILITY = sqlFile(import.meta.url, 'mobile-availability.sql');

/** The mobile networks at an address on a day, by operator, batched with all other addresses that the request asks for. */
export function loadMobileAvailability(
  context: GraphContext,
  database: Database,
  addressId: string,
  asOf: AsOf,
): Promise<MobileAvailability[]> {
  return loadFor<MobileAvailability[]>(
    context,
    nameOf('mobileAvailability', asOf),
    addressId,
    async (ids) =>
      groupBy(
        await database.query<MobileAvailability>(AVAILABILITY, [ids, asOf.day, asOf.knownAt]),
        (row) => row.addressId,
      ),
    [],
  );
}
