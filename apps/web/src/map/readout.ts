import type {
  FibreStatus,
  FixedTechnology,
  MobileTechnology,
  RolloutStatus,
  SensorKind,
} from '../generated/graphql.js';
import { facilityKind } from '../i18n/facilities.js';
import type { Text } from '../i18n/text.js';
import { STREET_LINES } from './base.js';
import type { MapChoice } from './choice.js';
import { NETWORK_MARKS, NETWORK_STAGES } from './layers/network.js';
import { READOUT_WORDS } from './readout-words.js';

/** What is under the pointer, in words: what it is, and how it stands with it. */
export interface Reading {
  title: string;
  lines: string[];
}

/** A feature as the map gives it. */
export interface Drawn {
  layer: { id: string };
  properties: Record<string, unknown>;
}

/** Fibre that can be ordered or is said to be. */
const SERVED = new Set(['activated', 'connected', 'prepared', 'passed', 'level_unknown']);

const upper = <Code extends string>(value: unknown, otherwise: Code): Code =>
  value === undefined || value === null ? otherwise : (String(value).toUpperCase() as Code);

/** "Wallring" of "Wallring 12 a, 59227 Ahlen"; a street may have a number in its name, as "Straße des 17. Juni" has. */
export const streetOf = (address: string): string =>
  /^([^,]+?)\s+\d+[\d\s/–-]*[a-z]?(,|$)/i.exec(address)?.[1] ?? address;

/** Undefined for what has nothing to say, such as the ground. */
export function readingOf(
  { layer, properties: of }: Drawn,
  choice: MapChoice,
  { t, lang, format }: Text,
): Reading | undefined {
  const words = READOUT_WORDS[lang];
  const promise = of.promised_by ? [words.promised(format.date(String(of.promised_by)))] : [];
  if (layer.id === 'fixed-points') {
    const technology = of.best_technology ? t.technology[upper<FixedTechnology>(of.best_technology, 'OTHER')] : null;
    const speed = format.speed(typeof of.max_down_mbit === 'number' ? of.max_down_mbit : null);
    return {
      title: String(of.address ?? ''),
      lines: [
        t.fibre[upper<FibreStatus | 'UNKNOWN'>(of.fibre_status, 'UNKNOWN')],
        ...(technology ? [[technology, speed].filter(Boolean).join(', ')] : []),
        ...promise,
      ],
    };
  }
  if (layer.id === 'fixed-streets' || layer.id === 'fixed-cells') {
    const title = layer.id === 'fixed-cells' ? words.area : String(of.name ?? '');
    const addresses = format.number(Number(of.addresses));
    if (typeof of.matching === 'number') {
      const isKnown = typeof of.matching_share === 'number';
      return {
        title,
        lines: [isKnown ? words.matching(format.number(of.matching), addresses) : words.unknownMatching],
      };
    }
    const status = choice.colouring === 'status';
    const share = status ? of.fibre_share : of.gigabit_share;
    const say = status ? words.fibreShare : words.gigabitShare;
    const isKnown = share !== undefined && share !== null;
    return { title, lines: [isKnown ? say(format.percent(Number(share)), addresses) : words.unknownShare] };
  }
  if (layer.id === 'rollout-areas' || layer.id === 'rollout-names')
    return { title: String(of.name), lines: [t.rollout[upper<RolloutStatus>(of.status, 'ANNOUNCED')], ...promise] };
  if (layer.id.startsWith('sensors-'))
    return {
      title: String(of.name),
      lines: [
        `${t.sensorKind[upper<SensorKind>(of.kind, 'OTHER')]}: ${String(of.label)}`,
        ...(of.silent ? [String(of.silent)] : []),
      ],
    };
  if (layer.id === 'city-places') return { title: String(of.name ?? ''), lines: [facilityKind(String(of.kind), t)] };
  if (layer.id.startsWith('network-')) {
    const what = layer.id === 'network-nodes' ? t.legend.node : t.group.network;
    const stage = NETWORK_STAGES.find((id) => NETWORK_MARKS[id].codes.includes(String(of.status)));
    return {
      title: String(of.name ?? what),
      lines: [stage ? `${what}: ${t.stage[stage]}` : what, ...(of.provider ? [String(of.provider)] : [])],
    };
  }
  if (isStreet(layer.id)) return { title: String(of.name ?? words.street), lines: [words.street] };
  if (layer.id.startsWith('district-')) return { title: String(of.name), lines: [words.district] };
  const mobile = /^mobile-(\w+)$/.exec(layer.id)?.[1];
  if (mobile) return { title: String(of.operator ?? ''), lines: [t.mobile[MOBILE_CODES[mobile] ?? 'G5']] };
  return undefined;
}

const MOBILE_CODES: Record<string, MobileTechnology> = { '2g': 'G2', '4g': 'G4', '5g': 'G5', '5g_sa': 'G5_SA' };

/** Of the ground, which tells no share as `fixed-streets` does. */
const STREETS = new Set([...STREET_LINES, 'street-names', 'street-point-names']);
const isStreet = (layer: string) => STREETS.has(layer);

/** Of what it can be said how it stands with the neighbours. */
export const hasNeighbours = (layer: string) => layer === 'fixed-points' || isStreet(layer);

/** How it stands with all of the street of an address, or of a street, as far as they are drawn. */
export function neighboursOf({ layer, properties }: Drawn, drawn: Drawn[], { lang, format }: Text): string | undefined {
  const street = isStreet(layer.id) ? String(properties.name ?? '') : streetOf(String(properties.address ?? ''));
  const statuses = new Map(
    drawn
      .filter(({ properties }) => streetOf(String(properties.address ?? '')) === street)
      .map(({ properties }) => [String(properties.address), String(properties.fibre_status ?? '')]),
  );
  if (statuses.size < 2) return undefined;
  const served = [...statuses.values()].filter((status) => SERVED.has(status)).length;
  return READOUT_WORDS[lang].neighbours(street, format.number(served), format.number(statuses.size));
}
