import { FixedTechnology, MobileTechnology, ReportClaim, type Mistake, type ReportDraft } from '@stadtlage/coverage';

/** The fields of the form, in its order; they are those of the GraphQL input. */
export const FIELDS = [
  'claim',
  'provider',
  'technology',
  'mobileTechnology',
  'measuredDownMbit',
  'text',
  'measuredUpMbit',
  'evidence',
  'email',
  'website',
] as const;
export type Field = (typeof FIELDS)[number];
/** What somebody has typed, as it was typed. */
export type Typed = Partial<Record<Field, string>>;

/** @param body application/x-www-form-urlencoded */
export function typedIn(body: string): Typed {
  const values = new URLSearchParams(body);
  return Object.fromEntries(FIELDS.map((field) => [field, values.get(field) ?? '']));
}

/** The report that was meant, and the choices that are in no list; all else is checked where it is stored. */
export function draftOf(address: string, typed: Typed): { draft: ReportDraft; mistakes: Mistake[] } {
  const mistakes: Mistake[] = [];
  const chosen = <Code extends string>(field: Field, codes: Record<string, Code>): Code | null => {
    const name = typed[field];
    if (!name) return null;
    if (Object.hasOwn(codes, name)) return codes[name]!;
    mistakes.push({ field, code: 'unknown', message: `${field} has no value "${name}".` });
    return null;
  };
  const draft = {
    address,
    claim: chosen('claim', ReportClaim),
    provider: typed.provider,
    technology: chosen('technology', FixedTechnology),
    mobileTechnology: chosen('mobileTechnology', MobileTechnology),
    measuredDownMbit: numberIn(typed.measuredDownMbit),
    measuredUpMbit: numberIn(typed.measuredUpMbit),
    text: typed.text,
    evidence: typed.evidence,
    email: typed.email,
    website: typed.website,
  };
  return { draft, mistakes };
}

/** NaN for what is no number. "1.000" may be one or a thousand: it is neither, so that nobody is misunderstood. */
function numberIn(text: string | undefined): number | null {
  const trimmed = text?.trim();
  if (!trimmed) return null;
  return /^\d+([.,]\d{1,2})?$/.test(trimmed) ? Number(trimmed.replace(',', '.')) : Number.NaN;
}
