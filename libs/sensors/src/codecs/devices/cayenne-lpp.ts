// Cayenne Low Power Payload of myDevices, the format of many self-made devices: channel, type, value, and so on.
//   https://docs.mydevices.com/docs/lorawan/cayenne-lpp
// and the types that the library most of them are built with adds (IPSO object ids less 3200, all MSB first):
//   https://github.com/ElectronicCats/CayenneLPP
// A channel is one sensor of the device "across frames", and no frame need hold them all. So the number of the channel
// belongs to the name of the property: temperature_3. Only the operator can know that a device has one sensor of each kind.
import { withoutChannel, type Decoded, type DeviceModel, type Measured, type Measurements } from './device-model.js';
import {
  flag,
  inDegrees,
  int16be,
  int24be,
  quantity,
  readFields,
  sequence,
  skipped,
  uint16be,
  uint32be,
  uint8,
  unitsOf,
  type Field,
} from './fields.js';

const axes = (property: string, unit: string, divisor: number): Field =>
  sequence(...['x', 'y', 'z'].map((axis) => quantity(`${property}_${axis}`, unit, int16be, divisor)));

const TYPES = new Map<number, Field>([
  [0, quantity('digital_input', '1', uint8)],
  [1, quantity('digital_output', '1', uint8)],
  [2, quantity('analog_input', '1', int16be, 100)],
  [3, quantity('analog_output', '1', int16be, 100)],
  [101, quantity('illuminance', 'lx', uint16be)],
  [102, flag('presence')],
  [103, quantity('temperature', 'Cel', int16be, 10)],
  [104, quantity('humidity', '%', uint8, 2)],
  [113, axes('acceleration', '[g]', 1000)],
  [115, quantity('pressure', 'hPa', uint16be, 10)],
  [134, axes('angular_velocity', 'deg/s', 100)],
  [136, sequence(inDegrees(int24be, 10_000), quantity('altitude', 'm', int24be, 100))],
  // Added by ElectronicCats/CayenneLPP.
  [100, quantity('generic_sensor', '1', uint32be)],
  [116, quantity('voltage', 'V', uint16be, 100)],
  [117, quantity('current', 'A', uint16be, 1000)],
  [118, quantity('frequency', 'Hz', uint32be)],
  [120, quantity('percentage', '%', uint8)],
  [121, quantity('altitude', 'm', int16be)],
  [125, quantity('concentration', '[ppm]', uint16be)],
  [128, quantity('power', 'W', uint16be)],
  [130, quantity('distance', 'mm', uint32be)],
  [131, quantity('energy', 'kW.h', uint32be, 1000)],
  [132, quantity('direction', 'deg', uint16be)],
  [133, skipped(4)], // the clock of the device
  [135, skipped(3)], // a colour
  [142, flag('switch')],
]);

const units = unitsOf(TYPES.values());

export const cayenneLpp: DeviceModel = {
  id: 'cayenne-lpp',
  units,
  decodeUplink: ({ bytes }) => readFields(bytes, 2, ([channel, type]) => onChannel(channel!, TYPES.get(type!))),
};

export const cayenneLppWithoutChannels: DeviceModel = {
  id: 'cayenne-lpp/without-channels',
  units,
  decodeUplink(uplink): Decoded {
    const decoded = cayenneLpp.decodeUplink(uplink);
    if ('errors' in decoded) return decoded;
    const data: Measurements = {};
    for (const [property, result] of Object.entries(decoded.data)) {
      const plain = withoutChannel(property);
      const mend = `Give this device the model ${cayenneLpp.id}, which keeps the channels apart.`;
      if (plain in data) return { errors: [`Two channels hold a value of ${plain}. ${mend}`] };
      data[plain] = result;
    }
    return { ...decoded, data };
  },
};

const onChannel = (channel: number, field: Field | undefined): Field | undefined =>
  field && {
    ...field,
    read(bytes, into) {
      const one: Measured = { data: {} };
      field.read(bytes, one);
      for (const property in one.data) into.data[`${property}_${channel}`] = one.data[property]!;
      if (one.location) into.location ??= one.location;
    },
  };
