import { defineDataset } from '@stadtlage/datasets';
import { z } from 'zod';
import { shared, text, version, whole } from '../columns.js';
import { defineKind } from './kind.js';
import { MESSAGES } from './messages.js';
import { count, demo, oneOf } from './parts.js';

const BRANCHES = {
  agriculture: { de: 'Landwirtschaft', en: 'Agriculture' },
  industry: { de: 'Industrie', en: 'Industry' },
  crafts: { de: 'Handwerk und Bau', en: 'Crafts and building' },
  trade: { de: 'Handel', en: 'Trade' },
  hospitality: { de: 'Gastgewerbe', en: 'Hospitality' },
  transport: { de: 'Verkehr und Lager', en: 'Transport and storage' },
  health: { de: 'Gesundheit und Soziales', en: 'Health and social work' },
  services: { de: 'Dienstleistungen', en: 'Services' },
  all: { de: 'alle Branchen', en: 'All branches' },
};

const content = z.strictObject({
  quarter: z
    .string()
    .regex(/^(19|20)\d{2}-Q[1-4]$/, MESSAGES.quarter.en)
    .meta({ de: 'Quartal, wie 2026-Q2', en: 'Quarter, such as 2026-Q2' }),
  branch: oneOf(BRANCHES).meta({ de: 'Branche', en: 'Branch' }),
  offers: count.optional().meta({ de: 'Angebote, etwa Sprechtage', en: 'Offers, such as office days' }),
  requests: count.optional().meta({ de: 'Anfragen', en: 'Requests' }),
  firstTalks: count.optional().meta({ de: 'Erstgespräche', en: 'First talks' }),
  casesOpen: count.optional().meta({ de: 'Laufende Beratungen am Ende des Quartals', en: 'Cases open at its end' }),
  conceptsMade: count.optional().meta({ de: 'Digitalkonzepte erstellt', en: 'Digital concepts made' }),
  conceptsCarriedOut: count.optional().meta({ de: 'Digitalkonzepte umgesetzt', en: 'Digital concepts carried out' }),
  demo,
});

export const advice = defineKind({
  id: 'advice',
  section: 'advice',
  title: { de: 'Beratung eines Quartals', en: 'Advice of a quarter' },
  plural: { de: 'Beratung von Unternehmen', en: 'Advice for businesses' },
  about: {
    de: 'Wie viele Unternehmen einer Branche in einem Quartal beraten wurden: Zahlen, keine Namen.',
    en: 'How many businesses of a branch were advised in a quarter: numbers, no names.',
  },
  field: 'business',
  content,
  datasets: ['agenda-advice'],
  once: { properties: ['quarter', 'branch'], all: 'all' },
  nameOf: ({ quarter, branch }) => ({
    de: `Beratung ${quarter}: ${BRANCHES[branch].de}`,
    en: `Advice ${quarter}: ${BRANCHES[branch].en}`,
  }),
});

export const adviceDataset = defineDataset({
  ...shared,
  theme: 'ECON',
  updateRhythm: 'QUARTERLY',
  id: 'agenda-advice',
  view: 'agenda_advice',
  title: { de: 'Digitale Beratung von Unternehmen', en: 'Digital advice for businesses' },
  description: {
    de: 'Angebote, Anfragen, Beratungen und Digitalkonzepte je Quartal und Branche, ohne Namen.',
    en: 'Offers, requests, cases and digital concepts by quarter and branch, without names.',
  },
  columns: {
    id: text('Kennung', 'Identifier'),
    quarter: text('Quartal', 'Quarter'),
    branch: text(
      `Branche: ${Object.entries(BRANCHES)
        .map(([word, { de }]) => `${word} (${de})`)
        .join(', ')}`,
      `Branch: ${Object.keys(BRANCHES).join(', ')}`,
    ),
    offers: whole('Angebote', 'Offers'),
    requests: whole('Anfragen', 'Requests'),
    first_talks: whole('Erstgespräche', 'First talks'),
    cases_open: whole('Laufende Beratungen am Ende des Quartals', 'Cases open at its end'),
    concepts_made: whole('Digitalkonzepte erstellt', 'Digital concepts made'),
    concepts_carried_out: whole('Digitalkonzepte umgesetzt', 'Digital concepts carried out'),
    ...version,
  },
});
