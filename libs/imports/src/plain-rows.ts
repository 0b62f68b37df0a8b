// Most tables of a million rows hold no quotation mark, and splitting their lines takes a third of the time that parsing them does.

/** A record and the line on which it ends, as csv-parse gives them with `info`. */
export interface ParsedRow {
  record: string[];
  info: { lines: number };
  /** It was parsed, so its fields may hold line ends. */
  parsed?: boolean;
}

/**
 * The records of a table, split at the delimiter until the first quotation mark and parsed from that line on. Empty lines are passed
 * over, fields are trimmed. They come as many at a time as were read: each step of a stream costs as much as a record.
 * @param skip records to leave out at the start: titles and header
 * @param parse parses the rest; `skip` is what is left of it, lines are counted from that rest
 */
export async function* plainThenQuoted(
  text: AsyncIterable<string>,
  delimiter: string,
  skip: number,
  parse: (rest: AsyncIterable<string>, skip: number) => AsyncIterable<ParsedRow>,
): AsyncGenerator<ParsedRow[]> {
  const pieces = text[Symbol.asyncIterator]();
  let pending = '';
  let lines = 0;
  const rowsOf = (text: string): ParsedRow[] => {
    const rows: ParsedRow[] = [];
    for (const line of linesOf(text)) {
      lines++;
      const record = line.split(delimiter);
      for (let i = 0; i < record.length; i++) if (mayBePadded(record[i]!)) record[i] = record[i]!.trim();
      if (record.length === 1 && record[0] === '') continue;
      if (skip-- <= 0) rows.push({ record, info: { lines } });
    }
    return rows;
  };
  try {
    for (;;) {
      const { value, done } = await pieces.next();
      if (done) break;
      if (value.includes('"')) {
        const before = lines;
        const rest = pending + value;
        for await (const { record, info } of parse(followedBy(rest, pieces), Math.max(skip, 0)))
          yield [{ record, info: { lines: before + info.lines }, parsed: true }];
        return;
      }
      pending += value;
      const end = endOfLines(pending);
      if (end === 0) continue;
      const whole = pending.slice(0, end);
      pending = pending.slice(end);
      yield rowsOf(whole);
    }
    if (pending) yield rowsOf(pending);
  } finally {
    await pieces.return?.();
  }
}

/** Most fields begin and end with a plain letter or digit; to see that is a fraction of what trimming costs. */
function mayBePadded(field: string): boolean {
  const first = field.charCodeAt(0);
  const last = field.charCodeAt(field.length - 1);
  return first <= 32 || first >= 160 || last <= 32 || last >= 160;
}

/** How many characters are whole lines. A carriage return at the very end may be half of a line end. */
function endOfLines(text: string): number {
  const feed = text.lastIndexOf('\n');
  const carriage = text.lastIndexOf('\r', text.length - 2);
  return Math.max(feed, carriage) + 1;
}

function linesOf(text: string): string[] {
  const lines = /\r(?!\n)/.test(text) ? text.split(/\r\n|\n|\r/) : text.split('\n');
  // What follows the last line end is no line.
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

async function* followedBy(first: string, pieces: AsyncIterator<string>): AsyncGenerator<string> {
  yield first;
  for (;;) {
    const { value, done } = await pieces.next();
    if (done) return;
    yield value;
  }
}
