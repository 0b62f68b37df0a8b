// Made-up house coordinates in the layout of NRW (gebref, version 2): EPSG:25832, semicolons, decimal commas, no header.
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const NUMBERS_PER_STREET = 50;
const NAMES = [
  'Ahorn',
  'Birken',
  'Buchen',
  'Eichen',
  'Erlen',
  'Eschen',
  'Kiefern',
  'Linden',
  'Tannen',
  'Ulmen',
  'Weiden',
  'Zedern',
];
const ENDINGS = ['straße', 'weg', 'allee', 'platz', 'gasse', 'ring', 'damm', 'ufer', 'steig', 'hof'];

/** Writes so many rows: streets of fifty houses, in a square of 40 km with every third number followed by a letter. */
export async function writeHouseCoordinates(path: string, rows: number): Promise<void> {
  await pipeline(Readable.from(pieces(rows)), createWriteStream(path));
}

function* pieces(rows: number): Generator<string> {
  let text = '';
  for (let row = 0; row < rows; row++) {
    text += line(row);
    if (text.length > 65_536) {
      yield text;
      text = '';
    }
  }
  yield text;
}

function line(row: number): string {
  const street = Math.floor(row / NUMBERS_PER_STREET);
  const number = row % NUMBERS_PER_STREET;
  const municipality = Math.floor(street / 90_000) + 1;
  const name = `${NAMES[street % NAMES.length]}${ENDINGS[Math.floor(street / NAMES.length) % ENDINGS.length]} ${Math.floor(street / 120) + 1}`;
  // Streets lie in a grid, their houses in a row: neighbours in the file are neighbours in the place, as in the real ones.
  const east = 400_000 + (street % 200) * 200 + number * 3.1;
  const north = 5_720_000 + ((Math.floor(street / 200) * 37) % 40_000) + (number % 2) * 20.5;
  return (
    [
      'N',
      `DENW99AL${row.toString(36).toUpperCase().padStart(8, '0')}`,
      'A',
      '05;Nordrhein-Westfalen;5;Münster;70;Warendorf',
      String(municipality).padStart(3, '0'),
      `Musterstadt ${municipality}`,
      '0000',
      '',
      String(street % 90_000).padStart(5, '0'),
      name,
      Math.floor(number / 3) * 2 + (number % 2) + 1,
      number % 3 === 2 ? 'a' : '',
      'ETRS89_UTM32',
      east.toFixed(3).replace('.', ','),
      north.toFixed(3).replace('.', ','),
      '2024-01-01',
    ].join(';') + '\r\n'
  );
}
