import { defineDataset } from '@stadtlage/datasets';
import { z } from 'zod';
import { day as dayColumn, shared, text, version } from '../columns.js';
import { defineKind } from './kind.js';
import { bilingual, day, demo, office, oneOf, refersTo, words } from './parts.js';

const content = z.strictObject({
  type: oneOf({
    requirement: { de: 'Anforderung', en: 'Requirement' },
    decision: { de: 'Entscheidung', en: 'Decision' },
    milestone: { de: 'Meilenstein', en: 'Milestone' },
  }).meta({ de: 'Art', en: 'Type' }),
  title: bilingual(300).meta({ de: 'Was', en: 'What' }),
  text: bilingual(4_000).optional().meta({ de: 'Erläuterung', en: 'Explanation' }),
  office: office.optional(),
  state: oneOf({
    open: { de: 'offen', en: 'Open' },
    running: { de: 'in Arbeit', en: 'Running' },
    done: { de: 'erledigt', en: 'Done' },
    dropped: { de: 'verworfen', en: 'Dropped' },
  }).meta({ de: 'Stand', en: 'State' }),
  due: day.optional().meta({ de: 'Fällig', en: 'Due' }),
  done: day.optional().meta({ de: 'Erledigt am', en: 'Done on' }),
  paper: words(200).optional().meta({ de: 'Nummer der Vorlage', en: 'Number of the council paper' }),
  dependsOn: z
    .array(refersTo('concept-item', 'depends on the'))
    .max(50)
    .default([])
    .meta({ de: 'Kennungen dessen, was vorher fertig sein muss', en: 'Identifiers of what must be done first' }),
  demo,
});

export const conceptItem = defineKind({
  id: 'concept-item',
  section: 'conceptItems',
  title: { de: 'Punkt des Digitalkonzepts', en: 'Item of the digital concept' },
  plural: { de: 'Digitalkonzept des neuen Rathauses', en: 'Digital concept of the new town hall' },
  about: {
    de: 'Eine Anforderung, eine Entscheidung oder ein Meilenstein des Digitalkonzepts für das neue Rathaus.',
    en: 'A requirement, a decision or a milestone of the digital concept for the new town hall.',
  },
  field: 'town-hall',
  content,
  datasets: ['agenda-concept-items'],
  nameOf: ({ title }) => title,
});

export type ConceptItem = z.infer<typeof content>;

export const conceptItems = defineDataset({
  ...shared,
  id: 'agenda-concept-items',
  view: 'agenda_concept_items',
  title: { de: 'Digitalkonzept des neuen Rathauses', en: 'Digital concept of the new town hall' },
  description: {
    de: 'Anforderungen, Entscheidungen und Meilensteine mit Stand, Frist und Abhängigkeiten.',
    en: 'Requirements, decisions and milestones with their state, due day and dependencies.',
  },
  columns: {
    id: text('Kennung', 'Identifier'),
    type: text(
      'Art: requirement (Anforderung), decision (Entscheidung), milestone (Meilenstein)',
      'Type: requirement, decision or milestone',
    ),
    title_de: text('Was', 'What, in German'),
    title_en: text('Was, auf Englisch', 'What'),
    office: text('Zuständiges Amt', 'Responsible office'),
    state: text(
      'Stand: open (offen), running (in Arbeit), done (erledigt), dropped (verworfen)',
      'State: open, running, done or dropped',
    ),
    due: dayColumn('Fällig', 'Due'),
    done: dayColumn('Erledigt am', 'Done on'),
    paper: text('Nummer der Vorlage', 'Number of the council paper'),
    depends_on: text(
      'Was vorher fertig sein muss, mit Leerzeichen getrennt',
      'What must be done first, with spaces between',
    ),
    ...version,
  },
});
