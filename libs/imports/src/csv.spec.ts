import { UserError } from '@stadtlage/database';
import { openCsv } from './csv.js';
import { verbatim } from './phrases.js';
import { Report } from './report.js';
import { fileOf } from './testing.js';

const header = {
  columns: 'key, name',
  problem: (columns: string[]) =>
    columns.includes('key') && columns.includes('name') ? undefined : verbatim('a column is missing.'),
};

async function read(content: string | Buffer) {
  const report = new Report();
  const table = await openCsv(fileOf('list.csv', content), report, header);
  const records: [number, ...string[]][] = [];
  for await (const { row, fields } of table.records) records.push([row, ...fields]);
  return { records, report, dialect: Object.fromEntries(report.dialect) };
}

describe('a CSV file', () => {
  it.each([
    [',', 'comma'],
    [';', 'semicolon'],
    ['\t', 'tab'],
    ['|', 'vertical bar'],
  ])('may be delimited by %j', async (delimiter, name) => {
    const { records, dialect } = await read(`key${delimiter}name\n1${delimiter}"a${delimiter}b"\n`);
    expect(records).toEqual([[2, '1', `a${delimiter}b`]]);
    expect(dialect).toEqual({
      Encoding: 'UTF-8',
      'Line ends': 'LF',
      Delimiter: name,
      Header: 'row 1',
      'Decimal sign': 'none seen',
    });
  });

  it('may begin with a byte order mark, have CRLF line ends, a quoted header and line breaks in quotes (as Excel writes them)', async () => {
    const { records } = await read('\ufeff"key";"name"\r\n1;"two\nlines"\r\n2;x "y" z\r\n');
    expect(records).toEqual([
      [3, '1', 'two\nlines'],
      [4, '2', 'x "y" z'],
    ]);
  });

  it.each<[string, Buffer, string]>([
    ['UTF-8 with byte order mark', Buffer.from('\ufeffkey;name\n1;Mühle €\n'), 'Mühle €'],
    ['Latin-1', Buffer.from('key;name\n1;M\xfchlenstra\xdfe\n', 'latin1'), 'Mühlenstraße'],
    ['windows-1252', Buffer.from('key;name\n1;M\xfchle 5 \x80\n', 'latin1'), 'Mühle 5 €'],
    ['UTF-16 LE', Buffer.from('\ufeffkey;name\r\n1;Mühle €\r\n', 'utf16le'), 'Mühle €'],
    ['UTF-16 LE', Buffer.from('key;name\n1;abcdefghijklmnopqrstuvw\n', 'utf16le'), 'abcdefghijklmnopqrstuvw'],
    ['UTF-16 BE', Buffer.from('\ufeffkey;name\n1;Mühle €\n', 'utf16le').swap16(), 'Mühle €'],
    ['UTF-16 BE', Buffer.from('key;name\n1;abcdefghijklmnopqrstuvw\n', 'utf16le').swap16(), 'abcdefghijklmnopqrstuvw'],
  ])('may be in %s, and says so', async (encoding, content, text) => {
    const { records, dialect } = await read(content);
    expect(records).toEqual([[2, '1', text]]);
    expect(dialect).toMatchObject({ Encoding: encoding });
  });

  it('knows a character of UTF-8 that lies across two pieces of the file', async () => {
    const { records, dialect } = await read(`key;name\n${'1;€ẞ😀ü\n'.repeat(500)}`);
    expect(records).toHaveLength(500);
    expect(new Set(records.map(([, , name]) => name))).toEqual(new Set(['€ẞ😀ü']));
    expect(dialect).toMatchObject({ Encoding: 'UTF-8' });
  });

  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('may have lines that end with %s', async (name, end) => {
    const { records, dialect } = await read(['key;name', '1;a', '2;"b', 'c"', '3;d', ''].join(end));
    expect(records).toEqual([
      [2, '1', 'a'],
      [4, '2', `b${end}c`],
      [5, '3', 'd'],
    ]);
    expect(dialect).toMatchObject({ 'Line ends': name });
  });

  it('may mix line ends, and says so', async () => {
    const { records, dialect } = await read('key;name\n1;a\r\n2;b\r3;c\n');
    expect(records.map(([row]) => row)).toEqual([2, 3, 4]);
    expect(dialect).toMatchObject({ 'Line ends': 'mixed' });
  });

  it('may have titles above its header, which the report repeats', async () => {
    const { records, report, dialect } = await read('Straßen der Stadt;\n\nStand: 2024;\nkey;name\n1;a\n');
    expect(records).toEqual([[5, '1', 'a']]);
    expect(dialect).toMatchObject({ Header: 'row 4' });
    expect(report.findings).toMatchObject([
      {
        level: 'information',
        row: 1,
        value: 'Straßen der Stadt / Stand: 2024',
        problem: expect.stringContaining('2 rows'),
      },
    ]);
  });

  it('may have no header where the importer knows the layout', async () => {
    const report = new Report();
    const layout = {
      name: 'list, version 1',
      columns: ['key', 'name', 'x'],
      fits: ([key]: string[]) => /^\d+$/.test(key!),
    };
    const open = (content: string) => openCsv(fileOf('list.csv', content), report, { ...header, headerless: [layout] });
    const table = await open('1;a;7,5\n2;b;8,25\n');
    expect(table.header).toEqual(['key', 'name', 'x']);
    const rows = [];
    for await (const { row, fields } of table.records) rows.push([row, table.decimalOf(fields[2]!)]);
    expect(rows).toEqual([
      [1, 7.5],
      [2, 8.25],
    ]);
    expect(report.dialect.get('Header')).toBe('none; columns as in list, version 1');
    expect(report.dialect.get('Decimal sign')).toBe('comma');
    await expect(open('x;a;7,5\n')).rejects.toThrow(/a column is missing/);
    await expect(open('1;a\n')).rejects.toThrow(/a column is missing/);
  });

  it('has fields that begin as formulas do taken as text and noted, but not numbers and dashes', async () => {
    const { records, report } = await read('key;name\n-1;=HYPERLINK("x")\n+49 251 1;@sum\n-;+1+cmd\n1e3;-7,5\n');
    expect(records.map(([, , name]) => name)).toEqual(['=HYPERLINK("x")', '@sum', '+1+cmd', '-7,5']);
    expect(report.findings).toMatchObject([
      {
        level: 'quality',
        row: 2,
        column: 'name',
        value: '=HYPERLINK("x")',
        problem: expect.stringContaining('3 fields'),
      },
    ]);
  });

  it('is refused in flat memory when a line never ends', async () => {
    const piece = Buffer.alloc(262_144, 'a');
    let given = 0;
    const endless = {
      name: 'endless.csv',
      bytes: 10 * 1024 ** 3,
      async *open() {
        yield Buffer.from('key;name\n');
        for (let i = 0; i < 40_000; i++) yield (given++, piece);
      },
    };
    const before = process.memoryUsage().rss;
    await expect(openCsv(endless, new Report(), header)).rejects.toThrow(
      /endless\.csv has a line of more than 16,000,000 bytes/,
    );
    expect(given).toBeLessThan(100);
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  it('is refused in flat memory when a quotation mark is open for hundreds of megabytes', async () => {
    const lines = Buffer.from('1;a\n'.repeat(65_536));
    const open = {
      name: 'open.csv',
      bytes: 300 * lines.length * 4,
      async *open() {
        yield Buffer.from('key;name\n1;"a\n');
        for (let i = 0; i < 1_200; i++) yield lines;
      },
    };
    const table = await openCsv(open, new Report(), header);
    const before = process.memoryUsage().rss;
    const all = (async () => {
      for await (const _ of table.records);
    })();
    await expect(all).rejects.toThrow(/open\.csv: the record .* quotation mark before it is never closed/);
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  });

  it('is refused with a zero byte in a cell, which no database text can hold', async () => {
    await expect(read('key;name\n1;A\0B\n')).rejects.toThrow(/binary content \(a zero byte\)/);
  });

  it('is not read wrongly when it mixes UTF-8 and Latin-1', async () => {
    const mixed = Buffer.concat([Buffer.from('key;name\n1;Mühle\n'), Buffer.from('2;M\xfchle\n', 'latin1')]);
    await expect(read(mixed)).rejects.toThrow(/mixes UTF-8 with another encoding/);
  });

  it('has its short and long rows reported, and says of the last one that the file was cut off', async () => {
    const { records, report } = await read('key;name\n1;a;b\n2;b\n3\n');
    expect(records).toEqual([[3, '2', 'b']]);
    expect(report.findings).toMatchObject([
      { row: 2, level: 'error', problem: 'The row has 3 of 2 columns.' },
      { row: 4, level: 'error', problem: expect.stringContaining('cut off') },
    ]);
  });

  it('is remarked on when the last line has no end', async () => {
    const { report } = await read('key;name\n1;a\n2;b');
    expect(report.findings).toMatchObject([{ row: 3, level: 'quality' }]);
  });

  it.each<[string, string | Buffer, RegExp]>([
    ['nothing', '', /is empty/],
    ['only white space', ' \n ', /white space/],
    ['only a header', 'key;name\n', /no rows/],
    ['a web page', '<!DOCTYPE html>\n<html><body>Not found</body></html>', /HTML page/],
    ['XML', '<?xml version="1.0"?><a/>', /XML/],
    ['JSON', '{"key": 1}', /is JSON, not CSV/],
    ['a spreadsheet', Buffer.from('504b03041400', 'hex'), /Excel/],
    [
      'UTF-16 that was cut off',
      Buffer.from('\ufeffkey;name\n1;a\n', 'utf16le').subarray(0, -1),
      /middle of a character/,
    ],
    ['UTF-16 with a zero character', Buffer.from('\ufeffkey;name\n1;a\0\n', 'utf16le'), /zero byte/],
    ['a web page in UTF-16', Buffer.from('\ufeff<html></html>', 'utf16le'), /HTML page/],
    ['binary content', Buffer.from([107, 101, 121, 0, 1, 2, 3]), /binary/],
    ['a delimiter that nobody uses', 'key#name\n1#a\n', /comma, semicolon, tab or vertical bar.*Found: key#name/],
    ['other columns', 'id;title\n1;a\n', /Expected: key, name\. Found: id, title/],
    ['a column twice', 'key;name;name\n1;a;b\n', /"name" twice/],
    ['a quote that never closes', 'key;name\n1;"a\n2;b\n', /never closed/],
    ['half a character at its end', Buffer.from('key;name\n1;ü').subarray(0, -1), /middle of a character/],
  ])('is refused when it holds %s', async (_what, content, message) => {
    const refused = read(content);
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toBeInstanceOf(UserError);
  });
});
