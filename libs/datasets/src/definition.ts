/** A text for people, in both languages of the platform. */
export interface Bilingual {
  de: string;
  en: string;
}

/** Codes of https://www.dcat-ap.de/def/licenses/ */
export type Licence = 'dl-by-de/2.0' | 'dl-zero-de/2.0' | 'cc-by/4.0' | 'cc-by-sa/4.0' | 'cc-zero' | 'odbl';

/** Codes of http://publications.europa.eu/resource/authority/data-theme */
export type Theme = 'ECON' | 'EDUC' | 'ENVI' | 'GOVE' | 'REGI' | 'SOCI' | 'TECH' | 'TRAN';

/** Codes of http://publications.europa.eu/resource/authority/frequency */
export type UpdateRhythm = 'CONT' | 'DAILY' | 'MONTHLY' | 'QUARTERLY' | 'ANNUAL' | 'IRREG';

export interface Column {
  type: 'text' | 'integer' | 'number' | 'boolean' | 'date' | 'timestamp';
  description: Bilingual;
  /** UCUM code (https://ucum.org/ucum), where the column is a quantity. */
  unit?: string;
}

/** A day, a whole number of metres from 1 on, or one of some words; `meaning` completes "from (…)". */
export type Argument = { meaning: Bilingual } & (
  { type: 'day' } | { type: 'metres'; most: number } | { type: 'word'; of: string[] }
);

/** How a column is asked for: any of some values, or of these words only; a number from one on; one name of a text that names several. */
export type Filter = 'value' | { of: string[] } | 'from' | 'name';

/** A file in which a dataset can be taken away. */
export interface Download {
  format: string;
  mediaType: string;
  /** Relative to the root of the service. */
  path: string;
}

/** How a dataset is drawn from one zoom level upwards. */
export interface TileBand {
  fromZoom: number;
  /** Another view of the schema `open` with `geom_3857`, where this zoom shows something coarser than the rows themselves. */
  view?: string;
  /** Columns of the view that travel in the tile; see {@link tileColumns}. */
  columns: string[];
  /** Nobody asks which of its shapes is which: `id` does not travel, which would take a third of the tile and of the time to make it. */
  isAnonymous?: true;
  /** Those of them that only this view has. */
  own?: Record<string, Column>;
  /** A fixed SQL condition on the view, such as `kind = 'arterial'`. Never built from input. */
  where?: string;
  /** How it shows another day, `?day=`. Absent: it shows what holds today only. */
  onDay?: RowsOnDay;
  /** How it shows a part of the dataset, where its rows sum up those of the dataset. Absent: by the rows that are let through. */
  filtered?: CountedRows;
}

/** How many rows of a dataset each place has, and how many of them a filter lets through. */
export interface CountedRows {
  /** A function of the schema `open`: (box geometry of EPSG:3857) gives all rows of the places in it, with the columns of the filters and the id of their place in `place_id`. */
  rows: string;
  /** Columns of the place that still hold. */
  columns: string[];
  /** The column that counts all rows. */
  all: string;
  /** Columns that only it has: those that are let through, and what percentage that is; empty where of none it is known. */
  more: Record<'matching' | 'matching_share', Column>;
}

/** Where the rows of another day than today come from. */
export interface RowsOnDay {
  /** A function of the schema `open`: (on_day date, today date, box geometry of EPSG:3857) gives the columns and `geom_3857` of what lies there. */
  rows: string;
  /** Columns that only it has. */
  more?: Record<string, Column>;
}

/**
 * One open dataset, described once. Catalogue, downloads, vector tiles, TileJSON and the data dictionary are derived from
 * this and from nothing else. What a machine can know (which rows, since when, from where) is read from the database.
 */
export interface DatasetDefinition {
  /** Part of every URL: `/datasets/{id}.csv`, `/tiles/{id}.json`. */
  id: string;
  /** A view of the schema `open` that has the columns below, a unique column `id`, and for maps `geom` and `geom_3857`. */
  view: string;
  title: Bilingual;
  description: Bilingual;
  licence: Licence;
  theme: Theme;
  updateRhythm: UpdateRhythm;
  /** In the order of the downloads, without `geom` and `geom_3857`. `id` comes first. */
  columns: Record<string, Column>;
  /** Files beside CSV and GeoJSON, by a standard of the field, which the dataset's room serves. */
  otherDownloads?: Download[];
  /** Columns by which it is read page by page, the last one `id`: where an index on `id` alone would cost too much. */
  order?: string[];
  /** By which columns a part of it can be taken away, `?column=`; of a number `?column_from=`. */
  filters?: Record<string, Filter>;
  /** Where the view answers one of many questions: a function of the schema `open` that answers the others, `?argument=`. */
  asked?: {
    /** Has the columns of the view, and arguments of these names, each with a default. */
    function: string;
    arguments: Record<string, Argument>;
  };
  /** How its files have another day, `?day=`: by a function that has `geom`, too. Absent: they have what holds today only. */
  onDay?: RowsOnDay;
  /** Present when the view has `geom` (EPSG:4326) and `geom_3857`. */
  geometry?: {
    type: 'Point' | 'LineString' | 'Polygon' | 'Geometry';
    /** Absent for a dataset that is not on the map. Sorted by `fromZoom`, ascending. */
    tiles?: TileBand[];
    /** Part of the tiles `city`, which hold all that the map shows at first. */
    inCity?: boolean;
  };
}

