// A row of a table becomes the content of a record, and a fault of the content is about a column again.
import { isEntry, nameOfPath, NUMBER, YEAR, type CsvColumn } from '../kinds/csv-columns.js';

/** A column as it stands in a file, with its years and numbers. */
export interface FoundColumn {
  name: string;
  column: CsvColumn;
  /** The properties that lead there, and the years and numbers of entries. */
  keys: Key[];
}

/** A property, or the year or number of an entry. No list has so many entries that a number is taken for a year. */
type Key = string | number;
/** An object by its properties, or a list by the years or numbers of its entries. */
type Branch = Map<Key, unknown>;

const FIRST_YEAR = 1000;

export function columnNamed(name: string, columns: CsvColumn[]): FoundColumn | undefined {
  for (const column of columns) {
    const pattern = column.path
      .map((step) => (step === YEAR ? '(\\d{4})' : step === NUMBER ? '([1-9]\\d{0,2})' : nameOfPath([step])))
      .join('_');
    const numbers = new RegExp(`^${pattern}$`).exec(name)?.slice(1).map(Number);
    if (!numbers) continue;
    const keys = column.path.map((step) => (isEntry(step) ? numbers.shift()! : step));
    return { name, column, keys };
  }
  return undefined;
}

/** What a row says; what it does not say is not there. */
export class RowContent {
  private readonly root: Branch = new Map();

  set(keys: Key[], value: unknown): void {
    let at = this.root;
    for (const key of keys.slice(0, -1)) {
      if (!at.has(key)) at.set(key, new Map());
      at = at.get(key) as Branch;
    }
    at.set(keys.at(-1)!, value);
  }

  plain(): Record<string, unknown> {
    return plainOf(this.root) as Record<string, unknown>;
  }

  /** The name of the column that a path in the plain content is about, or of all columns there. */
  columnAt(path: PropertyKey[], columns: CsvColumn[]): string | undefined {
    const keys: Key[] = [];
    let at: unknown = this.root;
    for (const step of path) {
      const key: Key = at instanceof Map && typeof step === 'number' ? (sorted(at)[step]?.[0] ?? step) : String(step);
      keys.push(key);
      at = at instanceof Map ? (at as Branch).get(key) : undefined;
    }
    const column = columns.find(({ path: own }) => own.every((step, i) => i >= keys.length || fits(step, keys[i]!)));
    if (!column) return path.length ? String(path[0]) : undefined;
    const filled = column.path.map((step, i) => (isEntry(step) ? keys[i] : step));
    // Of a list as a whole, all of its columns.
    const end = filled.indexOf(undefined);
    return nameOfPath((end < 0 ? filled : filled.slice(0, end)) as Key[]);
  }
}

const fits = (step: string, key: Key) => (isEntry(step) ? typeof key === 'number' : step === key);

const sorted = (branch: Branch): [Key, unknown][] => [...branch].sort(([a], [b]) => Number(a) - Number(b));

function plainOf(value: unknown): unknown {
  if (!(value instanceof Map)) return value;
  const [first] = value.keys();
  if (typeof first === 'number')
    return sorted(value).map(([key, entry]) => {
      const plain = plainOf(entry) as object;
      return Number(key) >= FIRST_YEAR ? { year: key, ...plain } : plain;
    });
  const plain = Object.fromEntries([...value].map(([key, part]) => [key, plainOf(part)]));
  // Official lists have German names alone; until somebody translates them, they are called so in English, too.
  return 'de' in plain && !('en' in plain) ? { ...plain, en: plain['de'] } : plain;
}
