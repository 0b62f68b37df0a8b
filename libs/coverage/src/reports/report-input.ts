import { UserError } from '@stadtlage/database';
import { Field, Float, ID, InputType, registerEnumType } from '@nestjs/graphql';
import { FixedTechnology } from '../fixed/fixed-availability.js';
import { MobileTechnology } from '../mobile/mobile-availability.js';

export enum ReportClaim {
  FIXED_NOT_AVAILABLE = 'fixed_not_available',
  SLOWER_THAN_STATED = 'slower_than_stated',
  AVAILABLE_NOT_LISTED = 'available_not_listed',
  MOBILE_GAP = 'mobile_gap',
  WRONG_DATE = 'wrong_date',
  OTHER = 'other',
}
registerEnumType(ReportClaim, {
  name: 'ReportClaim',
  description: 'What a resident says is wrong at an address.',
  valuesMap: {
    FIXED_NOT_AVAILABLE: { description: 'A fixed connection is stated, but cannot be had.' },
    SLOWER_THAN_STATED: { description: 'The connection is slower than stated.' },
    AVAILABLE_NOT_LISTED: { description: 'A connection can be had that is not stated.' },
    MOBILE_GAP: { description: 'A mobile network is stated, but is not received.' },
    WRONG_DATE: { description: 'A date of the rollout is not right.' },
    OTHER: { description: 'Something else; the text says what.' },
  },
});

@InputType({ description: 'What is wrong at an address. Write nothing in it that tells who you are, but the e-mail.' })
export class CoverageReportInput {
  @Field(() => ID, { description: 'The id of the address.' })
  address: string;

  @Field(() => ReportClaim, { description: 'What is wrong.' })
  claim: ReportClaim;

  @Field(() => ID, { nullable: true, description: 'The id of the provider it is about.' })
  provider?: string | null;

  @Field(() => FixedTechnology, { nullable: true, description: 'The fixed technology it is about.' })
  technology?: FixedTechnology | null;

  @Field(() => MobileTechnology, { nullable: true, description: 'The mobile technology it is about.' })
  mobileTechnology?: MobileTechnology | null;

  @Field(() => Float, { nullable: true, description: 'Measured download speed, Mbit/s, 0 to 100000.' })
  measuredDownMbit?: number | null;

  @Field(() => Float, { nullable: true, description: 'Measured upload speed, Mbit/s, 0 to 100000.' })
  measuredUpMbit?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'In your words, at most 1000 characters. Published only when a moderator of the city has released it.',
  })
  text?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Where your evidence is, such as the number of a measurement protocol; at most 300 characters. Published as the text is.',
  })
  evidence?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'For questions. Never published, and deleted when the report is closed.',
  })
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'A trap for programs: leave it empty.' })
  website?: string | null;
}

/**
 * Checks what somebody has sent, and brings it into the shape that is stored: trimmed, with nulls for what is missing.
 * @throws UserError for the first mistake
 */
export function checkReport(input: CoverageReportInput): CoverageReportInput {
  const { claim, provider, technology, mobileTechnology, measuredDownMbit, measuredUpMbit } = input;
  if (input.website) throw new UserError('The field "website" is a trap for programs. Leave it empty.');
  const checked = {
    address: input.address,
    claim,
    provider: provider || null,
    technology: technology ?? null,
    mobileTechnology: mobileTechnology ?? null,
    measuredDownMbit: speed('measuredDownMbit', measuredDownMbit),
    measuredUpMbit: speed('measuredUpMbit', measuredUpMbit),
    text: words('text', input.text, 1000),
    evidence: words('evidence', input.evidence, 300),
    email: email(input.email),
  };
  const wrong =
    (checked.technology && checked.mobileTechnology) ||
    (claim === ReportClaim.MOBILE_GAP && checked.technology) ||
    (claim === ReportClaim.FIXED_NOT_AVAILABLE && checked.mobileTechnology);
  if (wrong) {
    throw new UserError('A report is about a fixed technology or a mobile one. Give the one that goes with its claim.');
  }
  if (claim === ReportClaim.SLOWER_THAN_STATED && checked.measuredDownMbit === null) {
    throw new UserError('What is slower than stated has been measured. Give measuredDownMbit.');
  }
  if (
    claim === ReportClaim.AVAILABLE_NOT_LISTED &&
    !((checked.technology || checked.mobileTechnology) && checked.provider)
  ) {
    throw new UserError('A connection that can be had has a provider and a technology. Give both.');
  }
  if (claim === ReportClaim.OTHER && !checked.text) throw new UserError('Say in the text what is wrong.');
  return checked;
}

function speed(field: string, value: number | null | undefined): number | null {
  if (value === null || value === undefined) return null;
  if (value >= 0 && value <= 100_000) return value;
  throw new UserError(`${field} is in Mbit/s and lies between 0 and 100000, but is ${value}.`);
}

/** A text that people can read: line breaks and tabs are its only control characters. @throws UserError */
export function words(field: string, value: string | null | undefined, most: number): string | null {
  const text = value?.replaceAll('\r\n', '\n').trim();
  if (!text) return null;
  if (text.length > most) {
    throw new UserError(`${field} has ${text.length} characters; at most ${most} are taken. Shorten it.`);
  }
  // Bidirectional overrides would let it read otherwise than it is written.
  if (/[^\P{Cc}\n\t]|\p{Cs}|[\u202a-\u202e\u2066-\u2069]/u.test(text)) {
    throw new UserError(`${field} holds control characters. Write plain text.`);
  }
  return text;
}

function email(value: string | null | undefined): string | null {
  const text = value?.trim();
  if (!text) return null;
  if (text.length <= 254 && /^[^\s@,;<>"\p{C}]+@[^\s@,;<>"\p{C}]+\.[^\s@,;<>"\p{C}]+$/u.test(text)) return text;
  throw new UserError('email is not an e-mail address. Write it as name@example.org, or leave it out.');
}
