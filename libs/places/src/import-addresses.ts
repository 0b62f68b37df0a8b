// Official house coordinates; the layouts and where they are specified: import-addresses-layout.ts
import { sqlFile, UserError } from '@stadtlage/database';
import {
  candidatesFor,
  crsTitle,
  type Importer,
  liesInGermany,
  openTable,
  type Report,
  type StagedRow,
} from '@stadtlage/imports';
import { type AddressColumns, addressHeader, columnsOf } from './import-addresses-layout.js';

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

/** Numbers as `385802,013`; undefined for what is none. */
function coordinate(text: string): number | undefined {
  return /^-?\d{1,9}([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : undefined;
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
    report.quality('The axes are swapped in the whole file: north stands in the column for east.', {
      column: 'ostwert',
      value: east,
      fix: 'They were put in order. Tell the sender.',
    });
  }
  return found;
}

function toStaged(row: number, fields: string[], facts: Facts, report: Report): StagedRow | undefined {
  const { columns } = facts;
  const change = fields[columns.change];
  if (change === 'A' || change === 'L') {
    throw new UserError(
      `Row ${row} has the record type ${change}: the file holds changes only, not all addresses. Ask for the whole data (record type N).`,
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
  const wrong = (column: keyof AddressColumns, problem: string, fix: string) =>
    report.error(problem, { row, column: COLUMN_NAMES[column] ?? column, value: fields[columns[column]], fix });
  const id = fields[columns.id]!;
  if (!id) wrong('id', 'The address has no identifier.', 'Add it: later files know the address by it.');
  const street = fields[columns.street]!;
  if (!street) wrong('street', 'The street has no name.', 'Add the name.');
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
      `The parts of the street key do not make 17 digits, but ${key}.`,
      'They are 2, 1, 2, 3 and 5 digits with leading zeros, which a spreadsheet removes. Import the file as the publisher gives it.',
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
    report.quality('A postcode has five digits.', { row, column: 'plz', value: text, fix: 'It is left out.' });
  }
  return null;
}

function positionOf(
  row: number,
  fields: string[],
  facts: Facts,
  report: Report,
): [east: number, north: number, srid: number] | undefined {
  const [first, second] = [coordinate(fields[facts.columns.east]!), coordinate(fields[facts.columns.north]!)];
  const value = `${fields[facts.columns.east]} ${fields[facts.columns.north]}`;
  const where = { row, column: 'ostwert', value };
  if (first === undefined || second === undefined) {
    report.error('The coordinates are not two numbers.', {
      ...where,
      fix: 'Write them as 423392,178 and 5734928,147.',
    });
    return undefined;
  }
  facts.crs ??= settleCrs(first, second, fields[facts.columns.land]!, report);
  if (!facts.crs) {
    report.error('The position is far outside Germany in every coordinate system that is known here.', {
      ...where,
      fix: 'Correct it. House coordinates are in EPSG:25832, EPSG:25833, EPSG:4647 or EPSG:5650.',
    });
    return undefined;
  }
  const { epsg, swapped } = facts.crs;
  const [east, north] = swapped ? [second, first] : [first, second];
  if (liesInGermany(epsg, east, north)) return [east, north, epsg];
  const isTurned = liesInGermany(epsg, north, east);
  report.error(
    isTurned
      ? `The axes are swapped: north stands in the column for east${facts.crsIsTold ? '' : ', other than in the rows before'}.`
      : `The position is far outside Germany in ${crsTitle(epsg)}, ${facts.crsIsTold ? 'as --crs says' : 'the coordinate system of the rows before'}.`,
    { ...where, fix: 'Correct it.' },
  );
  return undefined;
}

function tellLeftOut({ cadastreOnly, withoutNumber, columns }: Facts, report: Report): void {
  const count = (rows: number) => (rows === 1 ? 'One row has' : `${rows.toLocaleString('en')} rows have`);
  if (cadastreOnly) {
    report.information(`${count(cadastreOnly)} a house number that only the cadastre uses (quality C).`, {
      column: 'qua',
      fix: 'They are left out: nobody lives at such a number.',
    });
  }
  if (withoutNumber) {
    report.quality(`${count(withoutNumber)} no house number.`, { column: 'hnr', fix: 'They are left out.' });
  }
  if (columns.postcode < 0) {
    report.information('The file has no postcodes.', {
      fix: `Those that are known already stay, others are empty.${columns.municipalityName < 0 ? '' : ' The place is the municipality.'}`,
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
    for await (const { row, fields } of table.records) {
      const staged = toStaged(row, fields, facts, report);
      if (staged) yield staged;
    }
    tellLeftOut(facts, report);
  },
  check: sqlFile(import.meta.url, 'import-addresses-check.sql'),
  apply: sqlFile(import.meta.url, 'import-addresses.sql'),
  touches: ['addresses'],
};
