// What an operator delivers about fixed networks, one row per address and technology. There is no standard for passing it on to a city:
// the columns are strasse, hnr, plz, ort, technologie, download, upload, and those below. They are modelled on what operators report to
// the state (Datenlieferungsbestimmungen: https://gigabitgrundbuch.bund.de/GIGA/DE/Breitbandatlas/start.html).
// Also the files of the FCC (https://us-fcc.app.box.com/v/bdc-data-downloads-output): see import-fcc-bdc.ts.
import { sqlFile } from '@stadtlage/database';
import {
  FileError,
  type HeaderCheck,
  type Importer,
  missingColumns,
  openTable,
  type Report,
  type StagedRow,
  type TableRecord,
  type Text,
} from '@stadtlage/imports';
import { EvidenceClass } from './evidence.js';
import { toldEvidence } from './import-delivery-file.js';
import { mendEnding, STREET_ENDINGS } from './import-delivery-street.js';
import {
  columnName,
  dayOfName,
  findColumns,
  isMobile,
  readDay,
  readEvidence,
  readHouseNumber,
  readLevel,
  readSpeed,
  readTechnology,
  readUse,
} from './import-delivery-values.js';
import { tellTitles } from './import-properties.js';
import { bdcDay, bdcTechnology, isBdc } from './import-fcc-bdc.js';
import { applyStatements, lateDelivery, rollbackStatements, type StatementTable } from './import-statements.js';
import { say } from './import-phrases.js';

/** The columns with all their names; docs/imports.md tells of the first ones. */
export const NAMES = {
  address: ['adress_id', 'adresse_id', 'address_id', 'location_id'],
  street: ['strasse', 'str', 'strassenname', 'street'],
  number: ['hnr', 'hausnr', 'hausnummer', 'house_number'],
  suffix: ['hnr_zusatz', 'hnrzusatz', 'hausnummernzusatz', 'zusatz', 'adz', 'house_number_suffix'],
  postcode: ['plz', 'postleitzahl', 'postcode'],
  place: ['ort', 'gemeinde', 'stadt', 'place', 'city'],
  technology: ['technologie', 'technik', 'technology'],
  down: ['download', 'max_download', 'download_mbit', 'max_down_mbit', 'max_advertised_download_speed'],
  up: ['upload', 'max_upload', 'upload_mbit', 'max_up_mbit', 'max_advertised_upload_speed'],
  level: ['anschlussstufe', 'ausbaustufe', 'stufe', 'level', 'connection_level'],
  definition: ['definition', 'stufe_nach'],
  use: ['nutzung', 'use', 'business_residential_code'],
  provider: ['anbieter', 'betreiber', 'provider', 'operator', 'brand_name'],
  providerId: ['provider_id'],
  validFrom: ['gueltig_ab', 'seit', 'valid_from'],
  asOf: ['stand', 'datenstand', 'as_of'],
  evidence: ['nachweis', 'evidence'],
};
// Columns of the FCC that say nothing we keep.
const LEFT_OUT = ['frn', 'low_latency', 'state_usps', 'block_geoid', 'h3_res8_id'];
type Columns = Record<keyof typeof NAMES, number | undefined>;

const header: HeaderCheck = {
  columns: say(
    'strasse, hnr, plz, ort (or adress_id), technologie, download, upload; if known anschlussstufe, nutzung, anbieter, gueltig_ab, nachweis',
  ),
  problem(titles) {
    const at = findColumns(titles, NAMES);
    if (at.address === undefined && at.street === undefined) return missingColumns(['strasse (or adress_id)']);
    if (at.address === undefined && at.number === undefined) return missingColumns(['hnr (house number)']);
    if (at.technology === undefined) return missingColumns(['technologie']);
    return at.down === undefined ? missingColumns(['download']) : undefined;
  },
};

const TABLE: StatementTable = {
  table: 'coverage.fixed_availability',
  subject: 'fixed',
  provider: 'provider_id',
  key: ['address_id', 'technology', 'use'],
  values: ['connection_level', 'definition', 'max_down_mbit', 'max_up_mbit'],
};
// Not for a file that says nothing new.
const REFRESH = `SELECT coverage.refresh(streets)
FROM (
  SELECT array_agg(DISTINCT a.street_key::text) AS streets
  FROM coverage.fixed_availability f JOIN places.address a ON a.id = f.address_id
  WHERE f.recorded_by = :run OR f.superseded_by = :run
) changed WHERE streets IS NOT NULL;`;

