import { sqlFile, type Database } from '@stadtlage/database';
import { DateTime, groupBy, loadFor, LocalDate, nameOf, type AsOf, type GraphContext } from '@stadtlage/datasets';
import { Field, Float, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { EvidenceClass } from '../evidence.js';
import { ConnectionLevel } from '../fibre-status.js';
import { LevelDefinition } from './level-definition.js';

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
    SATELLITE: { description: 'Radio to a satellite.' },
    OTHER: { description: 'Another one, or one that the source does not name.' },
  },
});

export enum OfferUse {
  ANY = 'any',
  RESIDENTIAL = 'residential',
  COMMERCIAL = 'commercial',
}
registerEnumType(OfferUse, {
  name: 'OfferUse',
  description: 'Whom an offer is for: funding and goals count homes and firms apart.',
  valuesMap: {
    ANY: { description: 'Homes and firms, or the source does not tell them apart.' },
    RESIDENTIAL: { description: 'Homes only.' },
    COMMERCIAL: { description: 'Firms only.' },
  },
});

@ObjectType({
  description:
    'What one source says that a provider offers at an address with one technology. Sources that contradict each other stand beside each other.',
})
export class FixedAvailability {
  @Field(() => ID, {
    description: 'Of this statement; it never changes, and what corrects a statement is another one.',
  })
  id: number;

  @Field(() => FixedTechnology, { description: 'What the connection is made of.' })
  technology: FixedTechnology;

  @Field(() => OfferUse, { description: 'Whom the offer is for.' })
  use: OfferUse;

  @Field(() => ConnectionLevel, { nullable: true, description: 'Null where the source does not say.' })
  connectionLevel: ConnectionLevel | null;

  @Field(() => LevelDefinition, { description: 'What the source means by its connection level.' })
  definition: LevelDefinition;

  @Field(() => EvidenceClass, { description: 'What the statement rests on.' })
  evidence: EvidenceClass;

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

  @Field(() => [Int], {
    nullable: true,
    description:
      'Those of the classes of the Breitbandatlas (10, 16, 30, 50, 100, 200, 400, 1000 Mbit/s download) that are reached; null where the speed is not known.',
  })
  speedClasses: number[] | null;

  @Field(() => LocalDate, { description: 'Since when this holds, according to the source.' })
  validFrom: string;

  @Field(() => LocalDate, {
    nullable: true,
    description: 'The first day on which it no longer holds; null where no end is known.',
  })
  validTo: string | null;

  @Field(() => DateTime, { description: 'When this platform learnt it.' })
  recordedAt: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When later knowledge replaced the statement; null while it stands.',
  })
  supersededAt: Date | null;

  addressId: string;
  providerId: string;
  runId: number;
}

const STATEMENT = sqlFile(import.meta.url, 'fixed-availability.sql');
const HELD = `${STATEMENT}
  FROM coverage.fixed_as_of(COALESCE($2::date, current_date), COALESCE($3::timestamptz, 'infinity')) f
  JOIN coverage.level_definition d ON d.id = f.definition
  WHERE f.address_id = ANY ($1)
  ORDER BY f.max_down_mbit DESC NULLS LAST, f.provider_id, f.technology, coverage.evidence_rank(f.evidence), f.use, f.id`;
const EVER = `${STATEMENT}
  FROM coverage.fixed_availability f JOIN coverage.level_definition d ON d.id = f.definition
  WHERE f.address_id = ANY ($1) ORDER BY f.recorded_at, f.valid_from, f.id`;
const BY_ID = `${STATEMENT}
  FROM coverage.fixed_availability f JOIN coverage.level_definition d ON d.id = f.definition WHERE f.id = ANY ($1::bigint[])`;

/** What was on offer at an address on a day, the fastest first, batched with all other addresses that the request asks for. */
export function loadFixedAvailability(
  context: GraphContext,
  database: Database,
  addressId: string,
  asOf: AsOf,
): Promise<FixedAvailability[]> {
  return loadFor<FixedAvailability[]>(
    context,
    nameOf('fixedAvailability', asOf),
    addressId,
    async (ids) =>
      groupBy(await database.query<FixedAvailability>(HELD, [ids, asOf.day, asOf.knownAt]), (row) => row.addressId),
    [],
  );
}

/** Every statement ever made about an address, the oldest first, batched likewise. */
export function loadFixedHistory(
  context: GraphContext,
  database: Database,
  addressId: string,
): Promise<FixedAvailability[]> {
  return loadFor<FixedAvailability[]>(
    context,
    'fixedHistory',
    addressId,
    async (ids) => groupBy(await database.query<FixedAvailability>(EVER, [ids]), (row) => row.addressId),
    [],
  );
}

/** A statement that another row refers to. @throws Error when there is none; only a broken database has such a row */
export async function loadFixedStatement(
  context: GraphContext,
  database: Database,
  id: number,
): Promise<FixedAvailability> {
  const found = await loadFor<FixedAvailability | null>(
    context,
    'fixedStatement',
    String(id),
    async (ids) => {
      const rows = await database.query<FixedAvailability>(BY_ID, [ids]);
      return new Map(rows.map((row) => [String(row.id), row]));
    },
    null,
  );
  if (!found) throw new Error(`There is no statement ${id} about fixed availability.`);
  return found;
}
