import type { Language } from '../app/location.js';
import type { DemandOutcome } from '../generated/graphql.js';

/** Apart from the other texts, as they are needed only below an answer. */
const de = {
  next: 'Wie es weitergeht',
  demand: 'Vorverträge',
  demandText: (share: string, deadline: string, isOver: boolean) =>
    `${share} der Wohnungen und Betriebe ${isOver ? 'mussten' : 'müssen'} bis ${deadline} zustimmen.`,
  outcome: {
    REACHED: 'Das Ziel ist erreicht.',
    MISSED: 'Das Ziel wurde nicht erreicht.',
    WITHDRAWN: 'Das Unternehmen hat vorher aufgegeben.',
  } satisfies Record<DemandOutcome, string>,
};

const en: typeof de = {
  next: 'What happens next',
  demand: 'Pre-orders',
  demandText: (share, deadline, isOver) =>
    `${share} of the premises ${isOver ? 'had to' : 'must'} sign by ${deadline}.`,
  outcome: {
    REACHED: 'The target has been reached.',
    MISSED: 'The target was not reached.',
    WITHDRAWN: 'The company gave up before.',
  },
};

export const ROLLOUT_WORDS: Record<Language, typeof de> = { de, en };
