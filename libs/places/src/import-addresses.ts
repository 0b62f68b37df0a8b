// Official house coordinates: https://www.opengeodata.nrw.de/produkte/geobasis/lk/akt/gebref_txt/ (NRW),
// https://geobasis-bb.de/lgb/de/geodaten/liegenschaftskataster/georeferenzierte-adresse/formatvorgaben-zshh-lgb/ (AdV, all states);
// their layouts one by one: import-addresses-layout.ts
import { sqlFile } from '@stadtlage/database';
import {
  candidatesFor,
  crsTitle,
  FileError,
  type Importer,
  liesInGermany,
  openTable,
  type Report,
  StagedBatch,
  type StagedRow,
  type Text,
} from '@stadtlage/imports';
import { type AddressColumns, addressHeader, columnsOf } from './import-addresses-layout.js';
import { say } from './import-phrases.js';

/** What the file as a whole turned out to be, and what was left out of it. */
interface Facts {
  columns: AddressColumns;
  crs?: { epsg: number; swapped: boolean };
  /** The operator has said it. */
  crsIsTold: boolean;
  cadastreOnly: number;
  withoutNumber: number;
}

const UTM33_STATES = ['11', '12', '13', '14'];

/**
 * The 17-digit street key: state, region and county (5), association of municipalities (4), municipality (3), street (5). House
 * coordinates do not name the association; its digits are then zeros, as in the street list of NRW, where there are none. The
 * database finds a street that is known with them.
 */
export function streetKey(land: string, region: string, county: string, municipality: string, street: string): string {
  return `${land}${region}${county}0000${municipality}${street}`;
}

/** Numbers as `385802,013`, with a decimal point; undefined for what is none. */
function coordinate(text: string): string | undefined {
  return /^-?\d{1,9}([.,]\d+)?$/.test(text) ? text.replace(',', '.') : undefined;
}

/** UTM coordinates without zone prefix look alike in both zones, but the state tells which one its office uses. */
function settleCrs(east: number, north: number, land: string, report: Report): Facts['crs'] {
  const candidates = candidatesFor(east, north);
  const zone = UTM33_STATES.includes(land) ? 25833 : 25832;
  const found = candidates.length === 1 ? candidates[0] : candidates.find(({ epsg }) => epsg === zone);
  if (!found) return undefined;
  const why = candidates.length === 1 ? 'by the size of the numbers' : `the system of the state ${land}`;
  report.dialect.set('Coordinates', `${crsTitle(found.epsg)}${found.swapped ? ', axes swapped' : ''}: ${why}`);
  if (found.swapped) {
    report.quality(say('The axes are swapped in the whole file: north stands in the column for east.'), {
      column: 'ostwert',
      value: east,
      fix: say('They were put in order. Tell the sender.'),
    });
  }
  return found;
}

function toStaged(row: number, fields: string[], facts: Facts, report: Report): StagedRow | undefined {
  const { columns } = facts;
  const change = fields[columns.change];
  if (change === 'A' || change === 'L') {
    throw new FileError(
      say(
        'Row {row} has the record type {change}: the file holds changes only, not all addresses. Ask for the whole data (record type N).',
        { row: String(row), change },
      ),
    );
  }
  if (fields[columns.quality] === 'C') {
    facts.cadastreOnly++;
    return undefined;
  }
  const number = /^0*([1-9]\d{0,5})\s*(.*)$/.exec(fields[columns.houseNumber]!);
  if (!number) {
    facts.withoutNumber++;
    return undefined;
  }
  const before = report.counts.error;
  const wrong = (column: keyof AddressColumns, problem: Text, fix: Text) =>
    report.error(problem, { row, column: COLUMN_NAMES[column] ?? column, value: fields[columns[column]], fix });
  const id = fields[columns.id]!;
  if (!id) wrong('id', say('The address has no identifier.'), say('Add it: later files know the address by it.'));
  const street = fields[columns.street]!;
  if (!street) wrong('street', say('The street has no name.'), say('Add the name.'));
  const key = streetKey(
    fields[columns.land]!,
    fields[columns.region]!,
    fields[columns.county]!,
    fields[columns.municipality]!,
    fields[columns.streetNumber]!,
  );
  if (!/^\d{17}$/.test(key)) {
    wrong(
      'streetNumber',
      say('The parts of the street key do not make 17 digits, but {key}.', { key }),
      say(
        'They are 2, 1, 2, 3 and 5 digits with leading zeros, which a spreadsheet removes. Import the file as the publisher gives it.',
      ),
    );
  }
  const position = positionOf(row, fields, facts, report);
  if (report.counts.error > before || !position) return undefined;
  return [
    row,
    id,
    key,
    street,
    Number(number[1]),
    number[2] + (columns.suffix < 0 ? '' : fields[columns.suffix]!),
    postcodeOf(row, fields, columns, report),
    (columns.place < 0 ? '' : fields[columns.place]!) || (fields[columns.municipalityName] ?? '') || null,
    ...position,
  ];
}

const COLUMN_NAMES: Partial<Record<keyof AddressColumns, string>> = {
  id: 'oid',
  street: 'stn',
  streetNumber: 'sss',
  east: 'ostwert',
};

