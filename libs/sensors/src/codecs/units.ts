// Units of measure as UCUM writes them (https://ucum.org/ucum, version 2.2): the codes that a city's sensors need, and
// what people and data sheets write instead. It is a list and not UCUM's grammar, as that would let most slips pass:
// "C" is the coulomb there, "mph" the milliphot. What stands in braces is an annotation (section 6): the decibel over
// 1 mW and the var have no code of their own.
const CODES: readonly string[] = [
  '1 % [ppth] [ppm] [ppb] [pptr] /s /min /h /d /m3 /cm3 /L',
  'nm um mm cm dm m km m2 km2 har mL L l hL dm3 m3 L/m2 L/s L/min L/h m3/s m3/h m3/d',
  'm/s cm/s km/h m/h mm/h mm/d m/s2 [g] [kn_i] [mi_i]/h [ft_i]/s [yd_i]/s [in_i] [ft_i] [mi_i] deg rad deg/s rad/s',
  'ms s min h d wk mo a Hz kHz MHz GHz',
  'mg g kg t N kN N.m ng/m3 ug/m3 mg/m3 g/m3 kg/m3 ug/L mg/L g/L mmol/L',
  "Cel K [degF] Pa hPa kPa MPa mbar bar mm[Hg] [in_i'Hg] [psi]",
  'J kJ MJ GJ W.h kW.h MW.h GW.h mW W kW MW W/m2 J/m2 kW.h/m2 W.h/km',
  'mV V kV uA mA A mA.h A.h Ohm kOhm MOhm uS mS S uS/cm mS/cm mS/m S/m uT mT',
  'V.A kV.A V.A.h kV.A.h V.A{reactive} kV.A{reactive} V.A.h{reactive} kV.A.h{reactive}',
  'cd lm lx klx cd/m2 umol/m2/s [pH] [NTU] [FNU] Bq Bq/m3 Sv mSv uSv uSv/h nSv/h',
  'dB dB[SPL] dB[W] dB{mW} bit By kBy MBy GBy KiBy bit/s kbit/s Mbit/s By/s MBy/s',
].flatMap((line) => line.split(' '));

const INSTEAD: Record<string, string> = {
  '1': 'count counts number pcs',
  '%': 'percent Prozent %RH %rF %EL',
  '[ppth]': '‰ permille PSU',
  '[ppm]': 'ppm ppmv',
  '[ppb]': 'ppb ppbv',
  '[pptr]': 'ppt',
  '/s': '1/s cps count/s',
  '/min': '1/min rpm U/min count/min',
  '/h': '1/h count/h vehicles/h Kfz/h',
  '/d': '1/d count/d',
  um: 'micron',
  m2: 'qm',
  m3: 'cbm',
  har: 'ha',
  'km/h': 'kmh kph',
  'm/s': 'mps',
  '[mi_i]/h': 'mph mi/h',
  '[kn_i]': 'kn kt kts knots Knoten',
  '[ft_i]/s': 'ft/s fps',
  '[in_i]': 'in inch',
  '[ft_i]': 'ft feet',
  '[mi_i]': 'mi mile miles',
  deg: '° degree degrees Grad',
  s: 'sec seconds Sekunden',
  min: 'minutes Minuten',
  h: 'hr hrs hours Std Stunden',
  d: 'day days Tage',
  a: 'yr years Jahre',
  Cel: '°C C degC Celsius grdC',
  '[degF]': '°F F degF Fahrenheit',
  'mm[Hg]': 'mmHg Torr',
  "[in_i'Hg]": 'inHg',
  '[psi]': 'psi',
  'W.h': 'Wh',
  'kW.h': 'kWh',
  'MW.h': 'MWh',
  'GW.h': 'GWh',
  'kW.h/m2': 'kWh/m2',
  'mA.h': 'mAh',
  'A.h': 'Ah',
  Ohm: 'Ω',
  kOhm: 'kΩ',
  MOhm: 'MΩ',
  'V.A': 'VA',
  'kV.A': 'kVA',
  'V.A.h': 'VAh',
  'kV.A.h': 'kVAh',
  'V.A{reactive}': 'var',
  'kV.A{reactive}': 'kvar',
  'V.A.h{reactive}': 'varh',
  'kV.A.h{reactive}': 'kvarh',
  lx: 'lux',
  '[pH]': 'pH',
  '[NTU]': 'NTU',
  '[FNU]': 'FNU',
  dB: 'dBA dB(A) dBC dB(C)',
  'dB[SPL]': 'dBSPL',
  'dB[W]': 'dBW',
  'dB{mW}': 'dBm',
  By: 'Byte Bytes',
  kBy: 'kB',
  MBy: 'MB',
  GBy: 'GB',
  'By/s': 'B/s',
  'MBy/s': 'MB/s',
};

/** From units, each with the names of what is measured in it, to the unit of a name. */
export function unitsByName(table: Record<string, string>): Map<string, string> {
  return new Map(
    Object.entries(table).flatMap(([unit, names]) => names.split(' ').map((name) => [name, unit] as const)),
  );
}

const CODE_OF = new Map([...CODES.map((code) => [code, code] as const), ...unitsByName(INSTEAD)]);

/** The same in small letters, empty where two codes would be meant. */
const CODE_OF_SMALL = new Map<string, string>();
for (const [text, code] of CODE_OF) {
  const small = text.toLowerCase();
  CODE_OF_SMALL.set(small, (CODE_OF_SMALL.get(small) ?? code) === code ? code : '');
}

const ASCII: Record<string, string> = { µ: 'u', μ: 'u', '²': '2', '³': '3', '·': '.', '⋅': '.', '*': '.' };

export const isUcum = (code: string): boolean => CODE_OF.get(code) === code;

/** @returns the code that is probably meant: Cel for "°C", ug/m3 for "µg/m³", [ppm] for "ppm", hPa for "HPA" */
export function suggestUcum(text: string): string | undefined {
  if (text.length > 40) return undefined;
  const plain = text.replace(/[\s^]/g, '').replace(/[µμ²³·⋅*]/g, (sign) => ASCII[sign]!);
  const exact = CODE_OF.get(plain);
  if (exact) return exact;
  const code = CODE_OF_SMALL.get(plain.toLowerCase());
  // Milli and mega differ in nothing but the case.
  return !code || (/^m/i.test(code) && code[0] !== plain[0]) ? undefined : code;
}
