// The unit symbols of SenML and what UCUM writes for them: https://www.iana.org/assignments/senml/senml.xhtml, which is
// RFC 8428 (section 12.1) and RFC 8798 (sections 2 and 3), and what was registered since. The secondary units belong to
// version 26 (RFC 9100, section 4); they are taken in every version, as each symbol has one meaning only.
const UCUM = new Map<string, string>([
  ...same('m kg g s A K cd mol Hz rad sr N Pa J W C V F Ohm S Wb T H Cel lm lx Bq Gy Sv kat m2 m3 m/s m/s2 m3/s W/m2'),
  ...same('cd/m2 bit bit/s dB S/m J/m kg/m3 deg'),
  ...same('ms min h MHz kW Mbit/s mV mA ug/m3 mm/h m/h hPa mm cm km km/h'),
  // A litre is L: l looks like 1.
  ...pairs('l L', 'l/s L/s', 'mg/l mg/L', 'ug/l ug/L', 'g/l g/L'),
  ...pairs('lat deg', 'lon deg', 'pH [pH]', 'dBW dB[W]', 'dBm dB{mW}', 'Bspl B[SPL]', 'NTU [NTU]'),
  // "%" is not per cent but the ratio itself, from 0 to 1 (RFC 8428, section 12.1, note 2).
  ...pairs('count 1', '/ 1', '% 1', '%RH %', '%EL %', 'EL s', '/100 %', '/1000 [ppth]', 'ppm [ppm]', 'ppb [ppb]'),
  ...pairs('ppt [pptr]', '1/s /s', '1/min /min', 'beat/min /min', 'beats 1'),
  ...pairs('Ah A.h', 'Wh W.h', 'kWh kW.h', 'Wh/km W.h/km', 'B By', 'KiB KiBy', 'GB GBy', 'B/s By/s', 'MB/s MBy/s'),
  ...pairs('VA V.A', 'VAs V.A.s', 'VAh V.A.h', 'kVA kV.A', 'kVAh kV.A.h', 'var V.A{reactive}', 'kvar kV.A{reactive}'),
  ...pairs('vars V.A.s{reactive}', 'varh V.A.h{reactive}', 'kvarh kV.A.h{reactive}'),
]);

/** Nothing can be multiplied with these (UCUM, sections 21 and 22): they have another zero, or are logarithms. */
const SPECIAL = new Set(['Cel', '[pH]', 'dB', 'dB[W]', 'dB{mW}', 'B[SPL]']);

export const ucumOf = (symbol: string): string | undefined => UCUM.get(symbol);

/** The unit of an integral over time: the unit times a second. */
export const timesSecond = (ucum: string): string | undefined =>
  SPECIAL.has(ucum) ? undefined : ucum === '1' ? 's' : `${ucum}.s`;

function same(symbols: string): [string, string][] {
  return symbols.split(' ').map((symbol) => [symbol, symbol]);
}

function pairs(...texts: string[]): [string, string][] {
  return texts.map((text) => text.split(' ') as [string, string]);
}
