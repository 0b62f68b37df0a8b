import type { DeviceExample } from './device-model.js';

const mbx = 'decentlab/dl-mbx';
const trs12 = 'decentlab/dl-trs12';
const pm = 'decentlab/dl-pm';

// Those without another word are the examples of Decentlab, rounded to what the sensor resolves.
export const examples: DeviceExample[] = [
  {
    model: mbx,
    title: 'a distance',
    bytes: '02 012F 0003 04D2 0001 0BB1',
    gives: { data: { distance: 1234, valid_samples: 1, battery: 2.993 } },
  },
  { model: mbx, title: 'the battery alone', bytes: '02 012F 0002 0BB1', gives: { data: { battery: 2.993 } } },
  {
    model: trs12,
    title: 'soil',
    bytes: '02 10D3 0003 46BE 813D 0000 0C80',
    gives: { data: { soil_moisture: 0.69, soil_temperature: 31.7, soil_conductivity: 0, battery: 3.2 } },
  },
  {
    model: pm,
    title: 'particulate matter',
    bytes: '02 1B50 000F 0C25 0025 0027 0027 0027 01F5 0107 012C 012D 012D 012D 67BD 618D BD10',
    gives: {
      data: {
        battery: 3.109,
        pm1: 3.7,
        pm25: 3.9,
        pm4: 3.9,
        pm10: 3.9,
        typical_particle_size: 501,
        pm05_number: 26.3,
        pm1_number: 30,
        pm25_number: 30.1,
        pm4_number: 30.1,
        pm10_number: 30.1,
        temperature: 24.36,
        humidity: 41.63,
        pressure: 968,
      },
    },
  },
  {
    model: pm,
    title: 'particulate matter: only the air',
    bytes: '02 1B50 000D 0C25 67BD 618D BD10',
    gives: { data: { battery: 3.109, temperature: 24.36, humidity: 41.63, pressure: 968 } },
  },
  { model: mbx, title: 'no head', bytes: '02 01', rejects: '2 bytes, expected 5 or more' },
  { model: mbx, title: 'another version', bytes: '01 012F 0002 0BB1', rejects: 'version is 1, expected 2' },
  { model: mbx, title: 'the flags of another model', bytes: '02 012F 0004 0BB1', rejects: 'flags 0x4' },
  { model: mbx, title: 'cut off', bytes: '02 012F 0003 04D2 0001', rejects: '9 bytes, expected 11' },
];
