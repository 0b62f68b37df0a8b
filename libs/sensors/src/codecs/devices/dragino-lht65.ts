// Temperature and humidity, and whatever is plugged in, by a Dragino LHT65 or LHT65N (MSB first):
//   battery 2 | temperature 2 | humidity 2 | status 1 | value of the plugged sensor 4
//   https://wiki.dragino.com/xwiki/bin/view/Main/User%20Manual%20for%20LoRaWAN%20End%20Nodes/
//   https://github.com/dragino/dragino-end-node-decoder (LHT65N)
// The status says what is plugged in. A record of the time when the device was not heard has the same bytes in another
// sense: the plugged sensor's value comes first, the time last.
import type { Decoded, DeviceModel, Measured, Measurements } from './device-model.js';

const RECORD = 11;
const NOT_CONNECTED = 0x7fff;
/** Kinds that tell the serial number of the plugged sensor (DS18B20, SHT31, TMP117) in place of temperature and humidity. */
const SERIAL_NUMBERS = [0x0f, 0x10, 0x20];

const units = {
  battery: 'V',
  temperature: 'Cel',
  humidity: '%',
  external_temperature: 'Cel',
  external_humidity: '%',
  illuminance: 'lx',
  voltage: 'V',
  pulse_total: '1',
};

const lht65: DeviceModel = {
  id: 'dragino/lht65',
  units,
  decodeUplink: ({ bytes, fPort }) => (fPort === 2 ? decode(bytes, 0x40) : unknownPort(fPort, '2')),
};

/** The newer model sends records unasked too, with the status bit that says "not connected" for the older one. */
const lht65n: DeviceModel = {
  id: 'dragino/lht65n',
  units,
  decodeUplink({ bytes, fPort }) {
    if (fPort === 2) return decode(bytes, 0xc0);
    if (fPort !== 5) return unknownPort(fPort, '2 or 5');
    // About the device: model, firmware, band, and the battery.
    return bytes.length === 7 ? { data: { battery: bytes.readUInt16BE(5) / 1000 } } : unknownLength(bytes, '7');
  },
};

export const LHT65: readonly DeviceModel[] = [lht65, lht65n];

/** @param recordBits of the status: the message is made of records */
function decode(bytes: Buffer, recordBits: number): Decoded {
  const status = bytes[6];
  if (status === undefined) return unknownLength(bytes, '11');
  if (status & recordBits) {
    if (bytes.length % RECORD) return unknownLength(bytes, 'a multiple of 11');
    return decodeRecords(bytes);
  }
  const sensor = status & 0x3f;
  // Nothing plugged in: the last four bytes may be left out.
  if (bytes.length !== RECORD && !(sensor === 0 && bytes.length === 7)) return unknownLength(bytes, '11');
  // The probe with a clock: a record, too.
  if (sensor === 9 || sensor === 10) return decodeRecords(bytes);
  const battery = (bytes.readUInt16BE() & 0x3fff) / 1000;
  if (SERIAL_NUMBERS.includes(sensor)) return { data: { battery } };
  const data = { battery, ...decodeBuiltIn(bytes) };
  if (status & 0x80) return { data };
  const external = decodeExternal(sensor, bytes.subarray(7));
  return external ? { data: { ...data, ...external } } : unknownSensor(sensor);
}

function decodeRecords(bytes: Buffer): Decoded {
  const history: Measured['history'] = [];
  for (let at = 0; at < bytes.length; at += RECORD) {
    const record = bytes.subarray(at, at + RECORD);
    const sensor = record[6]! & 0x0f;
    const external = decodeExternal(sensor, record.subarray(0, 2));
    if (!external) return unknownSensor(sensor);
    history.push({ time: new Date(record.readUInt32BE(7) * 1000), data: { ...decodeBuiltIn(record), ...external } });
  }
  return { data: {}, history };
}

function decodeBuiltIn(bytes: Buffer): Measurements {
  return { ...celsius('temperature', bytes, 2), humidity: (bytes.readUInt16BE(4) & 0xfff) / 10 };
}

/** @param value two bytes in a record, else four */
function decodeExternal(sensor: number, value: Buffer): Measurements | undefined {
  switch (sensor) {
    case 0:
      return {};
    case 1: // DS18B20
    case 2: // TMP117
    case 9: // each of them with a clock
    case 10:
      return celsius('external_temperature', value, 0);
    case 4:
      return { digital_input: value[0] !== 0, interrupt: value[1] !== 0 };
    case 5:
      return { illuminance: value.readUInt16BE() };
    case 6:
      return { voltage: value.readUInt16BE() / 1000 };
    case 7:
      return { pulse_total: value.readUInt16BE() };
    case 8:
      return { pulse_total: value.length < 4 ? value.readUInt16BE() : value.readUInt32BE() };
    case 11: // SHT31
      return {
        ...celsius('external_temperature', value, 0),
        ...(value.length === 4 && { external_humidity: (value.readUInt16BE(2) & 0xfff) / 10 }),
      };
    default:
      return undefined;
  }
}

function celsius(property: string, bytes: Buffer, offset: number): Measurements {
  const value = bytes.readInt16BE(offset);
  return value === NOT_CONNECTED ? {} : { [property]: value / 100 };
}

const unknownPort = (fPort: number, expected: string): Decoded => ({
  errors: [`The message came on port ${fPort}, expected ${expected}.`],
});
const unknownLength = (bytes: Buffer, expected: string): Decoded => ({
  errors: [`The payload has ${bytes.length} bytes, expected ${expected}.`],
});
const unknownSensor = (sensor: number): Decoded => ({
  errors: [`The plugged sensor is of kind ${sensor}, which is not known.`],
});
