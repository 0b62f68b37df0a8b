// Rollout projects, one per area that somebody builds, plans or has given up, with everything that was ever said about it.
import { FIBRE_AREAS, groundOf, type FibreArea, type ProviderId, type RolloutStatus } from './fibre.js';
import type { Plan } from './plan.js';
import type { Point } from './plane.js';
import { Random } from './random.js';

export interface StatusChange {
  validFrom: string;
  recordedAt: string;
  status: RolloutStatus;
  promisedFrom: string | null;
  promisedTo: string | null;
  note: string | null;
}

export interface Project {
  id: string;
  name: string;
  description: string;
  provider: ProviderId;
  funding: FibreArea['funding'];
  outline: Point[];
  history: StatusChange[];
}

/** How a project gets to where it is. */
const PATHS: Record<RolloutStatus, readonly RolloutStatus[]> = {
  announced: ['announced'],
  demand_aggregation: ['announced', 'demand_aggregation'],
  rejected: ['announced', 'demand_aggregation', 'rejected'],
  funding_application: ['announced', 'funding_application'],
  tendered: ['announced', 'funding_application', 'tendered'],
  planned: ['announced', 'demand_aggregation', 'planned'],
  under_construction: ['announced', 'demand_aggregation', 'planned', 'under_construction'],
  passed: ['announced', 'planned', 'under_construction', 'passed'],
  prepared: ['announced', 'planned', 'under_construction', 'passed', 'prepared'],
  connected: ['announced', 'planned', 'under_construction', 'passed', 'connected'],
  activated: ['announced', 'planned', 'under_construction', 'passed', 'connected', 'activated'],
  paused: ['announced', 'planned', 'under_construction', 'paused'],
  decommissioned: ['activated', 'decommissioned'],
};

/** Months after January 2021 in which the last step was taken: between early 2024 and mid-2026. */
const LAST_STEP = [38, 65] as const;
const DONE: readonly RolloutStatus[] = ['passed', 'prepared', 'connected', 'activated', 'rejected', 'decommissioned'];
/** Before anybody has decided to build, and after nobody builds any more, there is no date to move. */
const UNPROMISED: readonly RolloutStatus[] = ['announced', 'demand_aggregation', 'rejected', 'decommissioned'];
const REASONS = [
  'Fertigstellung verschoben: Lieferengpass beim Kabelmaterial.',
  'Fertigstellung verschoben: Tiefbauunternehmen gewechselt.',
  'Fertigstellung verschoben: Kampfmittelprüfung dauert länger als geplant.',
  'Fertigstellung verschoben: Genehmigung der Bahnquerung steht aus.',
];
const NOTES: Partial<Record<RolloutStatus, string>> = {
  rejected: 'Die nötige Zahl der Vorverträge wurde nicht erreicht.',
  paused: 'Der Ausbau ruht, bis ein neues Bauunternehmen beauftragt ist.',
  decommissioned: 'Das Pilotnetz in den Kellern wurde abgeschaltet.',
  tendered: 'Europaweite Ausschreibung der Wirtschaftlichkeitslücke.',
};

export function rolloutProjects(plan: Plan): Project[] {
  const random = new Random(plan.seed).fork('rollout');
  return FIBRE_AREAS.map((fibre, i) => {
    const quarter = plan.quarters.find((q) => q.name === fibre.quarter)!;
    return {
      id: `demo-${slug(fibre.quarter)}`,
      name: `Glasfaser ${fibre.quarter}`,
      description:
        fibre.funding === 'own' ? 'Eigenwirtschaftlicher Ausbau, frei erfunden.' : 'Geförderter Ausbau, frei erfunden.',
      provider: fibre.provider,
      funding: fibre.funding,
      outline: groundOf(plan, quarter),
      history: historyOf(fibre.status, i % 3, random),
    };
  });
}

function historyOf(status: RolloutStatus, moves: number, random: Random): StatusChange[] {
  const path = PATHS[status];
  const gaps = path.slice(1).map(() => random.integer(3, 8));
  const last = random.integer(...LAST_STEP);
  let month = last - gaps.reduce((sum, gap) => sum + gap, 0);
  // What was promised at first; every move pushes it back.
  const duration = random.integer(14, 22);
  let promised = { from: month + duration - 6, to: month + duration };
  const history: StatusChange[] = [];
  const say = (at: number, what: RolloutStatus, note: string | null) => {
    const promises = !UNPROMISED.includes(what);
    history.push({
      validFrom: day(at, 12),
      recordedAt: `${day(at, 14)}T09:30:00Z`,
      status: what,
      promisedFrom: promises ? day(promised.from, 1) : null,
      promisedTo: promises ? day(promised.to, 28) : null,
      note,
    });
  };
  let left = moves;
  path.forEach((step, i) => {
    say(month, step, NOTES[step] ?? null);
    const gap = gaps[i] ?? 0;
    if (
      left > 0 &&
      (step === 'planned' || step === 'under_construction' || step === 'funding_application') &&
      gap > 1
    ) {
      left--;
      const delay = random.integer(3, 7);
      promised = { from: promised.from + delay - 1, to: promised.to + delay };
      say(month + gap / 2, step, random.pick(REASONS));
    }
    month += gap;
  });
  if (left > 0 && !DONE.includes(status) && !UNPROMISED.includes(status)) {
    const delay = random.integer(4, 9);
    promised = { from: promised.from + delay - 1, to: promised.to + delay };
    say(last + 1, status, random.pick(REASONS));
  }
  return history;
}

/** A day of the month that lies so many months after January 2021. */
function day(month: number, dayOfMonth: number): string {
  const whole = Math.floor(month);
  const date = new Date(Date.UTC(2021, whole, month > whole ? 24 : dayOfMonth));
  return date.toISOString().slice(0, 10);
}

const UMLAUTS: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };
export const slug = (name: string) =>
  name
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => UMLAUTS[letter]!)
    .replace(/[^a-z0-9]+/g, '-');
