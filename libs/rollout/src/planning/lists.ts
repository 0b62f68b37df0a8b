// The lists for planners. Each names an address and says why it is in the list; what can be had there is in its coverage.
import { connectionOf, LocalDate } from '@stadtlage/datasets';
import { Address } from '@stadtlage/places';
import { Field, Float, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';

@ObjectType({
  description:
    'An address whose fibre was promised for a day that has passed, and does not end there, or of which that is not known.',
})
export class PromisedNotConnected {
  @Field(() => Address, { description: 'The address.' })
  address: Address;

  @Field(() => LocalDate, { description: 'Last day of the first window promised for its phase.' })
  firstPromise: string;

  @Field(() => LocalDate, { description: 'Last day of the latest window promised for its phase.' })
  latestPromise: string;

  @Field(() => Int, { description: 'How often that day was moved.' })
  moves: number;

  phaseId: string;
}

export enum WhichPromise {
  LATEST = 'latest',
  FIRST = 'first',
}
registerEnumType(WhichPromise, {
  name: 'WhichPromise',
  description: 'Which of the windows that were promised for a phase.',
  valuesMap: {
    LATEST: { description: 'The one that holds: what was postponed is not late yet.' },
    FIRST: { description: 'What was promised at first, however often it was moved since.' },
  },
});

export enum NearTo {
  SPAN = 'span',
  NEIGHBOUR = 'neighbour',
}
registerEnumType(NearTo, {
  name: 'NearTo',
  description: 'What lies near a forgotten address.',
  valuesMap: {
    SPAN: { description: 'A span of a published fibre network that is operational.' },
    NEIGHBOUR: { description: 'An address where fibre is on offer, at whatever level.' },
  },
});

@ObjectType({ description: 'An address without fibre and in no rollout project, although fibre is near.' })
export class ForgottenAddress {
  @Field(() => Address, { description: 'The address.' })
  address: Address;

  @Field(() => NearTo, { description: 'What is nearest.' })
  near: NearTo;

  @Field(() => Int, { description: 'How far it is, metres as the crow flies, right to 0.4 %.' })
  distanceM: number;
}

export enum FundingEligibility {
  ELIGIBLE = 'eligible',
  PROMISED = 'promised',
  FUNDED = 'funded',
}
registerEnumType(FundingEligibility, {
  name: 'FundingEligibility',
  description:
    'Whether a white spot can be funded, by the rule of the federal Gigabit-Richtlinie 2.0 as far as this data can tell: nobody supplies 30 Mbit/s, and no company has said that it will build there at its own cost within three years. The market enquiry itself decides.',
  valuesMap: {
    ELIGIBLE: { description: 'Nobody builds there at present, and no company has promised to within three years.' },
    PROMISED: { description: 'A company has promised to build there at its own cost within three years.' },
    FUNDED: { description: 'A funded project is tendered, planned or being built there already.' },
  },
});

@ObjectType({ description: 'An address that cannot get 30 Mbit/s, with any technology.' })
export class WhiteSpot {
  @Field(() => Address, { description: 'The address.' })
  address: Address;

  @Field(() => Float, { description: 'The highest known download speed, Mbit/s.' })
  maxDownMbit: number;

  @Field({ description: 'True where eligibility is ELIGIBLE.' })
  eligible: boolean;

  @Field(() => FundingEligibility, { description: 'Whether it can be funded, and why not.' })
  eligibility: FundingEligibility;
}

export enum Unsaid {
  AVAILABILITY = 'availability',
  SPEED = 'speed',
  LEVEL = 'level',
}
registerEnumType(Unsaid, {
  name: 'Unsaid',
  description: 'What no source says of an address.',
  valuesMap: {
    AVAILABILITY: { description: 'Whether anything can be had there.' },
    SPEED: { description: 'How fast the download is.' },
    LEVEL: { description: 'How far the fibre that is on offer has come.' },
  },
});

@ObjectType({
  description: 'An address of which no source gives a download speed, or none the level of the fibre on offer.',
})
export class UnknownAvailability {
  @Field(() => Address, { description: 'The address.' })
  address: Address;

  @Field(() => [Unsaid], { description: 'What no source says.' })
  unknown: Unsaid[];
}

@ObjectType({ description: 'A school or other public building in which no fibre ends, or of which that is not known.' })
export class FacilityWithoutFibre {
  @Field(() => ID, { description: 'As in `facilities`.' })
  id: string;

  @Field({ description: 'What it is, such as school or library: the kinds of facilities in lower case.' })
  kind: string;

  @Field({ description: 'Its name.' })
  name: string;

  @Field(() => String, {
    nullable: true,
    description:
      'How far fibre has come (none, planned, under_construction, level_unknown, passed, prepared); null where nothing is known.',
  })
  fibreStatus: string | null;

  @Field(() => Float, { nullable: true, description: 'The highest known download speed, Mbit/s.' })
  maxDownMbit: number | null;

  addressId: string | null;
}

const LEVEL =
  'level_unknown (on offer, but no source says how far it has come), passed, prepared, connected or activated; null where there was no fibre, or nothing was known';

@ObjectType({ description: 'An address where what the figures count differs between two days, as we know it now.' })
export class AvailabilityDifference {
  @Field(() => Address, { description: 'The address.' })
  address: Address;

  @Field(() => String, { nullable: true, description: `Fibre on the first day: ${LEVEL}.` })
  levelBefore: string | null;

  @Field(() => String, { nullable: true, description: `Fibre on the second day: ${LEVEL}.` })
  levelAfter: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The best technology on the first day, such as ftth or dsl; null where nothing was known.',
  })
  technologyBefore: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The best technology on the second day; null where nothing was known.',
  })
  technologyAfter: string | null;

  @Field(() => Float, { nullable: true, description: 'The highest download speed on the first day, Mbit/s.' })
  downBefore: number | null;

  @Field(() => Float, { nullable: true, description: 'The highest download speed on the second day, Mbit/s.' })
  downAfter: number | null;
}

export const PromisedNotConnectedConnection = connectionOf(PromisedNotConnected);
export const ForgottenAddressConnection = connectionOf(ForgottenAddress);
export const WhiteSpotConnection = connectionOf(WhiteSpot);
export const UnknownAvailabilityConnection = connectionOf(UnknownAvailability);
export const FacilityWithoutFibreConnection = connectionOf(FacilityWithoutFibre);
export const AvailabilityDifferenceConnection = connectionOf(AvailabilityDifference);
