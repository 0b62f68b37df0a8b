/** A document as its parts follow each other: each form (Markdown, HTML) writes the same ones. */
export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3 | 4; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: string[] }
  /** The first cell of each row says what the row is about. `numbers`: which columns hold numbers. */
  | { kind: 'table'; caption: string; titles: string[]; rows: string[][]; numbers: number[] };

export const heading = (level: 1 | 2 | 3 | 4, text: string): Block => ({ kind: 'heading', level, text });
export const text = (words: string): Block => ({ kind: 'text', text: words });
export const list = (items: string[]): Block[] => (items.length ? [{ kind: 'list', items }] : []);
export const table = (caption: string, titles: string[], rows: string[][], numbers: number[] = []): Block[] =>
  rows.length ? [{ kind: 'table', caption, titles, rows, numbers }] : [];

/** A number and its sign stay in one line. */
export const unbroken = (words: string): string => words.replace(/(?<=\d) (?=[%€])/g, '\u00a0');
