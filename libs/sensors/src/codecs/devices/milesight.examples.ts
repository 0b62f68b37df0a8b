import type { DeviceExample } from './device-model.js';

const em300th = 'milesight-iot/em300-th';
const em300mcs = 'milesight-iot/em300-mcs';
const em310udl = 'milesight-iot/em310-udl';
const em500smtc = 'milesight-iot/em500-smtc';
const am107 = 'milesight-iot/am107';

// Those without another word are the examples of Milesight.
export const examples: DeviceExample[] = [
  {
    model: em300th,
    title: 'temperature and humidity',
    bytes: '01755C 03673401 046865',
    fPort: 85,
    gives: { data: { battery_level: 92, temperature: 30.8, humidity: 50.5 } },
  },
  {
    model: em300th,
    title: 'below zero (not of Milesight)',
    bytes: '0367FBFF',
    gives: { data: { temperature: -0.5 } },
  },
  {
    model: em300th,
    title: 'what it kept while nobody heard it',
    bytes: '20CE9E74466310015D00',
    gives: {
      data: {},
      history: [{ time: new Date(1_665_561_758_000), data: { temperature: 27.2, humidity: 46.5 } }],
    },
  },
  {
    model: em300th,
    title: 'what it says when it joins (not of Milesight)',
    bytes: 'FF0BFF FF0101 FF166136A12345678901 FF090110 FF0A0114 FF0F00 FFFE01 FFFF0100',
    gives: { data: {} },
  },
  { model: em300th, title: 'a channel of another model', bytes: '01755C 0682AA00', rejects: '0x0682 at byte 3' },
  {
    model: em300th,
    title: 'cut off',
    bytes: '01755C 0367',
    rejects: '0x0367 at byte 3: expected 2 bytes, found 0',
  },
  {
    model: em300mcs,
    title: 'a door',
    bytes: '01755C 03673401 046865 060001',
    gives: { data: { battery_level: 92, temperature: 30.8, humidity: 50.5, open: true } },
  },
  {
    model: em300mcs,
    title: 'when the door was open',
    bytes: '20CE9E74466310015D01',
    gives: {
      data: {},
      history: [{ time: new Date(1_665_561_758_000), data: { temperature: 27.2, humidity: 46.5, open: true } }],
    },
  },
  {
    model: em310udl,
    title: 'a distance',
    bytes: '01755C 03824408 040001',
    gives: { data: { battery_level: 92, distance: 2116, tilted: true } },
  },
  {
    model: em500smtc,
    title: 'soil',
    bytes: '017564 03671901 046873 057FF000',
    gives: { data: { battery_level: 100, soil_temperature: 28.1, soil_moisture: 57.5, soil_conductivity: 240 } },
  },
  {
    model: em500smtc,
    title: 'soil, the finer moisture; a probe that cannot be read writes no value (not of Milesight)',
    bytes: '03671901 04CA3C0F 057FFFFF 83D71901050001',
    gives: { data: { soil_temperature: 28.1, soil_moisture: 39 } },
  },
  {
    model: em500smtc,
    title: 'what the soil was like (not of Milesight)',
    bytes: '20CE9E744663 F000 1901 FDFF',
    gives: {
      data: {},
      history: [{ time: new Date(1_665_561_758_000), data: { soil_conductivity: 240, soil_temperature: 28.1 } }],
    },
  },
  {
    model: am107,
    title: 'the air of a room',
    bytes: '01755C 03673401 046865 056A4900 06651C0079001400 077DE704 087D0700 09733F27',
    gives: {
      data: {
        battery_level: 92,
        temperature: 30.8,
        humidity: 50.5,
        activity: 73,
        illuminance: 28,
        infrared_and_visible: 121,
        infrared: 20,
        co2: 1255,
        tvoc: 7,
        pressure: 1004.7,
      },
    },
  },
];
