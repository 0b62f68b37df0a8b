import { RejectedPayload, type Codec } from './codec.js';
import { CODECS } from './index.js';

/** A prefix of topics that stands for one gateway, beside `gateways/{gateway}/`: from the operator's mapping file. */
export interface TopicPrefix {
  /** Levels before the format's own topic, without a slash at the end. */
  prefix: string;
  /** What the format's own topic begins with where the prefix replaces it: `zigbee2mqtt` for another base_topic. */
  as?: string;
  gatewayId: string;
}

/** What a topic means: whose it is, in which format, and the format's own topic. */
export interface Route {
  codec: Codec;
  gatewayId: string;
  topic: string;
}

export type Router = (topic: string) => Route;

/** The filters under which everything arrives that {@link createRouter} can route. */
export function subscriptions(prefixes: readonly TopicPrefix[] = []): string[] {
  const own = CODECS.filter(({ onlyPrefixed }) => !onlyPrefixed).flatMap(({ filters }) => filters);
  // All of gateways/, so that a mistyped topic is told and not lost.
  return [...new Set(['gateways/#', ...own, ...prefixes.map(({ prefix }) => `${prefix}/#`)])];
}

const MOST_REMEMBERED = 20_000;
// MQTT allows 65,535 bytes; a name has at most 200 characters, and no format has more than ten levels.
const LONGEST = 2_000;
const LONGEST_REMEMBERED = 1_000;

/**
 * @param ownerOf the registered gateway that may publish on a topic without a prefix
 * @returns a function that throws RejectedPayload for a topic that no format claims
 */
export function createRouter(
  prefixes: readonly TopicPrefix[] = [],
  ownerOf: (topic: string) => string | undefined = () => undefined,
): Router {
  const routes = new Map<string, Route>();
  return (topic) => {
    let route = routes.get(topic);
    if (!route) {
      if (topic.length > LONGEST)
        throw new RejectedPayload(
          'wrong_topic',
          `The topic has ${topic.length} characters; at most ${LONGEST} are read.`,
        );
      route = findRoute(topic, prefixes, ownerOf);
      if (routes.size >= MOST_REMEMBERED) routes.clear();
      if (topic.length <= LONGEST_REMEMBERED) routes.set(topic, route);
    }
    return route;
  };
}

function findRoute(
  topic: string,
  prefixes: readonly TopicPrefix[],
  ownerOf: (topic: string) => string | undefined,
): Route {
  const [first, gateway = '', ...rest] = topic.split('/');
  if (first === 'gateways') return behindPrefix(gateway, rest.join('/'));
  const configured = prefixes.find(({ prefix }) => topic.startsWith(`${prefix}/`));
  if (configured) {
    const own = topic.slice(configured.prefix.length + 1);
    return behindPrefix(configured.gatewayId, configured.as ? `${configured.as}/${own}` : own);
  }
  const codec = CODECS.find(({ filters, onlyPrefixed }) => !onlyPrefixed && claims(filters, topic));
  if (!codec) throw new RejectedPayload('no_codec', 'No payload format is known for this topic.');
  return { codec, gatewayId: ownerOf(topic) ?? codec.senderOf?.(topic) ?? codec.id, topic };
}

function behindPrefix(gatewayId: string, topic: string): Route {
  const codec = CODECS.find(({ filters }) => claims(filters, topic));
  if (codec && gatewayId) return { codec, gatewayId, topic };
  const expected =
    'gateways/{gateway}/sensors/{sensor}/observations, or gateways/{gateway}/ before the topic of a known format';
  throw new RejectedPayload('wrong_topic', `The topic must be ${expected}.`);
}

const claims = (filters: readonly string[], topic: string) => filters.some((filter) => matches(filter, topic));

/** MQTT's topic filters: `+` is one level, `#` the rest. https://docs.oasis-open.org/mqtt/mqtt/v5.0/mqtt-v5.0.html#_Toc3901241 */
export function matches(filter: string, topic: string): boolean {
  const levels = topic.split('/');
  const parts = filter.split('/');
  if (parts.at(-1) === '#')
    return levels.length >= parts.length - 1 && parts.slice(0, -1).every((part, i) => fits(part, levels[i]));
  return parts.length === levels.length && parts.every((part, i) => fits(part, levels[i]));
}

const fits = (part: string, level: string | undefined) =>
  part === '+' ? level !== '' && level !== undefined : part === level;