function postcodeOf(row: number, fields: string[], columns: AddressColumns, report: Report): string | null {
  const text = columns.postcode < 0 ? '' : fields[columns.postcode]!;
  if (/^\d{5}$/.test(text)) return text;
  if (text && text !== '0') {
    report.quality(say('A postcode has five digits.'), {
      row,
      column: 'plz',
      value: text,
      fix: say('It is left out.'),
    });
  }
  return null;
}

function positionOf(
  row: number,
  fields: string[],
  facts: Facts,
  report: Report,
): [east: string, north: string, srid: number] | undefined {
  const [first, second] = [coordinate(fields[facts.columns.east]!), coordinate(fields[facts.columns.north]!)];
  const where = () => ({
    row,
    column: 'ostwert',
    value: `${fields[facts.columns.east]} ${fields[facts.columns.north]}`,
  });
  if (first === undefined || second === undefined) {
    report.error(say('The coordinates are not two numbers.'), {
      ...where(),
      fix: say('Write them as 423392,178 and 5734928,147.'),
    });
    return undefined;
  }
  facts.crs ??= settleCrs(Number(first), Number(second), fields[facts.columns.land]!, report);
  if (!facts.crs) {
    report.error(say('The position is far outside Germany in every coordinate system that is known here.'), {
      ...where(),
      fix: say('Correct it. House coordinates are in EPSG:25832, EPSG:25833, EPSG:4647 or EPSG:5650.'),
    });
    return undefined;
  }
  const { epsg, swapped } = facts.crs;
  const [east, north] = swapped ? [second, first] : [first, second];
  // Written into the database as they are: to print a number anew takes longer than to read it.
  if (liesInGermany(epsg, Number(east), Number(north))) return [east, north, epsg];
  const isTurned = liesInGermany(epsg, Number(north), Number(east));
  report.error(
    isTurned
      ? say(
          facts.crsIsTold
            ? 'The axes are swapped: north stands in the column for east.'
            : 'The axes are swapped: north stands in the column for east, other than in the rows before.',
        )
      : say(
          facts.crsIsTold
            ? 'The position is far outside Germany in {system}, as --crs says.'
            : 'The position is far outside Germany in {system}, the coordinate system of the rows before.',
          { system: crsTitle(epsg) },
        ),
    { ...where(), fix: say('Correct it.') },
  );
  return undefined;
}

function tellLeftOut({ cadastreOnly, withoutNumber, columns }: Facts, report: Report): void {
  if (cadastreOnly) {
    report.information(
      cadastreOnly === 1
        ? say('One row has a house number that only the cadastre uses (quality C).')
        : say('{count} rows have a house number that only the cadastre uses (quality C).', { count: cadastreOnly }),
      {
        column: 'qua',
        fix: say('They are left out: nobody lives at such a number.'),
      },
    );
  }
  if (withoutNumber) {
    report.quality(
      withoutNumber === 1
        ? say('One row has no house number.')
        : say('{count} rows have no house number.', { count: withoutNumber }),
      { column: 'hnr', fix: say('They are left out.') },
    );
  }
  if (columns.postcode < 0) {
    report.information(say('The file has no postcodes.'), {
      fix: say(
        columns.municipalityName < 0
          ? 'Those that are known already stay, others are empty.'
          : 'Those that are known already stay, others are empty. The place is the municipality.',
      ),
    });
  }
}

export const addresses: Importer = {
  dataset: 'addresses',
  accepts:
    'official house coordinates: NRW gebref (15 or 21 columns, no header) or AdV Hauskoordinaten (20 columns), also as the .zip they come in',
  source: 'GEObasis NRW',
  staging: [
    { name: 'id', type: 'text' },
    { name: 'street_key', type: 'text' },
    { name: 'street', type: 'text' },
    { name: 'house_number', type: 'integer' },
    { name: 'house_number_suffix', type: 'text' },
    { name: 'postcode', type: 'text' },
    { name: 'place', type: 'text' },
    { name: 'east', type: 'float8' },
    { name: 'north', type: 'float8' },
    // Transformed while the rest of the file is still read.
    {
      name: 'srid',
      type: 'integer, geom geometry(Point, 4326) GENERATED ALWAYS AS (ST_Transform(ST_SetSRID(ST_MakePoint(east, north), srid), 4326)) STORED',
    },
  ],
  key: ['id'],
  async *read(file, report) {
    const table = await openTable(file, report, addressHeader);
    const told = file.told?.crs;
    if (told) report.dialect.set('Coordinates', `${crsTitle(told)}: as told`);
    const facts: Facts = {
      columns: columnsOf(table.header),
      crs: told === undefined ? undefined : { epsg: told, swapped: false },
      crsIsTold: told !== undefined,
      cadastreOnly: 0,
      withoutNumber: 0,
    };
    for await (const records of table.batches) {
      const rows = records.map(({ row, fields }) => toStaged(row, fields, facts, report));
      yield new StagedBatch(rows.filter((row) => row !== undefined));
    }
    tellLeftOut(facts, report);
  },
  check: sqlFile(import.meta.url, 'import-addresses-check.sql'),
  removals: { what: say('addresses'), figures: sqlFile(import.meta.url, 'import-addresses-removals.sql') },
  apply: sqlFile(import.meta.url, 'import-addresses.sql'),
  touches: ['addresses'],
};
