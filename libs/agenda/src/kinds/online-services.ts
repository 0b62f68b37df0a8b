import { defineDataset } from '@stadtlage/datasets';
import { z } from 'zod';
import { number, shared, text, version, whole } from '../columns.js';
import { defineKind } from './kind.js';
import { MESSAGES } from './messages.js';
import { bilingual, count, demo, office, onePerYear, webAddress, whenRead, year } from './parts.js';

const casesOfYear = z
  .strictObject({
    year,
    online: count.meta({ de: 'Online eingegangen', en: 'That came online' }),
    total: count.meta({ de: 'Alle Fälle', en: 'All cases' }),
  })
  .refine(({ online, total }) => online <= total, {
    message: MESSAGES.moreOnline.en,
    path: ['online'],
    when: whenRead({ online: count, total: count }),
  });

const content = z.strictObject({
  title: bilingual(300).meta({ de: 'Leistung', en: 'Service' }),
  leika: z
    .string()
    .regex(/^\d{14}$/, MESSAGES.leika.en)
    .optional()
    .meta({ de: 'LeiKa-Schlüssel (FIM)', en: 'LeiKa key (FIM)' }),
  office: office.optional(),
  maturity: z
    .int()
    .min(0)
    .max(4)
    .optional()
    .meta({ de: 'Reifegrad nach OZG, 0 bis 4', en: 'Maturity level of the OZG, 0 to 4' }),
  link: webAddress.optional().meta({ de: 'Wo sie online zu haben ist', en: 'Where it can be had online' }),
  cases: onePerYear(casesOfYear).meta({ de: 'Fälle je Jahr', en: 'Cases by year' }),
  demo,
});

export const onlineService = defineKind({
  id: 'online-service',
  section: 'onlineServices',
  title: { de: 'Verwaltungsleistung', en: 'Public service' },
  plural: { de: 'Verwaltungsleistungen', en: 'Public services' },
  about: {
    de: 'Eine Leistung der Verwaltung nach dem Onlinezugangsgesetz: Reifegrad, Link und Fälle.',
    en: 'A service of the administration under the Online Access Act: maturity, link and cases.',
  },
  field: 'online-services',
  content,
  datasets: ['agenda-online-services'],
  nameOf: ({ title }) => title,
});

export const onlineServices = defineDataset({
  ...shared,
  id: 'agenda-online-services',
  view: 'agenda_online_services',
  title: { de: 'Verwaltungsleistungen online (OZG)', en: 'Public services online (OZG)' },
  description: {
    de: 'Leistungen der Verwaltung mit Reifegrad nach dem Onlinezugangsgesetz und den Fällen des neuesten Jahres.',
    en: 'Services of the administration with their maturity under the Online Access Act and the cases of the newest year.',
  },
  columns: {
    id: text('Kennung', 'Identifier'),
    title_de: text('Leistung', 'Service, in German'),
    title_en: text('Leistung, auf Englisch', 'Service'),
    leika: text('LeiKa-Schlüssel (FIM)', 'LeiKa key (FIM)'),
    office: text('Zuständiges Amt', 'Responsible office'),
    maturity: whole('Reifegrad nach OZG, 0 bis 4', 'Maturity level of the OZG, 0 to 4'),
    link: text('Wo sie online zu haben ist', 'Where it can be had online'),
    cases_year: whole('Das neueste Jahr mit Fallzahlen', 'The newest year with numbers of cases'),
    cases_online: whole('Fälle dieses Jahres, die online eingingen', 'Cases of that year that came online'),
    cases_total: whole('Alle Fälle dieses Jahres', 'All cases of that year'),
    online_share: number('Anteil der Online-Fälle', 'Share of cases online', '%'),
    ...version,
  },
});
