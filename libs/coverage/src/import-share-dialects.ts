// The tables of the Breitbandatlas, as their makers wrote them in different years:
// https://gigabitgrundbuch.bund.de/GIGA/DE/Downloads_Suche/start.html
import { type HeaderCheck, missingColumns, type Text } from '@stadtlage/imports';
import { say } from './import-phrases.js';

/** One figure of a record. */
export interface ShareCell {
  /** Where in the record the percentage stands, and what its column is called. */
  index: number;
  title: string;
  technology: string;
  /** 0: at any speed. */
  minDownMbit: number;
  surface: string;
  measure: string;
  /** Where the absolute number stands that the percentage was computed from. */
  unitsIndex?: number;
}

export interface ShareDialect {
  /** As the report names it. */
  name: string;
  areaKind: 'municipality' | 'district' | 'business_parks';
  shareOf: 'households' | 'businesses' | 'area';
  /** Which figures a record holds, or what is wrong with it. */
  cells(fields: string[]): ShareCell[] | { column: string; value: string; fix: Text };
  /** Where the number stands of which the figures are percentages; no figures where it is 0. */
  totalIndex?: number;
  /** Columns that are understood, besides AGS. */
  known: Set<number>;
  /** Something to know about how it was read. */
  remark?: Text;
}

const TECHNOLOGIES: [pattern: RegExp, technology: string][] = [
  [/^alle technologien/i, 'all'],
  [/^leitungsg(\.|ebundene) technologien/i, 'wired'],
  [/^mobile technologien/i, 'mobile'],
  [/^DSL/i, 'dsl'],
  [/^(CATV|HFC)/i, 'hfc'],
  [/^FTTH\/B|^FTTB\/H/i, 'fttb_ftth'],
];

export interface ShareColumn {
  index: number;
  title: string;
  technology: string;
  minDownMbit: number;
}

/** Reads a column title such as `leitungsg. Technologien ≥ 50 Mbit/s`. */
export function shareColumns(header: string[]): ShareColumn[] {
  return header.flatMap((title, index) => {
    const technology = TECHNOLOGIES.find(([pattern]) => pattern.test(title))?.[1];
    const speed = /(?:≥|>=)\s*(\d+)\s*Mbit\/s$/i.exec(title)?.[1];
    return technology && speed ? [{ index, title, technology, minDownMbit: Number(speed) }] : [];
  });
}

const SHORT: Record<string, string> = {
  300: 'all',
  DSL: 'dsl',
  FTTH: 'fttb_ftth',
  CATV: 'hfc',
  PLC: 'powerline',
  UMTS: 'umts',
  LTE: 'lte',
  WLAN: 'wlan',
  WIMAX: 'wimax',
};

/** Reads a column title of before 2020, such as `CATV_50`. */
function shortColumns(header: string[]): ShareColumn[] {
  return header.flatMap((title, index) => {
    const [, name, speed] = /^([A-Z]+|300)_(\d{1,4})$/i.exec(title) ?? [];
    const technology = name && SHORT[name.toUpperCase()];
    return technology ? [{ index, title, technology, minDownMbit: Number(speed) }] : [];
  });
}

function wide(name: string, columns: ShareColumn[], remark?: Text): ShareDialect | undefined {
  if (!columns.length) return undefined;
  const cells = columns.map((column) => ({ ...column, surface: 'all', measure: 'available' }));
  return {
    name,
    areaKind: 'municipality',
    shareOf: 'households',
    cells: () => cells,
    known: new Set(columns.map(({ index }) => index)),
    remark,
  };
}

const SURFACES: Record<string, string> = {
  Gesamtfläche: 'all',
  Autobahn: 'motorway',
  Bundesstraßen: 'federal_road',
  Landstraßen: 'state_road',
  Kreisstraßen: 'district_road',
  Bahnstrecken: 'railway',
  Wasserstraßen: 'waterway',
  Gewässer: 'water',
  Wohnbaufläche: 'residential_area',
  'Gewerbliche Nutzfläche': 'commercial_area',
  'Landwirtschaftliche Flächen': 'farmland',
  'Wald-, Wiesenflächen': 'forest_and_meadow',
};

