import type { Language } from '../app/location.js';

/** What is said of one, of many, and whatever else a language tells apart (CLDR). */
type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Chooses of what is said the form that goes with a count. Its rules are dear, and made when something is counted. */
export function pluralIn(language: Language): (count: number, forms: PluralForms) => string {
  let rules: Intl.PluralRules | undefined;
  return (count, forms) => forms[(rules ??= new Intl.PluralRules(language)).select(count)] ?? forms.other;
}