/** All that the map shows at first; the layer that says what a tile does not show. */
const RESERVED = ['city', 'truncated'];

/** Checks what TypeScript cannot, once, when the module loads. */
export function defineDataset(definition: DatasetDefinition): DatasetDefinition {
  const problem = (text: string) => new Error(`Dataset ${definition.id}: ${text}`);
  if (!/^[a-z][a-z0-9-]*$/.test(definition.id)) throw problem('an id has lower-case letters, digits and hyphens.');
  if (RESERVED.includes(definition.id)) throw problem('this id has a meaning of its own in tiles.');
  if (!/^[a-z][a-z0-9_]*$/.test(definition.view)) throw problem('a view is a plain name in the schema "open".');
  if (Object.keys(definition.columns)[0] !== 'id') throw problem('the first column is "id".');
  for (const column of definition.order ?? []) {
    if (!(column in definition.columns)) throw problem(`"${column}" of its order is not among its columns.`);
  }
  if (definition.order && definition.order.at(-1) !== 'id') throw problem('its order ends in "id".');
  for (const column of Object.keys(definition.filters ?? {})) {
    if (!(column in definition.columns)) throw problem(`"${column}" of its filters is not among its columns.`);
  }
  for (const argument of Object.keys(definition.asked?.arguments ?? {})) {
    if (argument === 'bbox' || argument in (definition.filters ?? {}))
      throw problem(`"${argument}" is asked for twice.`);
  }
  if (definition.onDay && (!definition.geometry || definition.asked || 'day' in (definition.filters ?? {})))
    throw problem('files of another day are of places, and nothing else in them is asked for by a day.');
  const bands = definition.geometry?.tiles ?? [];
  for (const rows of [definition, ...bands].flatMap((one) => [
    one.onDay?.rows,
    'filtered' in one && one.filtered?.rows,
  ])) {
    if (rows && !/^[a-z][a-z0-9_]*$/.test(rows))
      throw problem('what shows another day or a part is the plain name of a function in the schema "open".');
  }
  for (const [i, band] of bands.entries()) {
    const twice = Object.keys(band.own ?? {}).find((column) => column in definition.columns);
    if (twice) throw problem(`the tiles' own column "${twice}" is among its columns, too.`);
    if (i > 0 && band.fromZoom <= bands[i - 1]!.fromZoom) throw problem('tile bands are sorted by fromZoom.');
    for (const column of [...columnsOnDay(band), ...(band.filtered ? columnsFiltered(band.filtered) : [])]) {
      if (!columnInTiles(definition, column))
        throw problem(`the tile column "${column}" is not among its columns, nor its tiles' own.`);
    }
  }
  return definition;
}

/** What a tile says of each row: `id` first, unless its shapes are anonymous. */
export const tileColumns = ({ columns, isAnonymous }: TileBand): string[] => [
  ...new Set([...(isAnonymous ? [] : ['id']), ...columns]),
];

/** The same of a band that shows another day, without `id`. */
export const columnsOnDay = ({ columns, onDay }: TileBand): string[] => [...columns, ...Object.keys(onDay?.more ?? {})];

/** The same of a band that counts what a filter lets through. */
export const columnsFiltered = ({ columns, all, more }: CountedRows): string[] => [
  ...columns,
  all,
  ...Object.keys(more),
];

/** What a column of a tile means, at whatever zoom, on whatever day and under whatever filter it is there. */
export function columnInTiles({ columns, geometry }: DatasetDefinition, name: string): Column | undefined {
  const others = geometry?.tiles?.flatMap(({ own, onDay, filtered }) => [
    own?.[name],
    onDay?.more?.[name],
    (filtered?.more as Record<string, Column> | undefined)?.[name],
  ]);
  return columns[name] ?? others?.find((column) => column !== undefined);
}

/** A dataset as its files of another day have it. */
export const fileOnDay = (definition: DatasetDefinition): DatasetDefinition => ({
  ...definition,
  columns: { ...definition.columns, ...definition.onDay?.more },
});
