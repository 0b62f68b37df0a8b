// Tables of a field of action beside its goals: mobile networks by technology and operator, and figures by district.
import { table, text, type Block } from './blocks.js';
import type { Reach } from './difference.js';
import type { ReportedInDistricts } from './districts.js';
import type { ReportedNetwork } from './networks.js';
import type { Said } from './said.js';

/** How much a network reaches, as a share of all. */
export const reachText = ({ part, whole }: Reach, { words, amount, of }: Said) =>
  part === null || !whole ? words.unknown : `${amount((100 * part) / whole, '%')} (${of(part, whole)})`;

export function networkTable(networks: ReportedNetwork[], asOf: string, said: Said): Block[] {
  const { words, number } = said;
  const on = said.day(asOf);
  if (!networks.length) return [text(words.noNetworks(on))];
  const share = (part: number | null, whole: number | null) => reachText({ part, whole }, said);
  const sites = (count: number | null) => (count === null ? words.unknown : number.format(count));
  const titles = [words.network, words.addresses, words.households, words.area, words.sitesLive, words.sitesPlanned];
  const rows = networks.map((one) => [
    `${words.technology[one.technology] ?? one.technology}, ${one.operator}`,
    share(one.coveredAddresses, one.addresses),
    share(one.coveredPremises, one.premises),
    share(one.coveredKm2, one.areaKm2),
    sites(one.sitesLive),
    sites(one.sitesPlanned),
  ]);
  return [text(words.networksHint(on)), ...table(words.networks(on), titles, rows, [4, 5])];
}

/** Where there is nothing to count in a district, it is left out: a table of blanks says nothing. */
export function districtTables(
  all: ReportedInDistricts[],
  asOf: string,
  { language, words, counted, of, day }: Said,
): Block[] {
  const tables = all.flatMap(({ title, unit, figures }) =>
    table(
      words.inDistricts(title[language]),
      [words.district, words.value, words.known],
      figures
        .filter(({ total }) => total > 0)
        .map((one) => [
          one.name,
          [counted(one, unit), ...(one.day === asOf ? [] : [words.noted(day(one.day))])].join('; '),
          of(one.known, one.total),
        ]),
    ),
  );
  return tables.length ? [text(words.districtsHint), ...tables] : [];
}
