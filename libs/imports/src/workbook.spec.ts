import { UserError } from '@stadtlage/database';
import * as XLSX from '@e965/xlsx';
import { deflateRawSync } from 'node:zlib';
import type { SourceFile } from './importer.js';
import { verbatim } from './phrases.js';
import { Report } from './report.js';
import { openTable } from './table.js';
import { fileOf } from './testing.js';
import { Told } from './told.js';

const header = {
  columns: 'key, name',
  problem: (columns: string[]) =>
    columns.includes('key') && columns.includes('name') ? undefined : verbatim('a column is missing.'),
};

async function read(content: Buffer, name = 'list.xlsx') {
  const report = new Report();
  const table = await openTable(fileOf(name, content, 65_536), report, header);
  const records: [number, ...string[]][] = [];
  for await (const { row, fields } of table.records) records.push([row, ...fields]);
  return { header: table.header, records, report, dialect: Object.fromEntries(report.dialect), table };
}

type Cells = (string | number | boolean | Date | null | XLSX.CellObject)[][];

function workbook(
  sheets: Record<string, Cells>,
  change: (sheets: XLSX.WorkBook) => void = () => {},
  bookType = 'xlsx',
) {
  const book = XLSX.utils.book_new();
  for (const [name, cells] of Object.entries(sheets)) {
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(cells, { UTC: true } as XLSX.AOA2SheetOpts), name);
  }
  change(book);
  return XLSX.write(book, { type: 'buffer', bookType: bookType as XLSX.BookType, compression: true }) as Buffer;
}

/** A ZIP archive of these parts, with the sizes that are stated for them or else their true ones. */
function zip(parts: Record<string, { content: Buffer; stated?: number }>): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, { content, stated = content.length }] of Object.entries(parts)) {
    const packed = deflateRawSync(content);
    const sizes = Buffer.alloc(22);
    sizes.writeUInt16LE(20, 0);
    sizes.writeUInt16LE(8, 4);
    sizes.writeUInt32LE(packed.length, 14);
    sizes.writeUInt32LE(stated, 18);
    const nameLength = Buffer.from([name.length, 0]);
    const local = Buffer.concat([
      Buffer.from('504b0304', 'hex'),
      sizes,
      nameLength,
      Buffer.alloc(2),
      Buffer.from(name),
      packed,
    ]);
    const place = Buffer.alloc(4);
    place.writeUInt32LE(at);
    directory.push(
      Buffer.concat([
        Buffer.from('504b01021400', 'hex'),
        sizes,
        nameLength,
        Buffer.alloc(12),
        place,
        Buffer.from(name),
      ]),
    );
    locals.push(local);
    at += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('504b0506', 'hex');
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, list, end]);
}

