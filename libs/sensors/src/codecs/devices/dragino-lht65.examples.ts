import type { DeviceExample } from './device-model.js';

const lht65 = 'dragino/lht65';
const lht65n = 'dragino/lht65n';
const builtIn = { battery: 3.062, temperature: 28.29, humidity: 88.6 };

/** The example of the manual with another sensor plugged in. */
const plugged = (status: string, value: string) => `CBF6 0B0D 0376 ${status} ${value}`;

export const examples: DeviceExample[] = [
  {
    model: lht65,
    title: 'with a probe (manual of Dragino)',
    bytes: plugged('01', '0ADD7FFF'),
    fPort: 2,
    gives: { data: { ...builtIn, external_temperature: 27.81 } },
  },
  {
    model: lht65,
    title: 'a probe below zero (manual of Dragino)',
    bytes: plugged('01', 'F54F7FFF'),
    fPort: 2,
    gives: { data: { ...builtIn, external_temperature: -27.37 } },
  },
  { model: lht65, title: 'a probe that is gone', bytes: plugged('01', '7FFF7FFF'), fPort: 2, gives: { data: builtIn } },
  {
    model: lht65,
    title: 'a cable that is loose',
    bytes: plugged('84', '01007FFF'),
    fPort: 2,
    gives: { data: builtIn },
  },
  { model: lht65, title: 'nothing plugged in', bytes: plugged('00', ''), fPort: 2, gives: { data: builtIn } },
  {
    model: lht65,
    title: 'a contact',
    bytes: plugged('04', '01007FFF'),
    fPort: 2,
    gives: { data: { ...builtIn, digital_input: true, interrupt: false } },
  },
  {
    model: lht65,
    title: 'light',
    bytes: plugged('05', '00647FFF'),
    fPort: 2,
    gives: { data: { ...builtIn, illuminance: 100 } },
  },
  {
    model: lht65,
    title: 'a voltage',
    bytes: plugged('06', '04D27FFF'),
    fPort: 2,
    gives: { data: { ...builtIn, voltage: 1.234 } },
  },
  {
    model: lht65,
    title: 'a small counter',
    bytes: plugged('07', '00067FFF'),
    fPort: 2,
    gives: { data: { ...builtIn, pulse_total: 6 } },
  },
  {
    model: lht65,
    title: 'a large counter',
    bytes: plugged('08', '00010000'),
    fPort: 2,
    gives: { data: { ...builtIn, pulse_total: 65_536 } },
  },
  {
    model: lht65,
    title: 'the number of a probe',
    bytes: 'CBF6 28FF 1234 0F 56789ABC',
    fPort: 2,
    gives: { data: { battery: 3.062 } },
  },
  {
    model: lht65,
    title: 'a probe with a clock',
    bytes: '0ADD 0B0D C376 09 60065F97',
    fPort: 2,
    gives: {
      data: {},
      history: [
        {
          time: new Date('2021-01-19T04:27:03Z'),
          data: { temperature: 28.29, humidity: 88.6, external_temperature: 27.81 },
        },
      ],
    },
  },
  {
    model: lht65,
    title: 'what it kept while nobody heard it (the first two records of the manual of Dragino)',
    bytes: '7FFF089801464160065F97 7FFF088E014B4160066009',
    fPort: 2,
    gives: {
      data: {},
      history: [
        { time: new Date('2021-01-19T04:27:03Z'), data: { temperature: 22, humidity: 32.6 } },
        { time: new Date('2021-01-19T04:28:57Z'), data: { temperature: 21.9, humidity: 33.1 } },
      ],
    },
  },
  { model: lht65, title: 'a port for something else', bytes: '01', fPort: 42, rejects: 'port 42, expected 2' },
  { model: lht65, title: 'cut off', bytes: 'CBF6 0B0D 0376 01 0ADD', fPort: 2, rejects: '9 bytes, expected 11' },
  { model: lht65, title: 'hardly anything', bytes: 'CBF6', fPort: 2, rejects: '2 bytes, expected 11' },
  { model: lht65, title: 'records cut off', bytes: '7FFF 0898 0146 41 6006', fPort: 2, rejects: 'multiple of 11' },
  { model: lht65, title: 'an unknown sensor', bytes: plugged('0D', '00000000'), fPort: 2, rejects: 'of kind 13' },
  {
    model: lht65,
    title: 'a record of an unknown sensor',
    bytes: plugged('4D', '60065F97'),
    fPort: 2,
    rejects: 'of kind 13',
  },
  {
    model: lht65n,
    title: 'an LHT65N with the humidity probe',
    bytes: plugged('0B', '0ADD0376'),
    fPort: 2,
    gives: { data: { ...builtIn, external_temperature: 27.81, external_humidity: 88.6 } },
  },
  {
    model: lht65n,
    title: 'an LHT65N that sends a record unasked',
    bytes: '7FFF 0898 0146 81 60065F97',
    fPort: 2,
    gives: {
      data: {},
      history: [{ time: new Date('2021-01-19T04:27:03Z'), data: { temperature: 22, humidity: 32.6 } }],
    },
  },
  { model: lht65n, title: 'about itself', bytes: '0B 0150 01 FF 0BF6', fPort: 5, gives: { data: { battery: 3.062 } } },
  { model: lht65n, title: 'about itself, cut off', bytes: '0B 0150', fPort: 5, rejects: '3 bytes, expected 7' },
  { model: lht65n, title: 'another port', bytes: '0B', fPort: 3, rejects: 'port 3, expected 2 or 5' },
];
