import type { DeviceExample } from './device-model.js';

const model = 'cayenne-lpp';
const plain = 'cayenne-lpp/without-channels';

export const examples: DeviceExample[] = [
  {
    model,
    title: 'two temperatures (documentation of myDevices)',
    bytes: '03 67 0110 05 67 00FF',
    gives: { data: { temperature_3: 27.2, temperature_5: 25.5 } },
  },
  {
    model,
    title: 'a temperature below zero and an accelerometer (documentation of myDevices)',
    bytes: '01 67 FFD7 06 71 04D2 FB2E 0000',
    gives: { data: { temperature_1: -4.1, acceleration_x_6: 1.234, acceleration_y_6: -1.234, acceleration_z_6: 0 } },
  },
  {
    model,
    title: 'a place (documentation of myDevices)',
    bytes: '01 88 06765F F2960A 0003E8',
    gives: { data: { altitude_1: 10 }, location: { latitude: 42.3519, longitude: -87.9094 } },
  },
  {
    model,
    title: 'all types of myDevices (values of the tests of The Things Network)',
    bytes: `01 00 FF  02 01 64  03 02 154A  04 03 EAB6  05 65 01F4  06 66 32  07 67 FF64  08 68 A0  09 71 FE58 000F 0682
            0A 73 29EF  0B 86 0163 0231 FE66  0C 88 07FD87 00BEF5 00086A  0D 88 07FD87 FF410C 00086A`,
    gives: {
      data: {
        digital_input_1: 255,
        digital_output_2: 100,
        analog_input_3: 54.5,
        analog_output_4: -54.5,
        illuminance_5: 500,
        presence_6: true,
        temperature_7: -15.6,
        humidity_8: 80,
        acceleration_x_9: -0.424,
        acceleration_y_9: 0.015,
        acceleration_z_9: 1.666,
        pressure_10: 1073.5,
        angular_velocity_x_11: 3.55,
        angular_velocity_y_11: 5.61,
        angular_velocity_z_11: -4.1,
        altitude_12: 21.54,
        altitude_13: 21.54,
      },
      location: { latitude: 52.3655, longitude: 4.8885 },
    },
  },
  {
    model,
    title: 'the types of ElectronicCats',
    bytes: `00 64 FFFFFFFF  01 74 014A  02 75 00FA  03 76 0000C350  04 78 64  05 79 FFFE  06 7D 01A4  07 80 00E6
            08 82 000004D2  09 83 000186A0  0A 84 010E  0B 85 69A42D00  0C 87 FF8000  0D 8E 01`,
    gives: {
      data: {
        generic_sensor_0: 4_294_967_295,
        voltage_1: 3.3,
        current_2: 0.25,
        frequency_3: 50_000,
        percentage_4: 100,
        altitude_5: -2,
        concentration_6: 420,
        power_7: 230,
        distance_8: 1234,
        energy_9: 100,
        direction_10: 270,
        switch_13: true,
      },
    },
  },
  { model, title: 'a type that does not exist', bytes: '01 67 0110 01 FF FF', rejects: '0x01ff at byte 4' },
  { model, title: 'a place that is cut off', bytes: '0C 88 07FD87 00BE', rejects: 'expected 9 bytes, found 5' },
  { model, title: 'a channel without a type', bytes: '01 67 0110 02', rejects: '0x02 at byte 4' },
  {
    model: plain,
    title: 'one sensor of each kind: its names without channels',
    bytes: '01 67 0110 02 68 50 03 73 2710',
    gives: { data: { temperature: 27.2, humidity: 40, pressure: 1000 } },
  },
  { model: plain, title: 'two of a kind', bytes: '03 67 0110 05 67 00FF', rejects: 'the model cayenne-lpp' },
  { model: plain, title: 'cut off', bytes: '03 67 01', rejects: 'cut off' },
];
