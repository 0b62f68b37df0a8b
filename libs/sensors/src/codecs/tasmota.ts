// Telemetry of Tasmota: https://tasmota.github.io/docs/MQTT/ and https://tasmota.github.io/docs/JSON-Status-Responses/
//   topic    tele/{topic}/SENSOR, or {topic}/tele/SENSOR: the two orders of FullTopic
//   payload  {"Time": "2026-03-01T12:00:00", "DS18B20": {"Temperature": 20.6}, "TempUnit": "C"}
// Properties are named by sensor and quantity, DS18B20.Temperature, also where a message has one sensor only: a second
// one added later must not change what the first is called. The phases of a list are numbered: ENERGY.Current.1. Time is
// local and has no offset unless SetOption52 adds it; the command Time makes it seconds or milliseconds instead. STATE
// and LWT say nothing of what is measured.
import { RejectedPayload, type Codec, type Reading, type Result } from './codec.js';
import { unitsByName } from './units.js';
import { checkName, checkTime, isObject, parseJson, parseTime, show, toResult } from './values.js';
import { parseWallClock } from './wall-clock.js';

/** Of all sensors: https://tasmota.github.io/docs/Supported-Peripherals/. Distances are in cm, mm or km. */
const UNITS = unitsByName({
  '%': 'Humidity Battery Moisture',
  lx: 'Illuminance',
  '[ppm]': 'CarbonDioxide CO2 eCO2',
  '[ppb]': 'TVOC',
  'ug/m3': 'PM1 PM2.5 PM10',
  V: 'Voltage',
  A: 'Current',
  W: 'Power',
  'V.A': 'ApparentPower',
  'V.A{reactive}': 'ReactivePower',
  Hz: 'Frequency',
});
const ENERGY = unitsByName({
  'kW.h': 'Total Yesterday Today ExportActive TotalTariff ExportTariff',
  'W.h': 'Period',
  '1': 'Factor',
});

/** Fields of the message that give the unit of all quantities of a kind: SetOption8, SetOption24, SpeedUnit. */
const GIVEN_UNITS: Record<string, Record<string, string>> = {
  TempUnit: { C: 'Cel', F: '[degF]' },
  PressureUnit: { hPa: 'hPa', mmHg: 'mm[Hg]', inHg: "[in_i'Hg]" },
  SpeedUnit: { 'm/s': 'm/s', 'km/h': 'km/h', kn: '[kn_i]', mph: '[mi_i]/h', 'ft/s': '[ft_i]/s', 'yd/s': '[yd_i]/s' },
};
const GIVEN_BY = new Map([
  ['Temperature', 'TempUnit'],
  ['DewPoint', 'TempUnit'],
  ['Pressure', 'PressureUnit'],
  ['SeaPressure', 'PressureUnit'],
  ['Speed', 'SpeedUnit'],
]);

const NOT_MEASURED = new Set(['Time', 'Epoch', 'TotalStartTime', 'Id', ...Object.keys(GIVEN_UNITS)]);

export const tasmota: Codec = {
  id: 'tasmota',
  filters: ['SENSOR', 'STATE', 'LWT'].flatMap((kind) => [`tele/+/${kind}`, `+/tele/${kind}`]),

  decode({ topic, payload, receivedAt }, { timeZone }) {
    const [first, second, kind] = topic.split('/');
    if (kind !== 'SENSOR') return { readings: [] };
    const thingId = checkName((first === 'tele' ? second : first) ?? '', 'The topic of the device');
    const message = parseJson(payload);
    if (!isObject(message))
      throw new RejectedPayload('wrong_shape', 'Expected {"Time": "…", "DS18B20": {"Temperature": 20.6}}.');
    const time = timeOf(message, receivedAt, timeZone);
    const readings = [...quantitiesOf(message)].map(([path, result]): Reading => {
      const unit = typeof result === 'number' ? unitOf(path, message) : undefined;
      const property = checkName(path.join('.'), 'The property');
      return { thingId, property, result, ...(unit !== undefined && { unit }), ...time };
    });
    if (!readings.length) throw new RejectedPayload('no_readings', 'The message holds no measured values.');
    return { readings };
  },
};

function timeOf(message: Record<string, unknown>, receivedAt: Date, timeZone: string) {
  const time = typeof message['Epoch'] === 'number' ? message['Epoch'] : message['Time'];
  if (time === undefined || time === null) return { phenomenonTime: receivedAt, timeIsReceipt: true };
  const local = typeof time === 'string' ? parseWallClock(time, timeZone, receivedAt) : undefined;
  if (local) return { phenomenonTime: checkTime(local, time, receivedAt) };
  // Seconds, or with `Time 4` milliseconds: 1e11 is the year 5138 in the ones, 1973 in the others.
  const milliseconds = typeof time === 'number' && Math.abs(time) < 1e11 ? time * 1000 : time;
  return { phenomenonTime: parseTime(milliseconds, receivedAt) };
}

function* quantitiesOf(content: object, path: string[] = []): Generator<[path: string[], result: Result]> {
  for (const [key, value] of Object.entries(content) as [string, unknown][]) {
    if (NOT_MEASURED.has(key)) continue;
    const name = [...path, Array.isArray(content) ? String(Number(key) + 1) : key];
    const result = toResult(value);
    if (result !== undefined) yield [name, result];
    else if (typeof value === 'object' && value !== null && path.length < 10) yield* quantitiesOf(value, name);
  }
}

function unitOf(path: string[], message: Record<string, unknown>): string | undefined {
  const names = path.filter((name) => !/^\d+$/.test(name));
  const quantity = names.at(-1) ?? '';
  // Wind: {"TX23": {"Speed": {"Act": 14.8, …}, "Dir": {"Deg": 247.5, …}}}
  const field = GIVEN_BY.get(quantity) ?? GIVEN_BY.get(names.at(-2) ?? '');
  if (field !== undefined) return givenUnit(field, message[field]);
  if (names.at(-2) === 'Dir') return 'deg';
  return UNITS.get(quantity) ?? (names[0] === 'ENERGY' ? ENERGY.get(quantity) : undefined);
}

function givenUnit(field: string, given: unknown): string | undefined {
  if (given === undefined) return undefined;
  const units = GIVEN_UNITS[field]!;
  if (typeof given === 'string' && Object.hasOwn(units, given)) return units[given];
  throw new RejectedPayload('bad_unit', `"${field}" is ${show(given)}. Expected ${Object.keys(units).join(', ')}.`);
}
