// One row of another open dataset that figures of the agenda are counted from, and that has no other page: a facility, a mobile site, a count.
import { pathOfRecord, referringTo, ROWS, type Referring, type RowKind } from '@stadtlage/agenda';
import type { Database } from '@stadtlage/database';
import type { DatasetDefinition, Registry } from '@stadtlage/datasets';
import { pathOfDistrict } from '../../districts/list-page.js';
import { DISTRICT_WORDS } from '../../districts/words.js';
import { html, outside, type Html } from '../../frame/html.js';
import { dayIn, wordFor, type Language } from '../../frame/language.js';
import { query, versionsOf, withLang, type Page } from '../../frame/page.js';
import { CODE_WORDS } from '../../frame/words-codes.js';
import { FRAME_WORDS } from '../../frame/words.js';
import { pathOfDataset } from '../../open-data/pages.js';
import type { RecordSetting } from './page.js';
import { columnHtml, datasetHtml, figuresHtml, placeHtml, referringHtml } from './parts.js';
import { readFigures, readPlace, type FigureOfRecord, type Place, type Value } from './read.js';
import { RECORD_WORDS } from './words.js';

type Row = Record<string, Value['value']>;

export interface RowFound {
  row: Row;
  dataset: DatasetDefinition;
  isDemo: boolean;
  place?: Place;
  referring: Referring[];
  figures: FigureOfRecord[];
}

/** Undefined where there is none. */
export async function readRow(
  database: Database,
  registry: Registry,
  kind: RowKind,
  id: string,
): Promise<RowFound | undefined> {
  const dataset = registry.get(ROWS[kind])!;
  // View and columns are named by the program, never by a request.
  const columns = Object.keys(dataset.columns);
  if (dataset.geometry) columns.push('ST_X(geom) AS map_x', 'ST_Y(geom) AS map_y');
  const [row] = await database.query<Row>(
    `SELECT ${columns.join(', ')} FROM open.${dataset.view} WHERE id::text = $1`,
    [id],
  );
  if (!row) return undefined;
  const { isDemo } = (await registry.catalogue(database)).find((one) => one.id === dataset.id)!;
  return {
    row,
    dataset,
    isDemo: isDemo || row['is_demo'] === true,
    place: kind === 'facility' ? await readPlace(database, id) : undefined,
    referring: await referringTo(database, kind, id),
    figures: await readFigures(database, dataset.id),
  };
}

/** What it is called behind a figure, too. */
function nameOf(kind: RowKind, row: Row, language: Language): string {
  if (kind === 'facility') return String(row['name']);
  if (kind === 'mobile-site') return `${row['operator'] ?? ''} ${row['site_id']}`.trim();
  return `${dayIn(RECORD_WORDS[language], String(row['day']))}: ${row['name']}, ${row['channel']}`;
}

export function rowPage(kind: RowKind, id: string, found: RowFound, { language, cityName }: RecordSetting): Page {
  const words = RECORD_WORDS[language];
  const { row, dataset, isDemo, place, referring, figures } = found;
  const { title, columns } = words.row[kind]!;
  const name = nameOf(kind, row, language);
  const isSilentSchool = row['kind'] === 'school' && !referring.some((one) => one.kind === 'school');
  return {
    title: name,
    language,
    description: words.about(title, name, cityName),
    versions: versionsOf(pathOfRecord(kind, id)),
    content: html`<p><a href="${withLang('/agenda', language)}">${words.toAgenda}</a></p>
      <p class="lead">${title}. ${dataset.description[language]}</p>
      ${isDemo && html`<p class="demo">${FRAME_WORDS[language].demo}</p>`}
      <dl>
        ${Object.entries(columns).map(
          ([column, label]) =>
            html`<dt>${label}</dt>
              <dd>${cellHtml(column, found, language)}</dd>`,
        )}
      </dl>
      ${mapHtml(kind, row, language)} ${place && placeHtml(place, language, true)}
      ${isSilentSchool && html`<p>${words.noSchool}</p>`} ${referringHtml(referring, language)}
      ${figuresHtml(figures, language)} ${datasetHtml(dataset, language)}`,
  };
}

/** The layers of the map that show such rows. */
const LAYERS: Partial<Record<RowKind, string>> = { facility: 'city', 'mobile-site': 'mobile' };

function mapHtml(kind: RowKind, row: Row, language: Language): Html | false {
  const layers = LAYERS[kind];
  const at = query({ ...(layers && { layers }), lang: language, map: `17/${row['map_y']}/${row['map_x']}` });
  return typeof row['map_x'] === 'number' && html`<p><a href="/?${at}">${RECORD_WORDS[language].map}</a></p>`;
}

/** Codes in words, ids as links; all else by its type. */
function cellHtml(column: string, { row, dataset }: RowFound, language: Language): Html {
  const words = RECORD_WORDS[language];
  const value = row[column] ?? null;
  const shown = columnHtml({ column: dataset.columns[column]!, value }, language);
  if (typeof value !== 'string') return shown;
  if (column === 'district_id') return html`<a href="${withLang(pathOfDistrict(value), language)}">${value}</a>`;
  if (column === 'website') return outside(value, value);
  if (column === 'evidence') return html`${wordFor(CODE_WORDS[language].evidenceClass, value.toUpperCase())}`;
  if (column === 'technologies') return html`${value.split(', ').map(generationIn(language)).join(', ')}`;
  if (column === 'name' && row['kind'] === 'download')
    return html`<a href="${withLang(pathOfDataset(value), language)}">${value}</a>`;
  if (column === 'kind' || column === 'status')
    return html`${words.code[value] ?? wordFor(DISTRICT_WORDS[language].kind, value.toUpperCase())}`;
  return shown;
}

/** "5g_sa" is the code G5_SA. */
const generationIn = (language: Language) => (code: string) =>
  wordFor(CODE_WORDS[language].generation, code.toUpperCase().replace(/^(\d)G/, 'G$1'));
