import { FileError, missingColumns, openTable, Report, type SourceFile, type Text } from '@stadtlage/imports';
import { checkContent, kindOf, type ContentOf, type Kind } from '../kinds/index.js';
import { columnNames, csvColumnsOf } from '../kinds/csv-columns.js';
import { id as identifier } from '../kinds/parts.js';
import { MESSAGES, sentenceOf } from '../kinds/messages.js';
import { readText } from '../kinds/read-text.js';
import { refusal, say } from './file-phrases.js';
import { columnNamed, RowContent } from './row-content.js';

export interface RecordOfTable {
  id: string;
  reason?: string | undefined;
  content: ContentOf;
}

const MOST_ROWS = 10_000;
const MOST_FAULTS = 200;
const RULE_OF_IDS: Text = { en: sentenceOf(MESSAGES.id.en, 'en'), de: MESSAGES.id.de };

/**
 * Reads the records of a kind from a table (CSV or a workbook), each row the whole of a record.
 * @throws FileError that names each line and column that is wrong
 */
export async function readRecordsFromTable(kind: Kind, file: SourceFile): Promise<RecordOfTable[]> {
  const columns = csvColumnsOf(kindOf(kind));
  const names = columnNames(kindOf(kind));
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
    const said = new RowContent();
    for (const [i, one] of found.entries()) {
      const text = fields[i];
      if (!one || !text) continue;
      const value = readText(text, one.column.schema, (number) => decimalOf(number, one.name));
      if (value !== undefined) said.set(one.keys, value);
    }
    const { content, faults: wrong = [] } = checkContent(kind, said.plain());
    for (const { path, text } of wrong) tell(row, said.columnAt(path, columns) ?? say('the row'), text);
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
