import type { Example, Reading } from './codec.js';

const topic = 'tele/tasmota_5A3F/SENSOR';
const NOON = new Date('2026-03-01T12:00:00Z');
const of = (property: string, result: Reading['result'], unit?: string, phenomenonTime = NOON): Reading => ({
  thingId: 'tasmota_5A3F',
  property,
  result,
  ...(unit !== undefined && { unit }),
  phenomenonTime,
});
const silent = (itsTopic: string, payload: unknown): Example => ({
  title: `nothing measured: ${itsTopic}`,
  topic: itsTopic,
  payload,
  gives: { readings: [] },
});

export const examples: Example[] = [
  {
    title: 'local time in winter',
    topic,
    payload: '{"Time":"2026-03-01T13:00:00","DS18B20":{"Id":"030597946B04","Temperature":20.9},"TempUnit":"C"}',
    gives: { readings: [of('DS18B20.Temperature', 20.9, 'Cel')] },
  },
  {
    title: 'local time in summer, topic before prefix',
    topic: 'tasmota_5A3F/tele/SENSOR',
    payload: { Time: '2025-07-01T14:00:00', AM2301: { Temperature: 24.6, Humidity: 58.2 }, TempUnit: 'C' },
    gives: {
      readings: [
        of('AM2301.Temperature', 24.6, 'Cel', new Date('2025-07-01T12:00:00Z')),
        of('AM2301.Humidity', 58.2, '%', new Date('2025-07-01T12:00:00Z')),
      ],
    },
  },
  {
    title: 'the hour that comes twice: the first time',
    topic,
    receivedAt: '2025-10-26T00:30:01Z',
    payload: { Time: '2025-10-26T02:30:00', BH1750: { Illuminance: 79 } },
    gives: { readings: [of('BH1750.Illuminance', 79, 'lx', new Date('2025-10-26T00:30:00Z'))] },
  },
  {
    title: 'the hour that comes twice: the second time',
    topic,
    receivedAt: '2025-10-26T01:30:01Z',
    payload: { Time: '2025-10-26T02:30:00', BH1750: { Illuminance: 79 } },
    gives: { readings: [of('BH1750.Illuminance', 79, 'lx', new Date('2025-10-26T01:30:00Z'))] },
  },
  {
    title: 'the hour that never comes',
    topic,
    receivedAt: '2026-03-29T01:30:01Z',
    payload: { Time: '2026-03-29T02:30:00', BH1750: { Illuminance: 79 } },
    gives: { readings: [of('BH1750.Illuminance', 79, 'lx', new Date('2026-03-29T01:30:00Z'))] },
  },
  {
    title: 'another time zone',
    topic,
    context: { timeZone: 'Asia/Kathmandu' },
    payload: { Time: '2026-03-01T17:45:00', BH1750: { Illuminance: 79 } },
    gives: { readings: [of('BH1750.Illuminance', 79, 'lx')] },
  },
  {
    title: 'time with its offset (SetOption52): wind',
    topic,
    payload: {
      Time: '2026-03-01T13:00:00+01:00',
      TX23: {
        Speed: { Act: 14.8, Avg: 8.5, Min: 12.2, Max: 14.8 },
        Dir: { Card: 'WSW', Deg: 247.5, Avg: 266.1, AvgCard: 'W', Range: 0 },
      },
      SpeedUnit: 'km/h',
    },
    gives: {
      readings: [
        of('TX23.Speed.Act', 14.8, 'km/h'),
        of('TX23.Speed.Avg', 8.5, 'km/h'),
        of('TX23.Speed.Min', 12.2, 'km/h'),
        of('TX23.Speed.Max', 14.8, 'km/h'),
        of('TX23.Dir.Card', 'WSW'),
        of('TX23.Dir.Deg', 247.5, 'deg'),
        of('TX23.Dir.Avg', 266.1, 'deg'),
        of('TX23.Dir.AvgCard', 'W'),
        of('TX23.Dir.Range', 0, 'deg'),
      ],
    },
  },
  {
    title: 'ISO and epoch (Time 2): the epoch is never ambiguous',
    topic,
    payload: { Time: '2026-03-01T13:00:00', Epoch: 1772366400, ANALOG: { A0: 8 } },
    gives: { readings: [of('ANALOG.A0', 8)] },
  },
  {
    title: 'seconds (Time 3)',
    topic,
    payload: { Time: 1772366400, SR04: { Distance: 16.754 } },
    gives: { readings: [of('SR04.Distance', 16.754)] },
  },
  {
    title: 'milliseconds (Time 4)',
    topic,
    payload: { Time: 1772366400123, IAQ: { eCO2: 450, TVOC: 125, Resistance: 76827 } },
    gives: {
      readings: [
        of('IAQ.eCO2', 450, '[ppm]', new Date('2026-03-01T12:00:00.123Z')),
        of('IAQ.TVOC', 125, '[ppb]', new Date('2026-03-01T12:00:00.123Z')),
        of('IAQ.Resistance', 76827, undefined, new Date('2026-03-01T12:00:00.123Z')),
      ],
    },
  },
  {
    title: 'no time',
    topic,
    payload: { Switch1: 'OFF' },
    gives: { readings: [{ ...of('Switch1', 'OFF'), timeIsReceipt: true }] },
  },
  {
    title: 'several sensors of one kind; one that is broken',
    topic,
    payload: {
      Time: '2026-03-01T13:00:00',
      'DS18B20-1': { Id: '00000566CC39', Temperature: 13.3 },
      'DS18B20-2': { Id: '0000059352D4', Temperature: 1.2 },
      'DS18B20-3': { Id: '000005937C90', Temperature: null },
      TempUnit: 'C',
    },
    gives: { readings: [of('DS18B20-1.Temperature', 13.3, 'Cel'), of('DS18B20-2.Temperature', 1.2, 'Cel')] },
  },
  {
    title: 'Fahrenheit and millimetres of mercury (SetOption8, SetOption24)',
    topic,
    payload: {
      Time: '2026-03-01T13:00:00',
      BME680: { Temperature: 76.1, Humidity: 33, DewPoint: 44.8, Pressure: 740.8, Gas: 1086.43 },
      PressureUnit: 'mmHg',
      TempUnit: 'F',
    },
    gives: {
      readings: [
        of('BME680.Temperature', 76.1, '[degF]'),
        of('BME680.Humidity', 33, '%'),
        of('BME680.DewPoint', 44.8, '[degF]'),
        of('BME680.Pressure', 740.8, 'mm[Hg]'),
        of('BME680.Gas', 1086.43),
      ],
    },
  },
  {
    title: 'an energy meter',
    topic,
    payload: {
      Time: '2026-03-01T13:00:00',
      ENERGY: {
        TotalStartTime: '2018-11-14T18:39:40',
        Total: 6.294,
        Yesterday: 5.34,
        Today: 0.954,
        Period: 217,
        Power: 2635,
        ApparentPower: 2650,
        ReactivePower: 282,
        Factor: 0.99,
        Voltage: 227,
        Current: 11.661,
      },
    },
    gives: {
      readings: [
        of('ENERGY.Total', 6.294, 'kW.h'),
        of('ENERGY.Yesterday', 5.34, 'kW.h'),
        of('ENERGY.Today', 0.954, 'kW.h'),
        of('ENERGY.Period', 217, 'W.h'),
        of('ENERGY.Power', 2635, 'W'),
        of('ENERGY.ApparentPower', 2650, 'V.A'),
        of('ENERGY.ReactivePower', 282, 'V.A{reactive}'),
        of('ENERGY.Factor', 0.99, '1'),
        of('ENERGY.Voltage', 227, 'V'),
        of('ENERGY.Current', 11.661, 'A'),
      ],
    },
  },
  {
    title: 'phases; a total that is no energy; fine dust',
    topic,
    payload: {
      Time: '2026-03-01T13:00:00',
      ENERGY: { Current: [1.32, 2.1] },
      'RG-15': { Total: 26.8 },
      PMS5003: { 'PM2.5': 2 },
    },
    gives: {
      readings: [
        of('ENERGY.Current.1', 1.32, 'A'),
        of('ENERGY.Current.2', 2.1, 'A'),
        of('RG-15.Total', 26.8),
        of('PMS5003.PM2.5', 2, 'ug/m3'),
      ],
    },
  },
  silent('tele/tasmota_5A3F/STATE', { Time: '2026-03-01T13:00:00', Vcc: 3.423, Wifi: { RSSI: 100 } }),
  silent('tasmota_5A3F/tele/LWT', 'Online'),
  ...(
    [
      ['not_json', '{"Time":', 'not JSON'],
      ['wrong_shape', '20.6', 'Expected {"Time"'],
      ['wrong_shape', '[{"DS18B20":{"Temperature":20.6}}]', 'Expected {"Time"'],
      ['bad_time', '{"Time":"13:00","A":{"B":1}}', '"13:00"'],
      ['bad_time', '{"Time":{},"A":{"B":1}}', 'cannot be read'],
      ['bad_time', '{"Time":"2026-02-30 00:00:00","A":{"B":1}}', 'cannot be read'],
      ['time_too_old', '{"Time":"1970-01-01T00:00:37","A":{"B":1}}', 'before the year 2000'],
      ['time_too_old', '{"Time":37,"A":{"B":1}}', 'before the year 2000'],
      ['time_in_future', '{"Time":"2026-03-03T13:00:00","A":{"B":1}}', 'more than one day'],
      ['bad_unit', '{"A":{"Temperature":1},"TempUnit":"R"}', '"TempUnit" is "R". Expected C, F.'],
      ['bad_unit', '{"A":{"Pressure":1},"PressureUnit":null}', 'Expected hPa, mmHg, inHg'],
      ['bad_name', '{"A":{"":{"":1},"\\u0000":1}}', 'printable'],
      ['no_readings', '{"Time":"2026-03-01T13:00:00","TempUnit":"C"}', 'no measured values'],
      ['no_readings', '{"AM2301":{"Temperature":null,"Humidity":null}}', 'no measured values'],
    ] as const
  ).map(([reason, payload, detail]): Example => ({
    title: `a bad one: ${payload}`,
    topic,
    payload,
    rejects: [reason, detail],
  })),
];
