// Sites of mobile networks, planned and live, as operators and cities keep them: geodata of points
// (GeoJSON: https://www.rfc-editor.org/rfc/rfc7946), or a table with longitude and latitude.
import { sqlFile } from '@stadtlage/database';
import {
  type HeaderCheck,
  type Importer,
  missingColumns,
  openFeatures,
  openTable,
  positionProblem,
  type Report,
  type SourceFile,
  type StagedRow,
  type Text,
} from '@stadtlage/imports';
import { EvidenceClass } from './evidence.js';
import { columnName, findColumns, readDay, readMobile } from './import-delivery-values.js';
import { isGeodata, needDay, toldEvidence } from './import-delivery-file.js';
import { tellTitles, type Texts, textsOf, textsOfRow } from './import-properties.js';
import { applyStatements, lateDelivery, rollbackStatements, type StatementTable } from './import-statements.js';
import { say } from './import-phrases.js';

const NAMES = {
  site: ['site_id', 'site', 'standort_id', 'standort', 'standortnummer', 'id'],
  operator: ['operator', 'betreiber', 'netzbetreiber', 'anbieter', 'provider'],
  technologies: ['technologies', 'technology', 'technologien', 'technologie', 'technik', 'netze'],
  status: ['status', 'zustand'],
  since: ['since', 'seit', 'in_betrieb_seit', 'inbetriebnahme'],
  expected: ['expected', 'erwartet', 'geplant_fuer', 'geplant_bis'],
  longitude: ['longitude', 'lon', 'lng', 'laenge', 'laengengrad', 'x'],
  latitude: ['latitude', 'lat', 'breite', 'breitengrad', 'y'],
};
type Field = keyof typeof NAMES;

const header: HeaderCheck = {
  columns: 'site_id, operator, technologies, status, since, expected, longitude, latitude',
  problem(columns) {
    const at = findColumns(columns, NAMES);
    const missing = (['site', 'technologies', 'status', 'longitude', 'latitude'] as const).find(
      (field) => at[field] === undefined,
    );
    return missingColumns(missing ? [NAMES[missing][0]!] : []);
  },
};

const TABLE: StatementTable = {
  table: 'coverage.mobile_site',
  subject: 'sites',
  provider: 'provider_id',
  key: ['site_id'],
  values: ['technologies', 'status', 'since', 'expected', 'geom'],
  place: 'k.geom_3857',
};

const STATUS: [pattern: RegExp, status: string][] = [
  [/^(live|in betrieb|aktiv|active|on air)$/, 'live'],
  [/^(planned|geplant|in planung|im bau|under construction)$/, 'planned'],
];

function toStaged(
  row: number,
  texts: Texts<Field>,
  point: string | null,
  evidence: EvidenceClass,
  report: Report,
): StagedRow | undefined {
  const before = report.counts.error;
  const wrong = (field: Field, problem: Text, fix: Text) =>
    report.error(problem, { row, column: texts[field].title, value: texts[field].text, fix });
  const site = texts.site.text;
  if (!site || site.length > 100)
    wrong(
      'site',
      say('The site has no identifier of at most 100 characters.'),
      say('Give each site one, so that it is known again.'),
    );
  const names = texts.technologies.text
    .split(/[,;/+|]/)
    .map((name) => name.trim())
    .filter(Boolean);
  const technologies = names.map(readMobile);
  if (!names.length || technologies.includes(undefined))
    wrong(
      'technologies',
      say('The technologies are not known.'),
      say('Write some of 2g, 3g, 4g, 5g and 5g_sa, with commas between them.'),
    );
  const state = columnName(texts.status.text).replaceAll('_', ' ');
  const status = STATUS.find(([pattern]) => pattern.test(state))?.[1];
  if (!status) wrong('status', say('The status is not known.'), say('Write planned or live.'));
  const [since, expected] = (['since', 'expected'] as const).map((field) => {
    const day = readDay(texts[field].text);
    if (day === undefined) wrong(field, say('This is not a day.'), say('Write it as 2024-06-30 or 30.06.2024.'));
    return day;
  });
  if (status === 'planned' && since)
    wrong(
      'since',
      say('A planned site is not in use since a day.'),
      say('Write the day as expected, or the status live.'),
    );
  if (status === 'live' && since && since > report.today)
    wrong('since', say('This day lies in the future.'), say('Write the day as expected, and the status planned.'));
  if (report.counts.error > before) return undefined;
  return [
    row,
    site,
    texts.operator.text,
    null,
    [...new Set(technologies)].sort(),
    status,
    since,
    expected,
    point,
    evidence,
  ];
}

