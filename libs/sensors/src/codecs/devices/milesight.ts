// Sensors of Milesight: channel and type in two bytes, the value (LSB first), the next channel.
//   https://github.com/Milesight-IoT/SensorDecoders (the README of each model has its table and an example)
import type { DeviceModel } from './device-model.js';
import {
  flag,
  int16le,
  quantity,
  readFields,
  sequence,
  skipped,
  uint16le,
  uint8,
  unitsOf,
  type Field,
  type NumberFormat,
} from './fields.js';

type Channels = Record<string, Field>;

/** What each model says about itself when it joins. */
const ABOUT_THE_DEVICE: Channels = {
  ff01: skipped(1), // version of the protocol
  ff08: skipped(6), // serial number
  ff09: skipped(2), // version of the hardware
  ff0a: skipped(2), // version of the firmware
  ff0b: skipped(1), // switched on
  ff0f: skipped(1), // LoRaWAN class
  ff16: skipped(8), // serial number
  ff18: skipped(2), // which sensors are enabled
  fffe: skipped(1), // was reset
  ffff: skipped(2), // version of the TSL
};

const battery = quantity('battery_level', '%', uint8);
const temperature = quantity('temperature', 'Cel', int16le, 10);
const humidity = quantity('humidity', '%', uint8, 2);
const open = flag('open');

/** A record of the time when the device was not heard. */
function history(...fields: Field[]): Field {
  const record = sequence(...fields);
  return {
    length: 4 + record.length,
    units: {},
    read(bytes, into) {
      const entry = { time: new Date(bytes.readUInt32LE() * 1000), data: {} };
      record.read(bytes.subarray(4), entry);
      (into.history ??= []).push(entry);
    },
  };
}

/** A probe that could not be read, or was out of its range, writes 0xffff or 0xfffd. */
function probe(property: string, unit: string, format: NumberFormat, divisor: number): Field {
  const field = quantity(property, unit, format, divisor);
  return { ...field, read: (bytes, into) => bytes.readUInt16LE() < 0xfffd && field.read(bytes, into) };
}

const soilTemperature = probe('soil_temperature', 'Cel', int16le, 10);
const soilMoisture = probe('soil_moisture', '%', uint16le, 100);
const soilConductivity = probe('soil_conductivity', 'uS/cm', uint16le, 1);

function model(name: string, channels: Channels): DeviceModel {
  const known: Channels = { ...ABOUT_THE_DEVICE, '0175': battery, ...channels };
  return {
    id: `milesight-iot/${name}`,
    aliases: [`milesight/${name}`],
    units: unitsOf(Object.values(known)),
    decodeUplink: ({ bytes }) => readFields(bytes, 2, (channel) => known[channel.toString('hex')]),
  };
}

export const em300th = model('em300-th', {
  '0367': temperature,
  '0468': humidity,
  '20ce': history(temperature, humidity, skipped(1)),
});

export const em300mcs = model('em300-mcs', {
  '0367': temperature,
  '0468': humidity,
  '0600': open,
  '20ce': history(temperature, humidity, open),
});

export const em310udl = model('em310-udl', {
  '0382': quantity('distance', 'mm', uint16le),
  '0400': flag('tilted'),
});

export const em500smtc = model('em500-smtc', {
  '0367': soilTemperature,
  '0468': quantity('soil_moisture', '%', uint8, 2),
  '04ca': soilMoisture,
  '057f': soilConductivity,
  '83d7': sequence(soilTemperature, skipped(3)), // temperature, by how much it changed, that this is an alarm
  '20ce': history(soilConductivity, soilTemperature, soilMoisture),
});

export const am107 = model('am107', {
  '0367': temperature,
  '0468': humidity,
  '056a': quantity('activity', '1', uint16le),
  '0665': sequence(
    quantity('illuminance', 'lx', uint16le),
    quantity('infrared_and_visible', '1', uint16le),
    quantity('infrared', '1', uint16le),
  ),
  '077d': quantity('co2', '[ppm]', uint16le),
  '087d': quantity('tvoc', '[ppb]', uint16le),
  '0973': quantity('pressure', 'hPa', uint16le, 10),
});
