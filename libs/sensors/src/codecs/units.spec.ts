import { isUcum, suggestUcum } from './units.js';

describe('units of measure', () => {
  test.each(['Cel', '%', 'hPa', 'mbar', 'ug/m3', '[ppm]', 'm/s', '/h', '1', 'kW.h', 'dB', 'lx', 'W/m2', 'L', 'l'])(
    'knows %s',
    (code) => {
      expect(isUcum(code)).toBe(true);
      expect(suggestUcum(code)).toBe(code);
    },
  );

  test.each(['°C', 'C', 'ppm', 'kWh', 'µg/m³', 'hpa', 'HPA', '', ' Cel', 'toString', '__proto__'])(
    'does not know %j',
    (code) => expect(isUcum(code)).toBe(false),
  );

  test.each([
    ['°C', 'Cel'],
    ['C', 'Cel'],
    ['celsius', 'Cel'],
    ['μg/m³', 'ug/m3'],
    ['µg/m³', 'ug/m3'],
    ['ug/m^3', 'ug/m3'],
    ['µS / cm', 'uS/cm'],
    ['ppm', '[ppm]'],
    ['PPM', '[ppm]'],
    ['ppb', '[ppb]'],
    ['mBar', 'mbar'],
    ['HPA', 'hPa'],
    ['hpa', 'hPa'],
    ['kWh', 'kW.h'],
    ['KWH', 'kW.h'],
    ['kW·h', 'kW.h'],
    ['MWh', 'MW.h'],
    ['m³/h', 'm3/h'],
    ['l/s', 'L/s'],
    ['W/m²', 'W/m2'],
    ['% RH', '%'],
    ['Prozent', '%'],
    ['km/H', 'km/h'],
    ['mph', '[mi_i]/h'],
    ['knots', '[kn_i]'],
    ['°', 'deg'],
    ['dB(A)', 'dB'],
    ['dBm', 'dB{mW}'],
    ['mmHg', 'mm[Hg]'],
    ['Lux', 'lx'],
    ['ph', '[pH]'],
    ['Ω', 'Ohm'],
    ['kΩ', 'kOhm'],
    ['vehicles/h', '/h'],
    ['1/h', '/h'],
    ['count', '1'],
    ['kvar', 'kV.A{reactive}'],
  ])('suggests for %s: %s', (text, code) => expect(suggestUcum(text)).toBe(code));

  test.each(['', 'furlong', 'mwh', 'mpa', 'Mw', 'MM', 'toString', '__proto__', '°'.repeat(41)])(
    'suggests nothing for %j',
    (text) => expect(suggestUcum(text)).toBeUndefined(),
  );
});
