// How the paper calls what is recorded beside goals and measures.
import type { ConceptItem } from '../kinds/town-hall.js';

const de = {
  unattached: 'Förderanträge ohne Maßnahme',
  applicationFor: 'Wofür (Programm)',
  amountApplied: 'beantragt (€)',
  amountGranted: 'bewilligt (€)',
  amountDrawn: 'abgerufen (€)',
  concept: 'Digitalkonzept des neuen Rathauses',
  conceptItem: 'Punkt',
  type: 'Art',
  paper: 'Vorlage',
  conceptType: { requirement: 'Anforderung', decision: 'Entscheidung', milestone: 'Meilenstein' } as Record<
    ConceptItem['type'],
    string
  >,
  conceptState: { open: 'offen', running: 'in Arbeit', done: 'erledigt', dropped: 'verworfen' } as Record<
    ConceptItem['state'],
    string
  >,
  doneOn: (day: string) => `am ${day}`,
  dueOn: (day: string) => `fällig am ${day}`,
  overdueSince: (day: string) => `überfällig seit ${day}`,
};

const en: typeof de = {
  unattached: 'Applications for funding without a measure',
  applicationFor: 'What for (programme)',
  amountApplied: 'applied for (€)',
  amountGranted: 'granted (€)',
  amountDrawn: 'drawn (€)',
  concept: 'Digital concept of the new town hall',
  conceptItem: 'Item',
  type: 'Type',
  paper: 'Council paper',
  conceptType: { requirement: 'requirement', decision: 'decision', milestone: 'milestone' },
  conceptState: { open: 'open', running: 'running', done: 'done', dropped: 'dropped' },
  doneOn: (day) => `on ${day}`,
  dueOn: (day) => `due on ${day}`,
  overdueSince: (day) => `overdue since ${day}`,
};

export const RECORD_WORDS: Record<'de' | 'en', typeof de> = { de, en };
