import { inColumns } from './picture.js';

it('The legend of a saved picture has no heading at the foot of a column', () => {
  const placesOf = (entries: string, columns: number) => {
    const { places, rows } = inColumns(
      [...entries].map((sign) => sign === 'H'),
      columns,
    );
    return [rows, places.map(({ column, row }) => `${column}${row}`).join(' ')];
  };
  expect(placesOf('HkkHkkk', 2)).toEqual([4, '00 01 02 10 11 12 13']);
  expect(placesOf('HkHkkHkk', 3)).toEqual([3, '00 01 10 11 12 20 21 22']);
  // One row more, where the columns would not do.
  expect(placesOf('HkHkkkkk', 2)).toEqual([4, '00 01 02 03 10 11 12 13']);
  expect(placesOf('HkkHkkkk', 2)).toEqual([5, '00 01 02 03 04 10 11 12']);
  expect(placesOf('', 2)).toEqual([1, '']);
});
