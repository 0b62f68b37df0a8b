import { UserError } from '@stadtlage/database';
import { openCsv } from './csv.js';
import { Report } from './report.js';
import { fileOf } from './testing.js';

const header = {
  columns: 'key, name',
  problem: (columns: string[]) =>
    columns.includes('key') && columns.includes('name') ? undefined : 'a column is missing.',
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
    expect(dialect).toEqual({ Encoding: 'UTF-8', Delimiter: name });
  });

  it('may begin with a byte order mark, have CRLF line ends, a quoted header and line breaks in quotes (as Excel writes them)', async () => {
    const { records } = await read('\ufeff"key";"name"\r\n1;"two\nlines"\r\n2;x "y" z\r\n');
    expect(records).toEqual([
      [3, '1', 'two\nlines'],
      [4, '2', 'x "y" z'],
    ]);
  });

  it('may be in Latin-1 or windows-1252', async () => {
    const { records, dialect } = await read(Buffer.from('key;name\n1;M\xfchlenstra\xdfe 5 \x80\n', 'latin1'));
    expect(records).toEqual([[2, '1', 'Mühlenstraße 5 €']]);
    expect(dialect).toMatchObject({ Encoding: 'Latin-1 (windows-1252)' });
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
    ['UTF-16 with its mark', Buffer.from('\ufeffkey;name\n1;a\n', 'utf16le'), /UTF-16/],
    ['UTF-16 without its mark', Buffer.from('key;name\n1;abcdefghijklmnopqrstuvw\n', 'utf16le'), /UTF-16/],
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
