// All sensors of ELSYS share one payload: a byte that says what follows, the value (MSB first), the next type.
//   https://www.elsys.se/en/elsys-payload/
//   https://github.com/TheThingsNetwork/lorawan-devices/tree/master/vendor/elsys
import type { DeviceModel, Measured } from './device-model.js';
import {
  flag,
  inDegrees,
  int16be,
  int24le,
  int32be,
  int8,
  quantity,
  readFields,
  round,
  sequence,
  skipped,
  uint16be,
  uint32be,
  uint8,
  unitsOf,
  type Field,
} from './fields.js';

/** 63 is one g. */
const acceleration = (axis: string) => quantity(`acceleration_${axis}`, '[g]', int8, (value) => round(value / 63, 3));
const celsius = (property: string) => quantity(property, 'Cel', int16be, 10);
const millivolts = (property: string) => quantity(property, 'V', uint16be, 1000);

/** How often it was seen since the last message. */
const motion: Field = {
  length: 1,
  units: { motion_count: '1' },
  read([count], into) {
    into.data['motion'] = count! > 0;
    into.data['motion_count'] = count!;
  },
};

const TYPES = new Map<number, Field>([
  [0x01, celsius('temperature')],
  [0x02, quantity('humidity', '%', uint8)],
  [0x03, sequence(...['x', 'y', 'z'].map(acceleration))],
  [0x04, quantity('illuminance', 'lx', uint16be)],
  [0x05, motion],
  [0x06, quantity('co2', '[ppm]', uint16be)],
  [0x07, millivolts('battery')],
  [0x08, millivolts('analog_input_1')],
  [0x09, inDegrees(int24le, 10_000)],
  [0x0a, quantity('pulses_1', '1', uint16be)],
  [0x0b, quantity('pulse_total_1', '1', uint32be)],
  [0x0c, celsius('external_temperature_1')],
  [0x0d, flag('digital_input_1')],
  [0x0e, quantity('distance', 'mm', uint16be)],
  [0x0f, quantity('acceleration_count', '1', uint8)],
  [0x10, sequence(celsius('infrared_sensor_temperature'), celsius('infrared_temperature'))],
  [0x11, quantity('occupancy', '1', uint8)],
  [0x12, flag('water_leak')],
  [0x13, skipped(65)], // a picture of 8 by 8 temperatures
  [0x14, quantity('pressure', 'hPa', int32be, 1000)],
  [0x15, sequence(quantity('noise_peak', 'dB', uint8), quantity('noise', 'dB', uint8))],
  [0x16, quantity('pulses_2', '1', uint16be)],
  [0x17, quantity('pulse_total_2', '1', uint32be)],
  [0x18, millivolts('analog_input_2')],
  [0x19, celsius('external_temperature_2')],
  [0x1a, flag('digital_input_2')],
  [0x1b, quantity('load_cell', 'mV', int32be, 1000)],
  [0x1c, quantity('tvoc', '[ppb]', uint16be)],
  [0x3d, skipped(4)], // for debugging
]);

/** At its start a device tells its settings: to the end of the message, and nothing is measured. */
const SETTINGS = 0x3e;

export const elsys: DeviceModel = {
  id: 'elsys/ers',
  aliases: [
    ...['ers-lite', 'ers-co2', 'ers-co2-lite', 'ers-eye', 'ers-sound', 'ers-voc', 'elt-2', 'elt-lite'],
    ...['elt-ultrasonic', 'ems', 'ems-desk', 'ems-door', 'ems-lite'],
  ].map((model) => `elsys/${model}`),
  units: { ...unitsOf(TYPES.values()), external_temperature: 'Cel' },
  decodeUplink: ({ bytes }) =>
    bytes[0] === SETTINGS
      ? { data: {} }
      : readFields(bytes, 1, ([type], before) => (type === 0x19 ? nextProbe(before) : TYPES.get(type!))),
};

/** Several probes on one wire are told one after the other under the same type. */
function nextProbe({ data }: Measured): Field {
  let number = 2;
  while (`external_temperature_${number}` in data) number++;
  return celsius(`external_temperature_${number}`);
}
