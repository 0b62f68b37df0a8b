import { FileError, missingColumns, openTable, Report, type SourceFile, type Text } from '@stadtlage/imports';
import { checkContent, kindOf, nounOf, type ContentOf, type Kind } from '../kinds/index.js';
import { columnNames, csvColumnsOf, type CsvColumn } from '../kinds/csv-columns.js';
import { id as identifier } from '../kinds/parts.js';
import { MESSAGES, sentenceOf } from '../kinds/messages.js';
import { readText } from '../kinds/read-text.js';
import { refusal, say } from './file-phrases.js';

export interface RecordOfTable {
  id: string;
  reason?: string | undefined;
  content: ContentOf;
}

const MOST_ROWS = 10_000;
const MOST_FAULTS = 200;
const RULE_OF_IDS: Text = { en: sentenceOf(MESSAGES.id.en, 'en'), de: MESSAGES.id.de };

/** A column as it stands in this file: by years, of one of them. */
interface FoundColumn {
  name: string;
  column: CsvColumn;
  year?: number;
}

/**
 * Reads the records of a kind from a table (CSV or a workbook), each row the whole of a record.
 * @throws FileError that names each line and column that is wrong
 */
export async function readRecordsFromTable(kind: Kind, file: SourceFile): Promise<RecordOfTable[]> {
  const columns = csvColumnsOf(kindOf(kind));
  const names = columnNames(kindOf(kind));
  if (!columns || !names)
    throw new FileError(
      say('A {kind} holds more than a table can: bring it in as JSON with agenda import.', {
        kind: { de: kindOf(kind).title.de, en: nounOf(kind) },
      }),
    );
  const required = ['id', ...columns.filter(({ isRequired }) => isRequired).map(({ name }) => name)];
  const report = new Report();
  const table = await openTable(file, report, {
    columns: names.join(', '),
    problem: (header) => missingColumns(required.filter((name) => !header.some((one) => one.toLowerCase() === name))),
  });
  const header = table.header.map((name) => name.toLowerCase());
  const found = header.map((name) => columnNamed(name, columns));
  const faults: { row: number; text: Text }[] = [];
  let count = 0;
  const tell = (row: number, column: string | Text, problem: Text) => {
    count += 1;
    if (faults.length < MOST_FAULTS)
      faults.push({ row, text: say('line {row}, {column}: {problem}', { row: String(row), column, problem }) });
  };
  for (const [i, one] of found.entries())
    if (!one && !['id', 'reason', ''].includes(header[i]!))
      tell(1, header[i]!, say('there is no such column. There are {names}.', { names: names.join(', ') }));

  const records: RecordOfTable[] = [];
  const lines = new Map<string, number>();
  let rows = 0;
  for await (const { row, fields } of table.records) {
    // Wrong ones, too: each costs time and memory.
    if (++rows > MOST_ROWS)
      throw new FileError(
        say('{name} has more than {most} rows. Divide it, and let its parts withdraw nothing.', {
          name: file.name,
          most: MOST_ROWS,
        }),
      );
    const named = (name: string) => fields[header.indexOf(name)] ?? '';
    const id = named('id');
    const parsed = identifier.safeParse(id);
    if (!parsed.success)
      tell(row, 'id', say('{rule} Found: {found}', { rule: RULE_OF_IDS, found: JSON.stringify(id) }));
    else if (lines.has(id))
      tell(
        row,
        'id',
        say('{id} stands in line {line}, too. Please leave one of them.', { id, line: String(lines.get(id)) }),
      );
    else lines.set(id, row);
    const decimalOf = (text: string, column: string) => table.decimalOf(text, { row, column });
    const raw = contentOf(fields, found, decimalOf);
    const { content, faults: wrong = [] } = checkContent(kind, raw);
    for (const { path, text } of wrong) tell(row, columnAt(path, raw, columns), text);
    if (content) records.push({ id, content, ...(named('reason') ? { reason: named('reason') } : {}) });
  }
  for (const { row, column, problem: en, problemDe: de, fix, fixDe, level } of report.findings) {
    const problem = { en, de };
    const mend = fix && fixDe ? say('{problem} {fix}', { problem, fix: { en: fix, de: fixDe } }) : problem;
    if (level === 'error') tell(row ?? 1, column ?? say('the row'), mend);
    // 180.000 may be a hundred and eighty, or a thousand times as much: better asked than guessed.
    else if (level === 'quality' && column)
      tell(
        row ?? 1,
        column,
        say('{problem} {fix}', { problem, fix: say('Write it without thousands marked, such as 1234.5 or 1234,5.') }),
      );
  }
  if (count) {
    const told = faults.sort((a, b) => a.row - b.row).map(({ text }) => text);
    const { name } = file;
    const heading =
      count === 1
        ? say('{name} has a fault; nothing has been stored:', { name })
        : say('{name} has {count} faults; nothing has been stored:', { name, count });
    throw refusal(heading, told, MOST_FAULTS);
  }
  return records;
}

function columnNamed(name: string, columns: CsvColumn[]): FoundColumn | undefined {
  const year = /_(\d{4})_/.exec(name)?.[1];
  const general = year ? name.replace(`_${year}_`, '_YYYY_') : name;
  const column = columns.find((one) => one.name === general);
  return column && { name, column, ...(year ? { year: Number(year) } : {}) };
}

function contentOf(
  fields: string[],
  found: (FoundColumn | undefined)[],
  decimalOf: (text: string, column: string) => number | undefined,
): Record<string, unknown> {
  const content: Record<string, unknown> = {};
  for (const [i, one] of found.entries()) {
    const text = fields[i];
    if (!one || !text) continue;
    const [name, part] = one.column.path;
    const value = readText(text, one.column.schema, (number) => decimalOf(number, one.name));
    if (value === undefined) continue;
    if (!part) content[name] = value;
    else if (one.year === undefined) content[name] = { ...(content[name] as object), [part]: value };
    else {
      const entries = (content[name] ??= []) as Record<string, unknown>[];
      const entry = entries.find(({ year }) => year === one.year);
      if (entry) entry[part] = value;
      else entries.push({ year: one.year, [part]: value });
    }
  }
  // Official lists have German names alone; until somebody translates them, they are called so in English, too.
  for (const { column } of found.filter((one) => one !== undefined)) {
    const [name, part] = column.path;
    const said = content[name] as Record<string, unknown> | undefined;
    if (part === 'de' && said?.['de'] && !said['en']) said['en'] = said['de'];
  }
  return content;
}

/** The column that a fault of the content is about. */
function columnAt(path: PropertyKey[], content: Record<string, unknown>, columns: CsvColumn[]): string | Text {
  const [name, second, third] = path.map(String);
  const column = columns.find(
    ({ path: own, isByYear }) =>
      own[0] === name && (own.length === 1 || own[1] === (isByYear ? third : (second ?? 'de'))),
  );
  if (!column) return name ?? say('the row');
  const entry = column.isByYear ? (content[name!] as { year: number }[])[Number(second)] : undefined;
  return entry ? column.name.replace('YYYY', String(entry.year)) : column.name;
}
