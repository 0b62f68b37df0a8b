// Rollout projects, one per area that somebody builds, plans or has given up, with everything that was ever said about it.
import { slug } from '@stadtlage/imports';
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
  phases: Phase[];
  demand: Demand | undefined;
  grant: Grant | undefined;
}

export interface Phase {
  phase: string;
  name: string;
  outline: Point[];
  history: StatusChange[];
}

/** A demand aggregation: how many have signed by which day, and what came of it. */
export interface Demand {
  startsOn: string;
  deadline: string;
  targetShare: number;
  premises: number;
  signUps: { on: string; count: number }[];
  outcome: 'reached' | 'missed' | null;
  decidedOn: string | null;
  reason: string | null;
}

export interface Grant {
  programme: string;
  applied: number;
  appliedOn: string;
  granted: number | null;
  grantedOn: string | null;
  share: number;
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

/** Quarters that are built in two halves. */
const IN_TWO = new Set(['Zechensiedlung', 'Nordviertel', 'Musikerviertel']);

export function rolloutProjects(plan: Plan): Project[] {
  const random = new Random(plan.seed).fork('rollout');
  const chance = new Random(plan.seed).fork('rollout-phases');
  return FIBRE_AREAS.map((fibre, i) => {
    const quarter = plan.quarters.find((q) => q.name === fibre.quarter)!;
    const history = historyOf(fibre.status, i % 3, random);
    const outline = groundOf(plan, quarter);
    return {
      id: `demo-${slug(fibre.quarter)}`,
      name: `Glasfaser ${fibre.quarter}`,
      description:
        fibre.funding === 'own' ? 'Eigenwirtschaftlicher Ausbau, frei erfunden.' : 'Geförderter Ausbau, frei erfunden.',
      provider: fibre.provider,
      funding: fibre.funding,
      outline,
      history,
      phases: IN_TWO.has(fibre.quarter) ? inTwoPhases(outline, quarter.at, quarter.angle, history) : [],
      demand: demandOf(history, chance),
      grant: grantOf(fibre.funding, history, chance),
    };
  });
}

/** The first half is as far as the project; the second is planned, half a year later, and its date has slipped twice. */
function inTwoPhases(outline: Point[], centre: Point, angle: number, history: StatusChange[]): Phase[] {
  const first = history.filter(({ promisedTo }) => promisedTo !== null);
  const { validFrom, recordedAt, promisedFrom, promisedTo } = first[0]!;
  const second = [0, 3, 7].map((months, nth): StatusChange => ({
    validFrom: later(validFrom, months),
    recordedAt: `${later(recordedAt.slice(0, 10), months)}T09:30:00Z`,
    status: 'planned',
    promisedFrom: later(promisedFrom!, 6 + months),
    promisedTo: later(promisedTo!, 6 + 2 * months),
    note: nth === 0 ? null : REASONS[nth]!,
  }));
  return [
    { phase: 'abschnitt-1', name: '1. Bauabschnitt', outline: half(outline, centre, angle, 1), history: first },
    { phase: 'abschnitt-2', name: '2. Bauabschnitt', outline: half(outline, centre, angle, -1), history: second },
  ];
}

/** What lies on one side of a line through the centre, of an outline that has no dents. */
function half(outline: Point[], [x, y]: Point, angle: number, side: 1 | -1): Point[] {
  const height = (p: Point) => side * ((p[1] - y) * Math.cos(angle) - (p[0] - x) * Math.sin(angle));
  return outline.flatMap((point, i): Point[] => {
    const next = outline[(i + 1) % outline.length]!;
    const [a, b] = [height(point), height(next)];
    const kept = a >= 0 ? [point] : [];
    if (a * b >= 0) return kept;
    return [
      ...kept,
      [point[0] + ((next[0] - point[0]) * a) / (a - b), point[1] + ((next[1] - point[1]) * a) / (a - b)],
    ];
  });
}

const LASTS_MONTHS = 3;
/** Of a try that is still open: after the day that the demo data describes. */
const OPEN_UNTIL = '2026-12-15';

function demandOf(history: StatusChange[], chance: Random): Demand | undefined {
  const begun = history.find(({ status }) => status === 'demand_aggregation');
  if (!begun) return undefined;
  const next = history.find(({ validFrom }) => validFrom > begun.validFrom);
  const missed = next?.status === 'rejected';
  const premises = chance.integer(350, 900);
  const targetShare = chance.pick([33, 40]);
  // Two thirds of what is needed, or a little more than enough.
  const reached = Math.round((premises * targetShare * (missed ? 0.64 : 1.04 + chance.next() / 8)) / 100);
  const counted = next ? [0.25, 0.6, 1] : [0.25, 0.6];
  return {
    startsOn: begun.validFrom,
    deadline: next ? later(begun.validFrom, LASTS_MONTHS) : OPEN_UNTIL,
    targetShare,
    premises,
    signUps: counted.map((share, i) => ({ on: later(begun.validFrom, i + 1), count: Math.round(reached * share) })),
    outcome: next ? (missed ? 'missed' : 'reached') : null,
    decidedOn: next?.validFrom ?? null,
    reason: missed
      ? `Nur ${Math.round((100 * reached) / premises)} statt ${targetShare} Prozent haben einen Vorvertrag.`
      : null,
  };
}

const PROGRAMMES: Partial<Record<FibreArea['funding'], readonly [programme: string, share: number]>> = {
  federal: ['Bundesförderung (frei erfunden)', 50],
  state: ['Landesprogramm (frei erfunden)', 40],
  municipal: ['Städtischer Glasfaserfonds (frei erfunden)', 100],
};

function grantOf(funding: FibreArea['funding'], history: StatusChange[], chance: Random): Grant | undefined {
  const found = PROGRAMMES[funding];
  if (!found) return undefined;
  const [programme, share] = found;
  const applied = chance.integer(8, 60) * 50_000;
  const appliedOn = (history.find(({ status }) => status === 'funding_application') ?? history[0]!).validFrom;
  const isGranted = history.at(-1)!.status !== 'funding_application';
  return {
    programme,
    applied,
    appliedOn,
    granted: isGranted ? applied * 0.9 : null,
    grantedOn: isGranted ? later(appliedOn, 4) : null,
    share,
  };
}

/** The day so many months later; at the end of a month, its last day. */
function later(date: string, months: number): string {
  const [year, month, dayOfMonth] = date.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + months, 0));
  last.setUTCDate(Math.min(dayOfMonth, last.getUTCDate()));
  return last.toISOString().slice(0, 10);
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
