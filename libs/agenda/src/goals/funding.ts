import { Field, Float, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { LocalDate, LocalizedText } from '@stadtlage/datasets';

export enum RiskLevel {
  LOW = 'low',
  MEDIUM = 'medium',
  HIGH = 'high',
}
registerEnumType(RiskLevel, {
  name: 'RiskLevel',
  description: 'How much a risk weighs, as the city judges it.',
  valuesMap: {
    LOW: { description: 'Little.' },
    MEDIUM: { description: 'Some.' },
    HIGH: { description: 'Much: the measure may fail by it.' },
  },
});

export enum FundingState {
  SCREENED = 'screened',
  APPLIED = 'applied',
  GRANTED = 'granted',
  REFUSED = 'refused',
  CLOSED = 'closed',
}
registerEnumType(FundingState, {
  name: 'FundingState',
  description: 'How far funding is that is noted with a measure.',
  valuesMap: {
    SCREENED: { description: 'Looked at, not applied for.' },
    APPLIED: { description: 'Applied for.' },
    GRANTED: { description: 'Granted.' },
    REFUSED: { description: 'Refused.' },
    CLOSED: { description: 'Accounted for.' },
  },
});

export enum ApplicationState {
  DRAFT = 'draft',
  APPLIED = 'applied',
  GRANTED = 'granted',
  REFUSED = 'refused',
  WITHDRAWN = 'withdrawn',
  CLOSED = 'closed',
}
registerEnumType(ApplicationState, {
  name: 'ApplicationState',
  description: 'How far an application for funding is.',
  valuesMap: {
    DRAFT: { description: 'Being prepared.' },
    APPLIED: { description: 'Handed in, not decided.' },
    GRANTED: { description: 'Granted.' },
    REFUSED: { description: 'Refused.' },
    WITHDRAWN: { description: 'Taken back by the city.' },
    CLOSED: { description: 'Accounted for.' },
  },
});

@ObjectType({ description: 'What may keep a measure from being done.' })
export class MeasureRisk {
  @Field(() => LocalizedText, { description: 'What may happen.' })
  text: LocalizedText;

  @Field(() => RiskLevel, { description: 'How much it weighs.' })
  level: RiskLevel;
}

/** What is applied for, granted and drawn. */
@ObjectType({ isAbstract: true })
class FundingAmounts {
  @Field(() => Float, { nullable: true, description: 'Applied for, in euros; null where nobody recorded it.' })
  applied: number | null;

  @Field(() => Float, { nullable: true, description: 'Granted, in euros; null where nobody recorded it.' })
  granted: number | null;

  @Field(() => Float, { nullable: true, description: 'Drawn, in euros; null where nobody recorded it.' })
  drawn: number | null;
}

@ObjectType({ description: 'Funding as it is noted with a measure itself.' })
export class MeasureFunding extends FundingAmounts {
  @Field({ description: 'What the programme is called.' })
  programme: string;

  @Field(() => FundingState, { description: 'How far it is.' })
  state: FundingState;
}

@ObjectType({ description: 'An application of the city for funding, as it is recorded in the agenda.' })
export class FundingApplication extends FundingAmounts {
  @Field(() => ID, { description: 'A short name in lower case.' })
  id: string;

  @Field(() => LocalizedText, { description: 'What the funding is for.' })
  title: LocalizedText;

  @Field(() => ID, { description: 'The id of the programme.' })
  programme: string;

  @Field(() => LocalizedText, { nullable: true, description: 'What the programme is called.' })
  programmeTitle: LocalizedText | null;

  @Field(() => ApplicationState, { description: 'How far it is.' })
  state: ApplicationState;

  @Field(() => LocalDate, { nullable: true, description: 'When it was handed in.' })
  appliedOn: string | null;

  @Field(() => LocalDate, { nullable: true, description: 'When it was granted or refused.' })
  decidedOn: string | null;

  @Field({ description: 'An example, no application of this city.' })
  isDemo: boolean;

  @Field(() => Int, { description: 'Counted from 1; earlier versions are kept.' })
  version: number;
}
