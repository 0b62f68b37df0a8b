import { RejectedPayload, type Codec } from './codec.js';
import { native } from './native.js';
import { theThingsStack } from './the-things-stack.js';

/** Every payload format that Stadtlage understands, one line each. */
export const CODECS: readonly Codec[] = [
  native, //
  theThingsStack,
];

/** @throws RejectedPayload for a topic that no format claims */
export function codecFor(topic: string): Codec {
  const codec = CODECS.find(({ filter }) => matches(filter, topic));
  if (!codec) throw new RejectedPayload('no_codec', `No payload format is known for this topic.`);
  return codec;
}

/** MQTT's topic filters: `+` is one level, `#` the rest. */
export function matches(filter: string, topic: string): boolean {
  const levels = topic.split('/');
  const parts = filter.split('/');
  if (parts.at(-1) === '#')
    return levels.length >= parts.length - 1 && parts.slice(0, -1).every((part, i) => fits(part, levels[i]));
  return parts.length === levels.length && parts.every((part, i) => fits(part, levels[i]));
}

const fits = (part: string, level: string | undefined) => part === '+' || part === level;
