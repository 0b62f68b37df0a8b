// Columns that several datasets of the agenda have.
import type { Column } from '@stadtlage/datasets';

export const text = (de: string, en: string): Column => ({ type: 'text', description: { de, en } });
export const day = (de: string, en: string): Column => ({ type: 'date', description: { de, en } });
export const whole = (de: string, en: string): Column => ({ type: 'integer', description: { de, en } });
export const number = (de: string, en: string, unit?: string): Column => ({
  type: 'number',
  description: { de, en },
  ...(unit ? { unit } : {}),
});
export const euros = (de: string, en: string): Column => number(de, en, 'EUR');
export const yesOrNo = (de: string, en: string): Column => ({ type: 'boolean', description: { de, en } });

export const version: Record<string, Column> = {
  is_demo: yesOrNo('Ein Beispiel, kein Beschluss dieser Stadt', 'An example, nothing that this city decided'),
  version: whole('Die wievielte Fassung es ist', 'Which version it is, counted from 1'),
  changed_because: text('Warum sie sich von der vorigen unterscheidet', 'Why it differs from the one before'),
  recorded_at: { type: 'timestamp', description: { de: 'Wann sie erfasst wurde', en: 'When it was recorded' } },
};

/** Where something is that may be at a facility. */
export const place: Record<string, Column> = {
  facility_id: text('Kennung der Einrichtung, wo es eine ist', 'Identifier of the facility, where it is one'),
  place: text('Wo es ist', 'Where it is'),
  district_id: text('Kennung des Stadtteils', 'Identifier of the district'),
};

export const shared = { licence: 'dl-zero-de/2.0', theme: 'GOVE', updateRhythm: 'IRREG' } as const;
