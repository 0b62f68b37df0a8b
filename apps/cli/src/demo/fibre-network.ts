// The fibre network that carries the rollout: a backbone round the town, spurs along main roads, and a span in every street
// that has, gets or may get fibre. Terms and codes as in the Open Fibre Data Standard 0.3.
import { fibreAreaOf, levelOfStreet, type RolloutStatus } from './fibre.js';
import type { Plan } from './plan.js';
import { along, lengthOf, nearestOn, part, type Point } from './plane.js';
import type { StreetLine } from './streets.js';

export type NetworkStatus =
  'proposed' | 'planned' | 'underConstruction' | 'operational' | 'decommissioned' | 'inactive';

export interface FibreNode {
  id: string;
  name: string;
  status: NetworkStatus;
  type: 'pop' | 'cabinet';
  phase: string;
  provider: string;
  at: Point;
}

export interface FibreSpan {
  id: string;
  name: string;
  status: NetworkStatus;
  from: string;
  to: string | null;
  phase: string;
  provider: string;
  fibres: number;
  ready: string | null;
  line: Point[];
}

export interface FibreNetwork {
  nodes: FibreNode[];
  spans: FibreSpan[];
}

export const PHASES = [
  ['backbone', 'Ring und Zuführungen', 'Der Ring um die Stadt und die Strecken ins Zentrum und in die Dörfer'],
  ['phase-1', 'Erster Bauabschnitt', 'Straßen, in denen Glasfaser liegt'],
  ['phase-2', 'Zweiter Bauabschnitt', 'Straßen, in denen gebaut wird'],
  ['phase-3', 'Dritter Bauabschnitt', 'Straßen, für die geplant wird'],
] as const;

const STATUS: Record<RolloutStatus, readonly [NetworkStatus, phase: string] | undefined> = {
  announced: ['proposed', 'phase-3'],
  demand_aggregation: ['proposed', 'phase-3'],
  rejected: undefined,
  funding_application: ['proposed', 'phase-3'],
  tendered: ['planned', 'phase-3'],
  planned: ['planned', 'phase-3'],
  under_construction: ['underConstruction', 'phase-2'],
  passed: ['operational', 'phase-1'],
  prepared: ['operational', 'phase-1'],
  connected: ['operational', 'phase-1'],
  activated: ['operational', 'phase-1'],
  paused: ['inactive', 'phase-2'],
  decommissioned: ['decommissioned', 'phase-1'],
};

export function fibreNetwork(plan: Plan, streets: readonly StreetLine[], names: readonly string[]): FibreNetwork {
  const network = backbone(plan);
  streets.forEach((street, number) => {
    if (street.class !== 'residential' && street.class !== 'collector') return;
    const quarter = plan.quarterAt(along(street.line, lengthOf(street.line) / 2).point);
    const fibre = fibreAreaOf(quarter);
    const stage = fibre && STATUS[fibre.status];
    if (!fibre || !stage) return;
    const laid = levelOfStreet(quarter, number, plan.seed) !== undefined;
    const [status, phase] = laid
      ? (['operational', 'phase-1'] as const)
      : stage[0] === 'operational'
        ? (['planned', 'phase-3'] as const)
        : stage;
    const common = { status, phase, provider: fibre.provider };
    const cabinet = {
      ...common,
      id: `cabinet-${number}`,
      name: `Verteiler ${names[number]}`,
      type: 'cabinet' as const,
      at: street.line[0]!,
    };
    network.nodes.push(cabinet);
    network.spans.push({
      ...common,
      id: `street-${number}`,
      name: names[number]!,
      from: cabinet.id,
      to: null,
      fibres: 96,
      ready: laid ? '2024-06-30' : null,
      line: street.line,
    });
  });
  return network;
}

/** Points of presence where the main roads cross the ring, and cable along both. */
function backbone(plan: Plan): FibreNetwork {
  const common = { status: 'operational', phase: 'backbone', provider: 'werse-netz' } as const;
  const nodes: FibreNode[] = [];
  const spans: FibreSpan[] = [];
  const pop = (id: string, name: string, at: Point) =>
    nodes.push({ ...common, id, name: `PoP ${name}`, type: 'pop', at });
  const span = (id: string, name: string, from: string, to: string, line: Point[], fibres: number) =>
    spans.push({ ...common, id, name, from, to, fibres, ready: '2022-09-30', line });

  const ring = plan.outerRing.line;
  const reached = 150 * plan.scale;
  const centre = plan.innerRing.line[0]!;
  pop('pop-centre', 'Innenstadt', centre);
  const gates: { id: string; at: number }[] = [];
  plan.arterials.forEach((road, i) => {
    const start = nearestOn(plan.innerRing.line, road.line[0]!);
    if (start.distance > reached) return;
    const crossing = road.line
      .map((p, k) => ({ k, ...nearestOn(ring, p) }))
      .reduce((a, b) => (b.distance < a.distance ? b : a));
    const id = `pop-${i + 1}`;
    pop(id, road.name, crossing.point);
    gates.push({ id, at: crossing.at });
    const inward = [crossing.point, ...road.line.slice(1, crossing.k).reverse(), start.point];
    const round = start.at > 1 ? part(plan.innerRing.line, 0, start.at).reverse() : [start.point];
    span(`spur-${i + 1}`, road.name, id, 'pop-centre', [...inward, ...round.slice(1)], 144);
    const village = plan.quarters.find(
      (q) => (q.name === 'Dolberg' || q.name === 'Vorhelm') && nearestOn(road.line, q.at).distance < reached,
    );
    if (!village) return;
    const end = nearestOn(road.line, village.at);
    const from = nearestOn(road.line, crossing.point).at;
    if (end.at - from < 50) return;
    pop(`pop-${village.name.toLowerCase()}`, village.name, end.point);
    span(
      `spur-${village.name.toLowerCase()}`,
      road.name,
      id,
      `pop-${village.name.toLowerCase()}`,
      part(road.line, from, end.at),
      144,
    );
  });
  gates.sort((a, b) => a.at - b.at);
  gates.forEach((gate, i) => {
    const next = gates[(i + 1) % gates.length]!;
    const line =
      next.at > gate.at
        ? part(ring, gate.at, next.at)
        : [...part(ring, gate.at, lengthOf(ring)), ...part(ring, 0, next.at).slice(1)];
    span(`ring-${i + 1}`, plan.outerRing.name, gate.id, next.id, line, 288);
  });
  return { nodes, spans };
}