async function* readPoints(file: SourceFile, report: Report): AsyncGenerator<StagedRow> {
  const evidence = toldEvidence(file) ?? EvidenceClass.OPERATOR;
  let first = true;
  for await (const { row, geometry, srid, properties, id } of openFeatures(file, report)) {
    if (first) {
      needDay(file, report);
      tellTitles(report, NAMES, Object.keys(properties));
    }
    first = false;
    if (geometry?.type !== 'Point') {
      report.error(say('A site is a Point.'), {
        row,
        column: 'geometry',
        value: geometry?.type ?? null,
        fix: say('Covered areas are imported as mobile-availability.'),
      });
      continue;
    }
    const texts = textsOf({ ...(id === undefined ? {} : { id }), ...properties }, NAMES);
    const staged = toStaged(
      row,
      texts,
      `SRID=${srid};POINT(${geometry.coordinates[0]} ${geometry.coordinates[1]})`,
      evidence,
      report,
    );
    if (staged) yield staged;
  }
}

async function* readTable(file: SourceFile, report: Report): AsyncGenerator<StagedRow> {
  const table = await openTable(file, report, header);
  const at = findColumns(table.header, NAMES);
  tellTitles(report, NAMES, table.header);
  needDay(file, report);
  const evidence = toldEvidence(file) ?? EvidenceClass.OPERATOR;
  for await (const { row, fields } of table.records) {
    const texts = textsOfRow(table.header, fields, at);
    const position = (['longitude', 'latitude'] as const).map(
      (field) => table.decimalOf(texts[field].text, { row, column: texts[field].title }) ?? NaN,
    );
    const problem = positionProblem(position);
    if (problem)
      report.error(problem.problem, { row, column: texts.longitude.title, value: problem.value, fix: problem.fix });
    const staged = toStaged(row, texts, `SRID=4326;POINT(${position.join(' ')})`, evidence, report);
    if (staged && !problem) yield staged;
  }
}

export const mobileSites: Importer = {
  dataset: 'mobile-sites',
  accepts:
    'sites of mobile networks: GeoJSON, GeoPackage or Shapefile of points, or CSV, with site_id, operator, technologies, status (planned, live), since, expected',
  source: { named: 'provider' },
  staging: [
    { name: 'site_id', type: 'text' },
    { name: 'provider', type: 'text' },
    // The check fills it.
    { name: 'provider_id', type: 'text' },
    { name: 'technologies', type: 'text[]' },
    { name: 'status', type: 'text' },
    { name: 'since', type: 'date' },
    { name: 'expected', type: 'date' },
    { name: 'point', type: 'text' },
    { name: 'evidence', type: 'text' },
  ],
  key: ['site_id', 'provider'],
  read: (file, report) => (isGeodata(file.name) ? readPoints(file, report) : readTable(file, report)),
  check: sqlFile(import.meta.url, 'import-mobile-sites-check.sql').replace('{late}', () =>
    lateDelivery(TABLE, 'SELECT DISTINCT provider_id, evidence FROM found'),
  ),
  apply: applyStatements(sqlFile(import.meta.url, 'import-mobile-sites.sql'), TABLE),
  rollback: rollbackStatements(TABLE),
  touches: ['mobile-sites', 'mobile-statistics'],
};