const SKELETON = {
  '[Content_Types].xml': {
    content: Buffer.from('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
  },
  'xl/workbook.xml': { content: Buffer.from('<workbook/>') },
};

describe('a workbook', () => {
  it.each(['xlsx', 'biff8'])('is a table like any other as %s', async (bookType) => {
    const {
      header: columns,
      records,
      dialect,
    } = await read(
      workbook(
        {
          Liste: [
            ['key', 'name', 'Stand'],
            ['05570004', ' Mühle ', new Date('2024-02-29T00:00:00Z')],
            ['2', 'b', null],
          ],
        },
        undefined,
        bookType,
      ),
    );
    expect(columns).toEqual(['key', 'name', 'Stand']);
    expect(records).toEqual([
      [2, '05570004', 'Mühle', '2024-02-29'],
      [3, '2', 'b', ''],
    ]);
    expect(dialect).toMatchObject({ Workbook: bookType === 'xlsx' ? 'XLSX' : 'XLS', Sheet: 'Liste', Header: 'row 1' });
  });

  it('keeps numbers with all their digits, zeros that the format shows, and percent as shown', async () => {
    const { records } = await read(
      workbook({
        A: [
          ['key', 'name', 'x'],
          [
            { t: 'n', v: 5570004, z: '00000000' },
            { t: 'n', v: 1234.56789, z: '#,##0.00' },
            { t: 'n', v: 0.1234, z: '0.00%' },
          ],
          [7, true, 0.1],
        ],
      }),
    );
    expect(records).toEqual([
      [2, '05570004', '1234.56789', '12.34'],
      [3, '7', 'true', '0.1'],
    ]);
  });

  it('says that a long key was made a number', async () => {
    const { records, report } = await read(
      workbook({
        A: [
          ['key', 'name'],
          [5570000000415600, 'Abtstraße'],
        ],
      }),
    );
    expect(records).toEqual([[2, '5570000000415600', 'Abtstraße']]);
    expect(report.findings).toMatchObject([
      {
        row: 2,
        column: 'key',
        level: 'quality',
        value: '5570000000415600',
        problem: expect.stringContaining('15 digits'),
      },
    ]);
  });

  it('gives the values that were saved with formulas, and says where there is none, or an error', async () => {
    const { records, report } = await read(
      workbook({
        A: [
          ['key', 'name'],
          ['1', { t: 's', v: 'ab', f: 'A1&"b"' }],
          ['2', { t: 'e', v: 0x2a, w: '#N/A' }],
          ['3', '=cmd()'],
        ],
      }),
    );
    expect(records).toEqual([
      [2, '1', 'ab'],
      [3, '2', ''],
      [4, '3', '=cmd()'],
    ]);
    expect(report.findings).toMatchObject([
      { row: 3, column: 'name', value: '#N/A' },
      { row: 4, column: 'name', value: '=cmd()', problem: expect.stringContaining('begins as a formula') },
    ]);
  });

  it('takes the first sheet whose header fits, below merged titles, and says both', async () => {
    const content = workbook(
      {
        Deckblatt: [['Auszug']],
        Daten: [
          ['Straßen der Stadt'],
          [],
          ['key', 'na\nme'.replace('\n', ''), 'Breitband\nverfügbar'],
          ['1', 'a', 'ja'],
        ],
        Rest: [['key', 'name']],
      },
      ({ Sheets }) => (Sheets['Daten']!['!merges'] = [XLSX.utils.decode_range('A1:C1')]),
    );
    const { header: columns, records, report, dialect } = await read(content);
    expect(columns).toEqual(['key', 'name', 'Breitband verfügbar']);
    expect(records).toEqual([[4, '1', 'a', 'ja']]);
    expect(dialect).toMatchObject({ Sheet: 'Daten', Header: 'row 3' });
    expect(report.findings).toMatchObject([
      { level: 'information', value: 'Deckblatt, Rest', problem: expect.stringContaining('3 sheets') },
      {
        level: 'information',
        row: 1,
        value: 'Straßen der Stadt',
        problem: expect.stringContaining('above the header'),
      },
    ]);
  });

  it('says that merged cells in the table have one value, and that cells lie beyond the header', async () => {
    const { records, report } = await read(
      workbook(
        {
          A: [
            ['key', 'name'],
            ['1', 'a'],
            ['2', null, 'note'],
          ],
        },
        ({ Sheets }) => (Sheets['A']!['!merges'] = [XLSX.utils.decode_range('B2:B3')]),
      ),
    );
    expect(records).toEqual([
      [2, '1', 'a'],
      [3, '2', ''],
    ]);
    expect(report.findings).toMatchObject([
      { row: 2, value: 'B2:B3', level: 'quality' },
      { row: 3, column: 'C', value: 'note', level: 'quality' },
    ]);
  });

  it('reads dates that count from 1904', async () => {
    const content = workbook(
      {
        A: [
          ['key', 'name'],
          ['1', { t: 'n', v: 1, z: 'yyyy-mm-dd' }],
        ],
      },
      (book) => {
        book.Workbook = { ...book.Workbook, WBProps: { date1904: true } };
      },
    );
    expect((await read(content)).records).toEqual([[2, '1', '1904-01-02']]);
  });

  it.each<[string, Buffer, RegExp]>([
    [
      'no sheet with the header',
      workbook({
        A: [
          ['id', 'title'],
          ['1', 'a'],
        ],
      }),
      /no sheet has the header.*a column is missing.*Found: id, title/,
    ],
    ['no rows', workbook({ A: [['key', 'name']] }), /no rows/],
    [
      'a column twice',
      workbook({
        A: [
          ['key', 'name', 'name'],
          ['1', 'a', 'b'],
        ],
      }),
      /"name" twice/,
    ],
    [
      'half of its bytes',
      workbook({
        A: [
          ['key', 'name'],
          ['1', 'a'],
        ],
      }).subarray(0, 3_000),
      /damaged archive/,
    ],
    [
      'half of an old workbook',
      workbook(
        {
          A: [
            ['key', 'name'],
            ['1', 'a'],
          ],
        },
        undefined,
        'biff8',
      ).subarray(0, 1_500),
      /cannot be read as a workbook/,
    ],
    ['something else in the archive', zip({ 'plan.pdf': { content: Buffer.from('a') } }), /ZIP archive.*plan\.pdf/],
    ['an OpenDocument table', zip({ 'META-INF/manifest.xml': { content: Buffer.from('a') } }), /OpenDocument/],
    [
      'a text document',
      zip({
        '[Content_Types].xml': SKELETON['[Content_Types].xml'],
        'word/document.xml': { content: Buffer.from('a') },
      }),
      /not an Excel workbook/,
    ],
    [
      'a binary workbook',
      workbook(
        {
          A: [
            ['key', 'name'],
            ['1', 'a'],
          ],
        },
        undefined,
        'xlsb',
      ),
      /XLSB/,
    ],
    [
      'a bomb',
      zip({ ...SKELETON, 'xl/worksheets/sheet1.xml': { content: Buffer.alloc(20_000_000) } }),
      /would become 19 MB/,
    ],
    [
      'a bomb that says it is small',
      zip({ ...SKELETON, 'xl/workbook.xml': { content: Buffer.alloc(20_000_000), stated: 1_000 } }),
      /cannot be unpacked/,
    ],
    [
      'very many parts',
      zip(Object.fromEntries(Array.from({ length: 2_100 }, (_, i) => [`${i}.xml`, { content: Buffer.from('a') }]))),
      /more than 2,000 parts/,
    ],
  ])('is refused when it has %s', async (_what, content, message) => {
    const refused = read(content);
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toBeInstanceOf(UserError);
  });

  it('of the old kind never breaks anything, wherever it is damaged', async () => {
    const whole = workbook(
      {
        A: [
          ['key', 'name'],
          ['1', 'a'],
        ],
      },
      undefined,
      'biff8',
    );
    const { error: say } = console;
    // The library tells the terminal about each record that it does not know.
    console.error = () => {};
    const failures = new Set<unknown>();
    for (let at = 512; at < whole.length; at += 13) {
      const damaged = Buffer.from(whole);
      damaged[at] = damaged[at]! ^ 0xff;
      await read(damaged).catch((error) => failures.add(error));
    }
    console.error = say;
    expect(failures.size).toBeGreaterThan(0);
    for (const failure of failures) {
      expect(failure).toBeInstanceOf(UserError);
      expect((failure as Error).message).not.toMatch(/Cannot (read|set)|undefined|is not a/);
    }
  });

  describe('in an archive', () => {
    const archive = (names: Record<string, string | Buffer>, layer?: string): SourceFile => {
      const parts = Object.entries(names).map(([name, content]) => [name, { content: Buffer.from(content) }]);
      return { ...fileOf('daten.zip', zip(Object.fromEntries(parts)), 65_536), told: new Told({ layer }) };
    };
    const open = async (file: SourceFile) => {
      const report = new Report();
      const rows = [];
      for await (const { fields } of (await openTable(file, report, header)).records) rows.push(fields);
      return { rows, chosen: report.dialect.get('File in the archive') };
    };
    const LIST = 'key;name\n1;a\n';

    it('is the only one that has the columns, or the one that is named', async () => {
      const both = { 'liesmich.txt': 'Hallo\n', 'schluessel.csv': 'art;text\n1;x\n', 'liste.csv': LIST };
      expect(await open(archive(both))).toEqual({ rows: [['1', 'a']], chosen: 'liste.csv' });
      const two = { 'ost.csv': LIST, 'west.csv': LIST.replace('1;a', '1;w') };
      expect(await open(archive(two, 'west'))).toEqual({ rows: [['1', 'w']], chosen: 'west.csv' });
      const inside = {
        'mappe.xlsx': workbook({
          A: [
            ['key', 'name'],
            ['1', 'a'],
          ],
        }),
      };
      expect((await open(archive(inside))).rows).toEqual([['1', 'a']]);
    });

    it.each<[string, Record<string, string>, string | undefined, RegExp]>([
      [
        'several fit',
        { 'ost.csv': LIST, 'west.csv': LIST },
        undefined,
        /holds several: ost\.csv, west\.csv\..*--layer "ost"/,
      ],
      ['none has that name', { 'ost.csv': LIST }, 'nord', /has no "nord", but ost\.csv/],
      [
        'none has the columns',
        { 'a.csv': 'x;y\n', 'b.csv': 'x;y\n' },
        undefined,
        /a\.csv, b\.csv, and none of them has the columns/,
      ],
      ['it would become a bomb', { 'a.csv': LIST + ' '.repeat(20_000_000) }, undefined, /as only a ZIP bomb does/],
    ])('is refused when %s', async (_what, files, layer, message) => {
      await expect(open(archive(files, layer))).rejects.toThrow(message);
    });
  });

  it('is refused when it is larger than 50 MB, before it is read', async () => {
    const large = {
      ...fileOf('large.xlsx', workbook({ A: [['key', 'name']] })),
      bytes: 51 * 1024 * 1024,
    };
    await expect(openTable(large, new Report(), header)).rejects.toThrow(/51 MB; workbooks are read up to 50 MB/);
  });
});
