import { UserError } from '@stadtlage/database';
import { ReportClaim, type CoverageReportInput } from './report-input.js';

/** What is wrong with a field: for people who fill in a form it is put into their words. */
export type MistakeCode =
  | 'missing'
  | 'unknown'
  | 'number'
  | 'too_long'
  | 'control_characters'
  | 'email'
  | 'one_technology'
  | 'measure'
  | 'offer'
  | 'not_stated'
  | 'say'
  | 'trap';

export interface Mistake {
  /** A field of {@link CoverageReportInput}. */
  field: string;
  code: MistakeCode;
  /** For programs. */
  message: string;
}

/** A report that cannot be taken, with all that is wrong with it. */
export class ReportRefused extends UserError {
  constructor(readonly mistakes: readonly Mistake[]) {
    super(mistakes.map(({ message }) => message).join(' '));
  }
}

export const refuse = (field: string, code: MistakeCode, message: string): never => {
  throw new ReportRefused([{ field, code, message }]);
};

/** As somebody fills it in: what is wrong need not be said yet. */
export type ReportDraft = Omit<CoverageReportInput, 'claim'> & { claim?: ReportClaim | null };

/**
 * Checks what somebody has sent, and brings it into the shape that is stored: trimmed, with nulls for what is missing.
 * @throws ReportRefused with every mistake
 */
export function checkReport(draft: ReportDraft): CoverageReportInput {
  const mistakes: Mistake[] = [];
  const attempt = <T>(read: () => T): T | null => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof ReportRefused)) throw error;
      mistakes.push(...error.mistakes);
      return null;
    }
  };
  const mistake = (field: string, code: MistakeCode, message: string) => mistakes.push({ field, code, message });
  const { claim } = draft;
  if (!claim) mistake('claim', 'missing', 'Say in claim what is wrong.');
  const report = {
    address: draft.address,
    claim: claim!,
    provider: draft.provider || null,
    technology: draft.technology ?? null,
    mobileTechnology: draft.mobileTechnology ?? null,
    measuredDownMbit: attempt(() => speed('measuredDownMbit', draft.measuredDownMbit)),
    measuredUpMbit: attempt(() => speed('measuredUpMbit', draft.measuredUpMbit)),
    text: attempt(() => words('text', draft.text, 1000)),
    evidence: attempt(() => words('evidence', draft.evidence, 300)),
    email: attempt(() => email(draft.email)),
  };
  // What cannot be read is not missing as well.
  const lacks = (field: 'measuredDownMbit' | 'text') =>
    report[field] === null && !mistakes.some((known) => known.field === field);
  const misplaced = misplacedTechnology(report);
  if (misplaced) {
    mistake(
      misplaced,
      'one_technology',
      'A report is about a fixed technology or a mobile one. Give the one that goes with its claim.',
    );
  }
  if (claim === ReportClaim.SLOWER_THAN_STATED && lacks('measuredDownMbit')) {
    mistake('measuredDownMbit', 'measure', 'What is slower than stated has been measured. Give measuredDownMbit.');
  }
  if (claim === ReportClaim.AVAILABLE_NOT_LISTED) {
    const lacking = !report.provider ? 'provider' : !(report.technology || report.mobileTechnology) && 'technology';
    if (lacking) mistake(lacking, 'offer', 'A connection that can be had has a provider and a technology. Give both.');
  }
  if (claim === ReportClaim.OTHER && lacks('text')) mistake('text', 'say', 'Say in the text what is wrong.');
  if (draft.website) mistake('website', 'trap', 'The field "website" is a trap for programs. Leave it empty.');
  if (mistakes.length) throw new ReportRefused(mistakes);
  return report;
}

/** The field with a technology that does not go with the claim, or with another technology. */
function misplacedTechnology({ claim, technology, mobileTechnology }: CoverageReportInput): string | null {
  if (claim === ReportClaim.MOBILE_GAP && technology) return 'technology';
  if (mobileTechnology && (technology || claim === ReportClaim.FIXED_NOT_AVAILABLE)) return 'mobileTechnology';
  return null;
}

function speed(field: string, value: number | null | undefined): number | null {
  if (value === null || value === undefined) return null;
  if (value >= 0 && value <= 100_000) return value;
  return refuse(field, 'number', `${field} is in Mbit/s and lies between 0 and 100000, but is ${value}.`);
}

/** A text that people can read: line breaks and tabs are its only control characters. @throws ReportRefused */
export function words(field: string, value: string | null | undefined, most: number): string | null {
  const text = value?.replaceAll('\r\n', '\n').trim();
  if (!text) return null;
  if (text.length > most) {
    return refuse(field, 'too_long', `${field} has ${text.length} characters; at most ${most} are taken. Shorten it.`);
  }
  // Bidirectional overrides would let it read otherwise than it is written.
  if (/[^\P{Cc}\n\t]|\p{Cs}|[\u202a-\u202e\u2066-\u2069]/u.test(text)) {
    return refuse(field, 'control_characters', `${field} holds control characters. Write plain text.`);
  }
  return text;
}

function email(value: string | null | undefined): string | null {
  const text = value?.trim();
  if (!text) return null;
  if (text.length <= 254 && /^[^\s@,;<>"\p{C}]+@[^\s@,;<>"\p{C}]+\.[^\s@,;<>"\p{C}]+$/u.test(text)) return text;
  return refuse('email', 'email', 'email is not an e-mail address. Write it as name@example.org, or leave it out.');
}
