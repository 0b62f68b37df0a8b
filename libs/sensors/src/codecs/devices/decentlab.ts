// Devices of Decentlab: version 2, the number of the device, one bit for each sensor that follows, and the sensors' values
// in words of 16 bits, MSB first.
//   https://github.com/decentlab/decentlab-decoders
import type { DeviceModel } from './device-model.js';
import { quantity, round, sequence, uint16be, unitsOf, type Field } from './fields.js';

const HEAD = 5;

/** @param sensors in the order of the bits, the lowest first */
function model(name: string, sensors: Field[]): DeviceModel {
  return {
    id: `decentlab/${name}`,
    units: unitsOf(sensors),
    decodeUplink({ bytes }) {
      if (bytes.length < HEAD) return { errors: [`The payload has ${bytes.length} bytes, expected ${HEAD} or more.`] };
      if (bytes[0] !== 2) return { errors: [`The protocol's version is ${bytes[0]}, expected 2.`] };
      const flags = bytes.readUInt16BE(3);
      if (flags >> sensors.length)
        return { errors: [`The flags 0x${flags.toString(16)} name more sensors than this model has.`] };
      const present = sequence(...sensors.filter((_, bit) => (flags >> bit) & 1));
      const expected = HEAD + present.length;
      if (bytes.length !== expected)
        return { errors: [`The payload has ${bytes.length} bytes, expected ${expected} by its flags.`] };
      const measured = { data: {} };
      present.read(bytes.subarray(HEAD), measured);
      return measured;
    },
  };
}

const battery = quantity('battery', 'V', uint16be, 1000);
const massConcentration = (property: string) => quantity(property, 'ug/m3', uint16be, 10);
const numberConcentration = (property: string) => quantity(property, '/cm3', uint16be, 10);

/** Distance by ultrasound: the level of water. */
export const dlMbx = model('dl-mbx', [
  sequence(quantity('distance', 'mm', uint16be), quantity('valid_samples', '1', uint16be)),
  battery,
]);

/** Soil, by a METER TEROS 12: the first word is its raw value, from which mineral soil has this water content. */
export const dlTrs12 = model('dl-trs12', [
  sequence(
    quantity('soil_moisture', '%', uint16be, (raw) => round(((raw / 10) * 0.0003879 - 0.6956) * 100, 2)),
    quantity('soil_temperature', 'Cel', uint16be, (raw) => (raw - 32_768) / 10),
    quantity('soil_conductivity', 'uS/cm', uint16be),
  ),
  battery,
]);

/** Particulate matter, with the air's temperature, humidity and pressure. */
export const dlPm = model('dl-pm', [
  battery,
  sequence(
    ...['pm1', 'pm25', 'pm4', 'pm10'].map(massConcentration),
    quantity('typical_particle_size', 'nm', uint16be),
    ...['pm05_number', 'pm1_number', 'pm25_number', 'pm4_number', 'pm10_number'].map(numberConcentration),
  ),
  sequence(
    quantity('temperature', 'Cel', uint16be, (raw) => round((175.72 * raw) / 65_536 - 46.85, 2)),
    quantity('humidity', '%', uint16be, (raw) => round((125 * raw) / 65_536 - 6, 2)),
  ),
  quantity('pressure', 'hPa', uint16be, 50),
]);
