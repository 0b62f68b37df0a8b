import { LocalDate, Position } from '@stadtlage/datasets';
import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { EvidenceClass } from '../evidence.js';

export enum CellTechnology {
  G2 = '2g',
  G3 = '3g',
  G4 = '4g',
  G5 = '5g',
}
registerEnumType(CellTechnology, {
  name: 'MobileCellTechnology',
  description: 'Generation of the network that a cell belongs to.',
  valuesMap: {
    G2: { description: 'GSM.' },
    G3: { description: 'UMTS.' },
    G4: { description: 'LTE.' },
    G5: { description: '5G, whatever its core network.' },
  },
});

@ObjectType({
  description:
    'A radio cell that the phones of volunteers have measured, as OpenCelliD has it. Its place is estimated from the measurements; it is not where the cell sends from.',
})
export class MobileCell {
  @Field(() => ID, {
    description: 'Made of technology, country, network, area and cell: "4g-262-1-21452-26526976". It never changes.',
  })
  id: string;

  @Field(() => CellTechnology, { nullable: true, description: 'Null where the source does not say.' })
  technology: CellTechnology | null;

  @Field(() => Int, { description: 'MCC, the code of the country: 262 is Germany.' })
  countryCode: number;

  @Field(() => Int, { description: 'MNC, the code of the network in that country.' })
  networkCode: number;

  @Field(() => Int, { nullable: true, description: 'LAC or TAC, the number of the area; null where not known.' })
  areaCode: number | null;

  @Field(() => String, { description: 'The number of the cell in its area; up to 36 bits.' })
  cell: string;

  @Field(() => Int, { nullable: true, description: 'Estimated range, metres; null where not known.' })
  rangeM: number | null;

  @Field(() => Int, { nullable: true, description: 'Number of measurements; null where not known.' })
  samples: number | null;

  @Field(() => Int, { nullable: true, description: 'Average signal, dBm; null where not known.' })
  averageSignalDbm: number | null;

  @Field(() => LocalDate, { nullable: true, description: 'The day of the first measurement; null where not known.' })
  firstSeen: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'The day of the latest measurement; null where not known.' })
  lastSeen: string | null;

  @Field(() => EvidenceClass, { description: 'What it rests on: MEASUREMENT.' })
  evidence: EvidenceClass;

  @Field(() => Position, { description: 'Where it was heard, estimated, WGS 84 (EPSG:4326).' })
  position: Position;

  operatorId: string | null;
  runId: number;
}
