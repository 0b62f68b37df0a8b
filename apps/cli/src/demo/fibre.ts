// Who builds fibre where, and how far it is: decided once per quarter; coverage, rollout and network all follow from it.
import type { Plan, Quarter } from './plan.js';
import { distance, type Point } from './plane.js';
import { hash } from './random.js';

export type ConnectionLevel = 'passed' | 'prepared' | 'connected' | 'activated';
export type RolloutStatus =
  | 'announced'
  | 'demand_aggregation'
  | 'rejected'
  | 'funding_application'
  | 'tendered'
  | 'planned'
  | 'under_construction'
  | ConnectionLevel
  | 'paused'
  | 'decommissioned';

/** Fictional, every one of them. */
export const PROVIDERS = [
  { id: 'werse-netz', name: 'Werse Netz' },
  { id: 'westfalen-glas', name: 'Westfalen Glas' },
  { id: 'kabel-demo', name: 'Kabel Demo' },
  { id: 'lindenfunk', name: 'Lindenfunk' },
  { id: 'mobil-ahorn', name: 'Mobil Ahorn' },
  { id: 'drei-tuerme', name: 'Drei Türme Mobil' },
] as const;

export type ProviderId = (typeof PROVIDERS)[number]['id'];

export interface FibreArea {
  quarter: string;
  status: RolloutStatus;
  provider: ProviderId;
  funding: 'own' | 'federal' | 'state' | 'municipal';
}

const area = (
  quarter: string,
  status: RolloutStatus,
  provider: ProviderId,
  funding: FibreArea['funding'] = 'own',
): FibreArea => ({ quarter, status, provider, funding });

export const FIBRE_AREAS: readonly FibreArea[] = [
  area('Sonnenhang', 'activated', 'westfalen-glas'),
  area('Gewerbegebiet Ost', 'activated', 'werse-netz', 'municipal'),
  area('Gewerbegebiet Bahnhof', 'activated', 'werse-netz'),
  area('Am Stadtwald', 'connected', 'westfalen-glas'),
  area('Gewerbepark Zeche', 'connected', 'werse-netz', 'state'),
  area('Industriepark Vorhelm', 'connected', 'werse-netz', 'state'),
  area('Kapellenfeld', 'connected', 'westfalen-glas'),
  area('Ostfeld', 'prepared', 'werse-netz'),
  area('Dolberg-Heide', 'prepared', 'westfalen-glas'),
  area('Musikerviertel', 'passed', 'westfalen-glas'),
  area('Dichterviertel', 'passed', 'westfalen-glas'),
  area('Gewerbegebiet Süd', 'passed', 'werse-netz'),
  area('Zechensiedlung', 'under_construction', 'westfalen-glas'),
  area('Glückauf', 'under_construction', 'westfalen-glas'),
  area('Vorhelm', 'under_construction', 'werse-netz'),
  area('Neuer Westen', 'planned', 'werse-netz'),
  area('Südfeld', 'planned', 'westfalen-glas'),
  area('Nordviertel', 'planned', 'werse-netz'),
  area('Brockhausen', 'tendered', 'werse-netz', 'federal'),
  area('Borbein', 'tendered', 'werse-netz', 'federal'),
  area('Guissen', 'funding_application', 'werse-netz', 'federal'),
  area('Östrich', 'funding_application', 'werse-netz', 'state'),
  area('Altstadt', 'announced', 'werse-netz'),
  area('Dolberg', 'demand_aggregation', 'westfalen-glas'),
  area('Vogelsiedlung', 'rejected', 'westfalen-glas'),
  area('Am Röttgen', 'paused', 'westfalen-glas'),
  area('Mühlenesch', 'decommissioned', 'werse-netz', 'municipal'),
];

const AREA_OF = new Map(FIBRE_AREAS.map((a) => [a.quarter, a]));
export const fibreAreaOf = (quarter: Quarter | undefined) => (quarter ? AREA_OF.get(quarter.name) : undefined);

// What a street in an area of this status has got, from the first share that covers its draw.
const LEVELS: Partial<Record<RolloutStatus, readonly (readonly [share: number, level: ConnectionLevel])[]>> = {
  activated: [
    [0.72, 'activated'],
    [0.9, 'connected'],
    [1, 'prepared'],
  ],
  connected: [
    [0.2, 'activated'],
    [0.75, 'connected'],
    [0.9, 'prepared'],
    [1, 'passed'],
  ],
  prepared: [
    [0.15, 'connected'],
    [0.8, 'prepared'],
    [1, 'passed'],
  ],
  passed: [
    [0.1, 'prepared'],
    [0.88, 'passed'],
  ],
  under_construction: [
    [0.05, 'prepared'],
    [0.25, 'passed'],
  ],
  paused: [[0.12, 'passed']],
};

/** The level of a whole street; nothing where fibre has not arrived. */
export function levelOfStreet(quarter: Quarter | undefined, street: number, seed: number): ConnectionLevel | undefined {
  const fibre = fibreAreaOf(quarter);
  const draw = hash(`${seed}/level/${street}`) / 2 ** 32;
  return fibre && LEVELS[fibre.status]?.find(([share]) => draw < share)?.[1];
}

/** The ground of a quarter: its outline, or what lies nearer to its centre than to any other quarter's. */
export function groundOf(plan: Plan, quarter: Quarter): Point[] {
  if (quarter.outline) return quarter.outline;
  if (quarter.pattern === 'old') return plan.innerRing.line.slice(0, -1);
  const reach = 760 * plan.scale;
  let outline: Point[] = Array.from({ length: 28 }, (_, i) => {
    const angle = (i / 28) * 2 * Math.PI;
    return [quarter.at[0] + Math.cos(angle) * reach, quarter.at[1] + Math.sin(angle) * reach];
  });
  for (const other of plan.quarters) {
    if (other.outline || other === quarter || other.pattern === 'old') continue;
    outline = cut(outline, (point) => distance(point, other.at) ** 2 - distance(point, quarter.at) ** 2);
  }
  return outline;
}

/** Keeps the part of a convex outline where a linear function is positive. */
function cut(outline: Point[], height: (point: Point) => number): Point[] {
  return outline.flatMap((point, i) => {
    const next = outline[(i + 1) % outline.length]!;
    const [a, b] = [height(point), height(next)];
    const kept: Point[] = a >= 0 ? [point] : [];
    if (a * b < 0)
      kept.push([point[0] + ((next[0] - point[0]) * a) / (a - b), point[1] + ((next[1] - point[1]) * a) / (a - b)]);
    return kept;
  });
}
