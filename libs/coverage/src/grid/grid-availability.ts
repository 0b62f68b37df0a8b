import { sqlFile, type Database } from '@stadtlage/database';
import { DateTime, groupBy, loadFor, LocalDate, nameOf, type AsOf, type GraphContext } from '@stadtlage/datasets';
import { Field, Float, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { EvidenceClass } from '../evidence.js';
import { ConnectionLevel } from '../fibre-status.js';
import { OfferUse } from '../fixed/fixed-availability.js';

export enum GridTechnology {
  ALL = 'all',
  WIRED = 'wired',
  FTTB_FTTH = 'fttb_ftth',
  FTTH = 'ftth',
  FTTB = 'fttb',
  FTTC = 'fttc',
  HFC = 'hfc',
  DSL = 'dsl',
  FIXED_WIRELESS = 'fixed_wireless',
  SATELLITE = 'satellite',
  OTHER = 'other',
}
registerEnumType(GridTechnology, {
  name: 'GridTechnology',
  description: 'What a statement about a cell counts: official statistics sum up, providers name one technology.',
  valuesMap: {
    ALL: { description: 'All fixed networks.' },
    WIRED: { description: 'All but radio and satellite.' },
    FTTB_FTTH: { description: 'Fibre into the building or the home.' },
    FTTH: { description: 'Fibre to the home.' },
    FTTB: { description: 'Fibre to the building.' },
    FTTC: { description: 'Fibre to the street cabinet, copper from there.' },
    HFC: { description: 'Television cable.' },
    DSL: { description: 'Copper from the exchange; of official statistics also from the street cabinet.' },
    FIXED_WIRELESS: { description: 'Radio to a fixed antenna.' },
    SATELLITE: { description: 'Radio to a satellite.' },
    OTHER: { description: 'Another one, or one that the source does not name.' },
  },
});

@ObjectType({
  description:
    'What one source says about a 100 m cell of the INSPIRE grid. It says nothing about a single address in the cell.',
})
export class GridAvailability {
  @Field(() => ID, { description: 'Identifier of the statement; what corrects a statement is another one.' })
  id: number;

  @Field(() => ID, {
    description:
      'The cell, named by its south-west corner in units of 100 m of ETRS89-LAEA (EPSG:3035): 100mN30995E41515.',
  })
  cellId: string;

  @Field(() => GridTechnology, { description: 'What is counted.' })
  technology: GridTechnology;

  @Field(() => OfferUse, { description: 'Whom the offer is for.' })
  use: OfferUse;

  @Field(() => Int, {
    description: 'The speed class: at least so many Mbit/s download; 0 where the source says no speed.',
  })
  minDownMbit: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Percent of the households of the cell, of its businesses where use is COMMERCIAL; null where the source only says that the cell is served.',
  })
  share: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Highest upload speed, Mbit/s; null where the source does not say.',
  })
  maxUpMbit: number | null;

  @Field(() => ConnectionLevel, { nullable: true, description: 'Null where the source does not say.' })
  connectionLevel: ConnectionLevel | null;

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

  providerId: string | null;
  runId: number;
}

const OF_ADDRESSES = sqlFile(import.meta.url, 'cells-of-addresses.sql');

/** What sources say about the cell in which an address lies, batched over all addresses of a request. */
export function loadCellOfAddress(
  context: GraphContext,
  database: Database,
  addressId: string,
  asOf: AsOf,
): Promise<GridAvailability[]> {
  type Row = GridAvailability & { addressId: string };
  return loadFor<GridAvailability[]>(
    context,
    nameOf('cellOfAddress', asOf),
    addressId,
    async (ids) =>
      groupBy(await database.query<Row>(OF_ADDRESSES, [ids, asOf.day, asOf.knownAt]), (row) => row.addressId),
    [],
  );
}