/** Reads one row; undefined when it has errors. */
function toStaged(
  { row, fields }: TableRecord,
  at: Columns,
  bdc: boolean,
  titles: string[],
  told: EvidenceClass | undefined,
  report: Report,
): StagedRow | undefined {
  const before = report.counts.error;
  const text = (field: keyof Columns) => (at[field] === undefined ? '' : fields[at[field]]!);
  const wrong = (field: keyof Columns, problem: Text, fix: Text) =>
    report.error(problem, { row, column: titles[at[field]!], value: text(field), fix });

  const technology = bdc ? bdcTechnology(text('technology')) : readTechnology(text('technology'));
  if (!technology) {
    if (!bdc && isMobile(text('technology')))
      wrong(
        'technology',
        say('A mobile network is not offered at an address.'),
        say('Import it as mobile-availability.'),
      );
    else
      wrong(
        'technology',
        say('The technology is not known.'),
        bdc
          ? say('Codes are 10, 40, 50, 60, 61, 70, 71, 72 and 0.')
          : say('Write ftth, fttb, fttc, hfc, dsl, fixed_wireless, satellite or other.'),
      );
  }
  const level = readLevel(text('level'));
  if (level === undefined)
    wrong(
      'level',
      say('The connection level is not known.'),
      say('Write passed, prepared, connected or activated, or leave it empty.'),
    );
  const use = readUse(text('use'));
  if (!use) wrong('use', say('The use is not known.'), say('Write residential, commercial or any.'));
  const [down, up] = (['down', 'up'] as const).map((field) => {
    const speed = readSpeed(text(field));
    if (speed === undefined)
      wrong(
        field,
        say('A speed is a number of Mbit/s from 0 to 1,000,000.'),
        say('Write it as 1000 or 16,5, without separators of thousands.'),
      );
    return speed;
  });
  const validFrom = readDay(text('validFrom'));
  if (validFrom === undefined)
    wrong('validFrom', say('This is not a day.'), say('Write it as 2024-06-30 or 30.06.2024.'));
  if (text('asOf') && readDay(text('asOf')) === undefined)
    wrong('asOf', say('This is not a day.'), say('Write it as 2024-06-30 or 30.06.2024.'));
  const evidence = readEvidence(text('evidence'));
  if (evidence === undefined)
    wrong('evidence', say('The evidence is not known.'), say('Write measurement, city, operator or official_grid.'));
  if (text('street').length > 200 || text('address').length > 200 || text('provider').length > 200)
    wrong('street', say('A name is longer than 200 characters.'), say('Correct it.'));
  if (report.counts.error > before) return undefined;

  const number = readHouseNumber(text('number'), text('suffix'));
  const postcode = text('postcode');
  return [
    row,
    text('address'),
    text('street'),
    mendEnding(text('street')) ?? null,
    number?.number ?? null,
    number?.suffix ?? text('number').slice(0, 20),
    // A spreadsheet takes the leading zero of a postcode.
    /^\d{4}$/.test(postcode) ? `0${postcode}` : postcode,
    text('place'),
    technology,
    level,
    bdc ? 'fcc_bdc' : text('definition') || 'unstated',
    use,
    down,
    up,
    validFrom,
    text('provider'),
    bdc ? `fcc-${columnName(text('providerId'))}` : null,
    evidence ?? told ?? EvidenceClass.OPERATOR,
    null,
    null,
  ];
}

export const fixedAvailability: Importer = {
  dataset: 'fixed-availability',
  accepts:
    "an operator's delivery by address: CSV or XLSX with strasse, hnr, plz, ort, technologie, download, upload; or an FCC BDC availability CSV",
  source: { named: 'provider' },
  staging: [
    { name: 'given_id', type: 'text' },
    { name: 'street', type: 'text' },
    // The street with the ending that is meant, where it is misspelt.
    { name: 'mended', type: 'text' },
    { name: 'house_number', type: 'integer' },
    { name: 'suffix', type: 'text' },
    { name: 'postcode', type: 'text' },
    { name: 'place', type: 'text' },
    { name: 'technology', type: 'text' },
    { name: 'connection_level', type: 'text' },
    { name: 'definition', type: 'text' },
    { name: 'use', type: 'text' },
    { name: 'max_down_mbit', type: 'numeric' },
    { name: 'max_up_mbit', type: 'numeric' },
    { name: 'valid_from', type: 'date' },
    { name: 'provider', type: 'text' },
    { name: 'provider_id', type: 'text' },
    { name: 'evidence', type: 'text' },
    // The check fills these: which official address is meant, and how that was found.
    { name: 'address_id', type: 'text' },
    { name: 'matched', type: 'text' },
  ],
  // Two spellings may be one address: the check looks for duplicates once it knows which.
  key: ['source_row'],
  async *read(file, report) {
    const table = await openTable(file, report, header);
    const at = findColumns(table.header, NAMES);
    const bdc = isBdc(table.header.map(columnName));
    if (bdc) report.dialect.set('Format', 'FCC Broadband Data Collection');
    const used = new Set<number | undefined>(Object.values(at));
    for (const [index, title] of table.header.entries()) {
      if (!used.has(index) && !(bdc && LEFT_OUT.includes(columnName(title))))
        report.quality(say('The column is not known.'), { column: title, fix: say('It is left out.') });
    }
    tellTitles(report, NAMES, table.header);
    const named = bdc ? bdcDay(file.name) : dayOfName(file.name);
    const told = toldEvidence(file);
    let first = true;
    for await (const record of table.records) {
      const before = report.counts.error;
      if (first) {
        first = false;
        const asOf = at.asOf === undefined ? undefined : readDay(record.fields[at.asOf]!);
        if (asOf)
          report.describes(
            asOf,
            say('the first row says so in the column {column}', { column: table.header[at.asOf!]! }),
            { row: record.row, column: table.header[at.asOf!], value: record.fields[at.asOf!] },
          );
        else if (named) report.describes(named, say('the day is in the name of the file'));
        if (!report.dataDate) {
          throw new FileError(
            say(
              '{name} does not say of which day it is. Name the day with --date, for example --date 2024-06-30, or add a column stand.',
              { name: file.name },
            ),
          );
        }
      }
      const staged = toStaged(record, at, bdc, table.header, told, report);
      if (staged && report.counts.error === before) yield staged;
    }
  },
  check: sqlFile(import.meta.url, 'import-fixed-availability-check.sql')
    .replaceAll('{endings}', STREET_ENDINGS)
    .replace('{late}', () => lateDelivery(TABLE, 'SELECT DISTINCT provider_id, evidence FROM said')),
  apply: applyStatements(sqlFile(import.meta.url, 'import-fixed-availability.sql'), TABLE, REFRESH),
  rollback: rollbackStatements(TABLE, REFRESH),
  touches: ['fixed-availability', 'fixed-availability-history'],
};
