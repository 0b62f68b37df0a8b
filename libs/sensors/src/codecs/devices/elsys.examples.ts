import type { DeviceExample } from './device-model.js';

const model = 'elsys/ers';

export const examples: DeviceExample[] = [
  {
    model: 'elsys/ers-co2',
    title: 'an ERS CO2 (example of ELSYS)',
    bytes: '01 00E2 02 29 04 0027 05 06 06 0308 07 0D62',
    fPort: 5,
    gives: {
      data: {
        temperature: 22.6,
        humidity: 41,
        illuminance: 39,
        motion: true,
        motion_count: 6,
        co2: 776,
        battery: 3.426,
      },
    },
  },
  {
    model: 'elsys/ers-sound',
    title: 'an ERS Sound (example in lorawan-devices)',
    bytes: '01 00E2 02 29 04 0027 05 00 15 01 01',
    gives: {
      data: {
        temperature: 22.6,
        humidity: 41,
        illuminance: 39,
        motion: false,
        motion_count: 0,
        noise_peak: 1,
        noise: 1,
      },
    },
  },
  {
    model: 'elsys/elt-2',
    title: 'an ELT-2 with a probe: acceleration, air pressure',
    bytes: '01 00F5 02 1C 03 01 02 3F 07 0E1E 0C FFF6 0F 00 14 000F4229',
    gives: {
      data: {
        temperature: 24.5,
        humidity: 28,
        acceleration_x: 0.016,
        acceleration_y: 0.032,
        acceleration_z: 1,
        battery: 3.614,
        external_temperature_1: -1,
        acceleration_count: 0,
        pressure: 999.977,
      },
    },
  },
  {
    model: 'elsys/elt-2',
    title: 'several probes on one wire',
    bytes: '19 0001 19 FFFF',
    gives: { data: { external_temperature_2: 0.1, external_temperature_3: -0.1 } },
  },
  {
    model: 'elsys/elt-lite',
    title: 'whatever else can be plugged in',
    bytes: `08 0CE4 0A 0005 0B FFFFFFFF 0D 01 0E 04D2 10 00D7 FFE2 11 02 12 00
            16 0001 17 00000002 18 0001 1A 00 1B FFFFFF9C 1C 007B 3D 01020304`,
    gives: {
      data: {
        analog_input_1: 3.3,
        pulses_1: 5,
        pulse_total_1: 4_294_967_295,
        digital_input_1: true,
        distance: 1234,
        infrared_sensor_temperature: 21.5,
        infrared_temperature: -3,
        occupancy: 2,
        water_leak: false,
        pulses_2: 1,
        pulse_total_2: 2,
        analog_input_2: 0.001,
        digital_input_2: false,
        load_cell: -0.1,
        tvoc: 123,
      },
    },
  },
  {
    model,
    title: 'a place',
    bytes: '09 87FD07 0C41FF',
    gives: { data: {}, location: { latitude: 52.3655, longitude: -4.8884 } },
  },
  { model, title: 'its settings, at the start', bytes: '3E 49 08 05 01', fPort: 6, gives: { data: {} } },
  {
    model: 'elsys/ers-eye',
    title: 'a picture of temperatures is left out',
    bytes: `13 14 ${'0A'.repeat(64)} 02 29`,
    gives: { data: { humidity: 41 } },
  },
  { model, title: 'an unknown type', bytes: '01 00E2 7F 00', rejects: '0x7f at byte 3' },
  {
    model,
    title: 'cut off',
    bytes: '01 00E2 02 29 04 00',
    rejects: '0x04 at byte 5: expected 2 bytes, found 1',
  },
];