function mobileTechnology(text: string): { technology: string; minDownMbit: number } | undefined {
  if (/^mobil(e)? alle$/i.test(text)) return { technology: 'mobile', minDownMbit: 0 };
  const [, name, speed] = /^(5G|LTE|UMTS)(\d+)$/i.exec(text) ?? [];
  return name ? { technology: name.toLowerCase(), minDownMbit: Number(speed) } : undefined;
}

/** One row per district, technology and kind of land. */
function longMobile(header: string[]): ShareDialect | undefined {
  const at = (title: string) => header.findIndex((name) => name.toLowerCase() === title);
  const [technology, surface, share] = [at('technologie'), at('flaechenart'), at('verfügbarkeit')];
  if ([technology, surface, share].includes(-1)) return undefined;
  const groups = [at('flaechen gruppe'), at('flaechen gruppe name')];
  return {
    name: 'mobile networks by district and kind of land, one row per figure',
    areaKind: 'district',
    shareOf: 'area',
    cells(fields) {
      const mobile = mobileTechnology(fields[technology!]!);
      if (!mobile) {
        const value = fields[technology!]!;
        return {
          column: header[technology!]!,
          value,
          fix: say('Known are 5G, LTE and UMTS with a speed (LTE10), and Mobil Alle.'),
        };
      }
      const land = Object.hasOwn(SURFACES, fields[surface!]!) ? SURFACES[fields[surface!]!] : undefined;
      if (!land) {
        return {
          column: header[surface!]!,
          value: fields[surface!]!,
          fix: say('Known are {names}.', { names: Object.keys(SURFACES).join('; ') }),
        };
      }
      return [{ ...mobile, index: share!, title: header[share!]!, surface: land, measure: 'available' }];
    },
    known: new Set([technology!, surface!, share!, ...groups]),
    remark: say('"Mobil Alle" names no speed: it is kept as 0, any speed.'),
  };
}

const MEASURES: [title: string, measure: string][] = [
  ['firmen_angeschlossen', 'connected'],
  ['firmen_anschliessbar', 'connectable'],
  ['firmen_unangeschlossen', 'unconnected'],
];

/** Firms in the business parks (Gewerbegebiete, gwg) of a municipality. */
function businessParks(header: string[]): ShareDialect | undefined {
  const at = (title: string) => header.findIndex((name) => name.toLowerCase() === title);
  const totalIndex = at('firmen_in_gwg_gesamt');
  const cells = MEASURES.flatMap(([title, measure]) => {
    const [index, unitsIndex] = [at(`${title}_prozent`), at(`${title}_absolut`)];
    const text = header[index];
    return text && unitsIndex >= 0
      ? [{ index, unitsIndex, title: text, technology: 'all', minDownMbit: 0, surface: 'all', measure }]
      : [];
  });
  if (totalIndex < 0 || cells.length < MEASURES.length) return undefined;
  return {
    name: 'firms in business parks by municipality',
    areaKind: 'business_parks',
    shareOf: 'businesses',
    cells: () => cells,
    totalIndex,
    known: new Set([totalIndex, ...cells.flatMap(({ index, unitsIndex }) => [index, unitsIndex])]),
    remark: say('The columns name no technology and no speed: the shares are kept as those of any.'),
  };
}

export function dialectOf(header: string[]): ShareDialect | undefined {
  return (
    wide('households by municipality, one column per technology and speed', shareColumns(header)) ??
    wide(
      'households by municipality, short column names of before 2020',
      shortColumns(header),
      say('Columns named 300 are taken for all technologies together: no technology is ahead of them.'),
    ) ??
    longMobile(header) ??
    businessParks(header)
  );
}

export const header: HeaderCheck = {
  columns: say(
    'AGS, and shares such as "alle Technologien ≥ 50 Mbit/s" or "CATV_50"; or Technologie, Flaechenart, Verfügbarkeit; or firmen_in_gwg_gesamt and what of them is connected',
  ),
  problem(columns) {
    if (!columns.some((name) => name.toUpperCase() === 'AGS')) return missingColumns(['AGS']);
    return dialectOf(columns) ? undefined : say('there is no column with a technology and a speed.');
  },
};
