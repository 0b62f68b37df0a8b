import { chirpstack } from './chirpstack.js';
import type { Codec } from './codec.js';
import { native } from './native.js';
import { senml } from './senml.js';
import { sensorthings } from './sensorthings.js';
import { sparkplug } from './sparkplug.js';
import { tasmota } from './tasmota.js';
import { theThingsStack } from './the-things-stack.js';
import { thingsboard } from './thingsboard.js';
import { zigbee2mqtt } from './zigbee2mqtt.js';

/** Every payload format that Stadtlage understands, one line each. */
export const CODECS: readonly Codec[] = [
  native, //
  sparkplug,
  theThingsStack,
  chirpstack,
  senml,
  sensorthings,
  thingsboard,
  zigbee2mqtt,
  tasmota,
];
