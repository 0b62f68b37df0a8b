// States of Zigbee devices: https://www.zigbee2mqtt.io/guide/usage/mqtt_topics_and_messages.html
//   topic    zigbee2mqtt/{friendly_name}, whose name may have slashes
//   payload  {"temperature": 21.4, "battery": 87, "last_seen": "2026-03-01T12:00:00Z"}
// A state holds what is known of the device, also what did not change: with the setting `last_seen` it has the time of
// the device's last message, else the receipt counts. With `output: attribute` each value has a topic of its own,
// zigbee2mqtt/{friendly_name}/temperature with the payload 21.4; with `attribute_and_json` they say it all again and are
// left out for devices that send states. What the bridge says of itself, commands and availability are no readings.
import { RejectedPayload, type Codec, type CodecContext, type Decoding, type Reading, type Result } from './codec.js';
import { unitsByName } from './units.js';
import { checkName, isObject, parseJson, parseTime, resultsOf, toResult } from './values.js';

/** What the names mean in which unit: https://www.zigbee2mqtt.io/guide/usage/exposes.html, presets of the converters. */
const UNITS = unitsByName({
  Cel: 'temperature device_temperature local_temperature soil_temperature cpu_temperature',
  '%': 'humidity soil_moisture battery_level',
  hPa: 'pressure',
  lx: 'illuminance',
  '[ppm]': 'co2 eco2 co',
  'ug/m3': 'pm1 pm25 pm10',
  'mg/m3': 'formaldehyde',
  dB: 'noise',
  V: 'voltage voltage_phase_b voltage_phase_c',
  A: 'current current_phase_b current_phase_c current_neutral',
  W: 'power power_phase_b power_phase_c',
  'V.A': 'power_apparent power_apparent_phase_b power_apparent_phase_c',
  'V.A{reactive}': 'power_reactive power_reactive_phase_b power_reactive_phase_c',
  'kW.h': 'energy energy_produced produced_energy',
  Hz: 'frequency',
});

/** Names that mean something else than sensors.observed_property of that name. */
const PROPERTIES = new Map([
  ['battery', 'battery_level'],
  ['contact', 'open'],
  ['linkquality', 'link_quality'],
  ['ac_frequency', 'frequency'],
  ['formaldehyd', 'formaldehyde'],
  ['hcho', 'formaldehyde'],
  ['rain', 'rain_detected'],
  ['illuminance_lux', 'illuminance'],
]);

/** Beside the measured values: about the message, the firmware, the device. */
const ABOUT = /^(last_seen|elapsed|device|update|update_available|update-.*|device-.*)$/s;

const NOTHING: Decoding = { readings: [] };

export const zigbee2mqtt: Codec = {
  id: 'zigbee2mqtt',
  filters: ['zigbee2mqtt/#'],

  decode({ topic, payload, gatewayId, receivedAt }, context) {
    const [, ...levels] = topic.split('/');
    // A payload of nothing takes a retained message away: the device has left, or has another name.
    if (isAside(levels) || !payload.length) return NOTHING;
    const text = payload.toString('utf8').trim();
    const attribute = /^[{[]/.test(text) ? undefined : levels.at(-1);
    const thingId = checkName(levels.slice(0, attribute === undefined ? undefined : -1).join('/'), 'The friendly name');
    if (isRepetition(`${gatewayId}/${thingId}`, attribute, context)) return NOTHING;
    const state = attribute === undefined ? parseJson(payload) : { [attribute]: scalarOf(text) };
    if (!isObject(state))
      throw new RejectedPayload('wrong_shape', 'The state of a device must be an object: {"temperature": 21.4}.');

    const { last_seen: seen } = state;
    const time =
      attribute !== undefined || seen === undefined || seen === null
        ? { phenomenonTime: receivedAt, timeIsReceipt: true }
        : { phenomenonTime: parseTime(seen, receivedAt) };
    const measured = Object.fromEntries(Object.entries(state).filter(([name]) => !ABOUT.test(name)));
    // Zigbee2MQTT before 2.0 has the raw value beside the one in lux. Later it has this name.
    const isRaw = (name: string) => name === 'illuminance' && 'illuminance_lux' in state;
    const readings = [...resultsOf(measured)]
      .filter(([, result]) => result !== '')
      .map(([name, result]): Reading => ({
        thingId,
        ...observed(isRaw(name) ? 'illuminance_raw' : name, result),
        ...time,
      }));
    return { readings };
  },
};

function isAside(levels: string[]): boolean {
  // Commands are {friendly_name}/set, …/set/state, …/{endpoint}/get.
  const [last, before] = [levels.at(-1)!, levels.at(-2)!];
  return (
    levels[0] === 'bridge' ||
    (levels.length > 1 && /^(availability|set|get)$/.test(last)) ||
    (levels.length > 2 && /^(set|get)$/.test(before))
  );
}

function observed(name: string, value: Result): Pick<Reading, 'property' | 'result' | 'unit'> {
  const property = checkName(PROPERTIES.get(name) ?? name, 'The property');
  const unit = typeof value === 'number' ? UNITS.get(property) : undefined;
  return { property, result: converted(name, value), ...(unit !== undefined && { unit }) };
}

function converted(name: string, value: Result): Result {
  if (name === 'contact' && typeof value === 'boolean') return !value;
  // Batteries are in millivolts, all else in volts; no Zigbee device runs below 1.8 V or measures above 1000 V.
  return name === 'voltage' && typeof value === 'number' && value > 1000 ? value / 1000 : value;
}

function scalarOf(text: string): Result | undefined {
  if (text === 'true' || text === 'false') return text === 'true';
  return toResult(/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : text);
}

const MOST_REMEMBERED = 20_000;

/** Whether this is an attribute of a device that sends its state as well. */
function isRepetition(device: string, attribute: string | undefined, { session }: CodecContext): boolean {
  let senders = session.get('zigbee2mqtt') as Set<string> | undefined;
  if (attribute !== undefined) return senders?.has(device) ?? false;
  if (!senders || senders.size >= MOST_REMEMBERED) session.set('zigbee2mqtt', (senders = new Set()));
  senders.add(device);
  return false;
}
