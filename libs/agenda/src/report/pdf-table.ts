import { unbroken, type Block } from './blocks.js';
import { bottomOf, INK, MARGIN, RULE, SHADE, SIZES, tagged, type Doc, type Element } from './pdf-look.js';

type Table = Extract<Block, { kind: 'table' }>;

const PADDING = 4;

/** What a table measures; `begin` is its caption, its titles and its first row, which stay together. */
function layoutOf(doc: Doc, { caption, titles, rows: cells }: Table) {
  const rows = cells.map((row) => row.map(unbroken));
  const widths = widthsOf(doc, titles, rows);
  const fontOf = (isHead: boolean, column: number) =>
    doc
      .font(isHead || column === 0 ? 'bold' : 'regular')
      .fontSize(SIZES.table)
      .fillColor(INK);
  const heightOf = (cells: string[], isHead = false) =>
    2 * PADDING +
    Math.max(
      ...cells.map((cell, i) => fontOf(isHead, i).heightOfString(cell || ' ', { width: widths[i]! - 2 * PADDING })),
    );
  const headHeight = heightOf(titles, true);
  const firstRow = rows[0] ? heightOf(rows[0]) : 0;
  doc.font('bold').fontSize(SIZES.text);
  const begin = doc.heightOfString(caption) + 10 + headHeight + firstRow;
  return { rows, widths, fontOf, heightOf, headHeight, begin };
}

/** So much room the begin of a table takes. */
export const beginOf = (doc: Doc, block: Table): number => layoutOf(doc, block).begin;

/** A table with its caption and header cells. Rows stay whole; on each further page its titles are repeated, for the eye alone. */
export function addTable(doc: Doc, root: Element, block: Table): void {
  const { caption, titles, numbers } = block;
  const { rows, widths, fontOf, heightOf, headHeight, begin } = layoutOf(doc, block);
  const left = (column: number) => MARGIN + widths.slice(0, column).reduce((sum, width) => sum + width, 0);
  const write = (cell: string, column: number, y: number, isHead: boolean) =>
    fontOf(isHead, column).text(cell, left(column) + PADDING, y + PADDING, {
      width: widths[column]! - 2 * PADDING,
      align: numbers.includes(column) ? 'right' : 'left',
    });
  const artifact = (draw: () => void) => {
    doc.markContent('Artifact', { type: 'Layout' });
    draw();
    doc.endMarkedContent();
  };
  const shade = (y: number) => doc.rect(MARGIN, y, left(titles.length) - MARGIN, headHeight).fill(SHADE);
  const rule = (y: number) =>
    doc.lineWidth(0.5).strokeColor(RULE).moveTo(MARGIN, y).lineTo(left(titles.length), y).stroke();

  doc.font('bold').fontSize(SIZES.text);
  if (doc.y + begin > bottomOf(doc)) doc.addPage();
  else doc.y += 5;
  const table = doc.struct('Table');
  root.add(table);
  table.add(tagged(doc, 'Caption', () => doc.fillColor(INK).text(caption, MARGIN, doc.y, { paragraphGap: 3 })));

  let y = doc.y;
  const addRow = (cells: string[], isHead: boolean) => {
    const row = doc.struct('TR');
    table.add(row);
    cells.forEach((cell, column) => {
      const top = y;
      const scope = isHead ? 'Column' : column === 0 ? 'Row' : undefined;
      row.add(tagged(doc, scope ? 'TH' : 'TD', () => write(cell, column, top, isHead), scope));
    });
    row.end();
  };
  artifact(() => shade(y));
  addRow(titles, true);
  y += headHeight;
  artifact(() => rule(y));
  for (const cells of rows) {
    const height = heightOf(cells);
    if (y + height > bottomOf(doc)) {
      doc.addPage();
      y = MARGIN;
      artifact(() => {
        shade(y);
        titles.forEach((title, column) => write(title, column, y, true));
        rule(y + headHeight);
      });
      y += headHeight;
    }
    addRow(cells, false);
    y += height;
    const bottom = y;
    artifact(() => rule(bottom));
  }
  table.end();
  doc.x = MARGIN;
  doc.y = y + 8;
}

/** As wide as what stands in them; where that is too much, lines are broken. */
export function widthsOf(doc: Doc, titles: string[], rows: string[][]): number[] {
  const available = doc.page.width - 2 * MARGIN;
  doc.font('bold').fontSize(SIZES.table);
  const measured = titles.map((title, column) => {
    const cells = [title, ...rows.map((row) => row[column] ?? '')];
    const longest = cells.reduce((most, cell) => (cell.length > most.length ? cell : most));
    const words = new Set(cells.flatMap((cell) => cell.split(/[ -]+/)));
    const word = [...words].sort((a, b) => b.length - a.length).slice(0, 5);
    const least = Math.max(...word.map((one) => doc.widthOfString(one))) + 2 * PADDING + 1;
    const wish = Math.max(doc.widthOfString(longest), doc.widthOfString(title)) + 2 * PADDING + 1;
    return { least: Math.min(least, available / 2), wish: Math.max(least, Math.min(wish, available)) };
  });
  const least = (columns: number[]) => columns.reduce((sum, column) => sum + measured[column]!.least, 0);
  const weight = (column: number) => Math.sqrt(measured[column]!.wish);
  const widths = measured.map(({ wish }) => wish);
  // Short columns get what they wish, as far as that leaves the others their longest words.
  let long = measured.map((_, column) => column).sort((a, b) => measured[a]!.wish - measured[b]!.wish);
  let left = available;
  for (const column of [...long]) {
    const { wish } = measured[column]!;
    const others = long.slice(1);
    if (wish > left / long.length || wish + least(others) > left) break;
    left -= wish;
    long = others;
  }
  // The long ones share the rest; who would get less than its longest word gets that, and the others share again.
  while (long.length) {
    const all = long.reduce((sum, column) => sum + weight(column), 0);
    const share = (column: number) => (left * weight(column)) / all;
    const narrow = long.filter((column) => share(column) < measured[column]!.least);
    for (const column of narrow.length ? narrow : long)
      widths[column] = Math.max(share(column), measured[column]!.least);
    left -= least(narrow);
    long = narrow.length ? long.filter((column) => !narrow.includes(column)) : [];
  }
  const total = widths.reduce((sum, width) => sum + width, 0);
  return widths.map((width) => (width * available) / total);
}
