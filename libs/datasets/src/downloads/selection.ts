import type { Argument, DatasetDefinition } from '../definition.js';
import { quoted } from '../read.js';
import { FIRST_DAY, LAST_DAY, readDay } from '../tiles/on-day.js';

/** Which rows of a dataset a file has: SQL conditions on its view, and the values of their parameters from $1 on. */
export interface Selection {
  /** A call of the dataset's function, instead of its view. */
  from?: string;
  /** The rows are those of this day, and have the columns of one. */
  day?: string;
  conditions: string[];
  values: unknown[];
}

export const EVERYTHING: Selection = { conditions: [], values: [] };

/** Says what is wrong with a parameter, and how it is written. */
export class BadSelection extends Error {}

/** What is read, or what is wrong with what was to be read. */
export function readOrBad<T>(read: () => T): T | BadSelection {
  try {
    return read();
  } catch (error) {
    if (error instanceof BadSelection) return error;
    throw error;
  }
}

const MOST_VALUES = 100;
const MOST_CHARACTERS = 200;

/** The parameters that a dataset's files take, and what each is for. */
export function parametersOf({ filters = {}, asked, onDay, geometry }: DatasetDefinition): Record<string, string> {
  const named = Object.entries(filters).map(([column, kind]): [string, string] => {
    if (kind === 'from') return [`${column}_from`, 'a number: that much or more'];
    if (typeof kind === 'object')
      return [column, `some of ${kind.of.join(', ')}, separated by commas; an empty one is what is not known`];
    if (kind === 'name') return [column, 'a name in the column, or some separated by commas without spaces'];
    return [column, 'values separated by commas; an empty one is what is not known'];
  });
  return {
    ...(geometry && { bbox: 'west,south,east,north in degrees of WGS 84' }),
    ...(onDay && { day: 'what held on that day, or is announced for it; by default today' }),
    ...Object.fromEntries(named),
    ...Object.fromEntries(Object.entries(asked?.arguments ?? {}).map(([name, { meaning }]) => [name, meaning.en])),
  };
}

/**
 * Reads `?bbox=7.8,51.7,7.9,51.8&fibre_status=passed,connected&max_down_mbit_from=250`. All conditions apply together.
 * @throws BadSelection also where a parameter is unknown: a file with more than was asked for would look like a right one
 */
export function selectionOf(definition: DatasetDefinition, query: Record<string, unknown>): Selection {
  const parameters = parametersOf(definition);
  const values: unknown[] = [];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const passed: string[] = [];
  let [day, box]: [day?: string, box?: string] = [];
  const conditions = Object.entries(query).flatMap(([name, text]) => {
    if (!Object.hasOwn(parameters, name)) throw new BadSelection(unknownText(definition.id, name, parameters));
    if (typeof text !== 'string') throw new BadSelection(`The parameter "${name}" is given more than once.`);
    const argument = definition.asked?.arguments[name];
    if (argument) {
      passed.push(`${quoted(name)} => ${parameter(valueOf(name, argument, text))}`);
      return [];
    }
    if (name === 'day' && definition.onDay) {
      day = dayOf(text);
      return [];
    }
    if (name === 'bbox') {
      const corners = boxOf(text).map((corner) => `${parameter(corner)}::float8`);
      box = onMap(corners);
      return insideBox(definition, corners);
    }
    const from = name.endsWith('_from') ? name.slice(0, -'_from'.length) : null;
    if (from !== null && definition.filters?.[from] === 'from')
      return `${quoted(from)} >= ${parameter(numberOf(name, text))}`;
    const column = quoted(name);
    if (definition.filters?.[name] === 'name') {
      // A name may have a comma in it, with a space behind it.
      const named = (one: string) =>
        `position(', ' || ${parameter(one)}::text || ', ' IN ', ' || ${column} || ', ') > 0`;
      return `(${shortText(name, text)
        .split(/,(?! )/)
        .map(named)
        .join(' OR ')})`;
    }
    const wanted = shortText(name, text, MOST_VALUES * MOST_CHARACTERS).split(',');
    if (wanted.length > MOST_VALUES) throw new BadSelection(`"${name}" takes at most ${MOST_VALUES} values.`);
    const kind = definition.filters?.[name];
    const strange = typeof kind === 'object' && wanted.find((one) => one !== '' && !kind.of.includes(one));
    if (strange) throw new BadSelection(strangeText(name, strange, kind.of));
    const listed = `${column}::text = ANY (${parameter(wanted)}::text[])`;
    return wanted.includes('') ? `(${listed} OR ${column} IS NULL)` : listed;
  });
  if (day !== undefined) {
    const from = `open.${definition.onDay!.rows}(${parameter(day)}::date, current_date, ${box ?? 'ST_TileEnvelope(0, 0, 0)'})`;
    return { from, day, conditions, values };
  }
  const from = passed.length > 0 && `open.${definition.asked!.function}(${passed.join(', ')})`;
  return { ...(from && { from }), conditions, values };
}

function dayOf(text: string): string {
  const day = readDay(text);
  if (day) return day;
  throw new BadSelection(`"day" is one day of the calendar from ${FIRST_DAY} to ${LAST_DAY}, such as 2024-06-30.`);
}

function valueOf(name: string, argument: Argument, text: string): string | number {
  if (argument.type === 'day') {
    const day = new Date(`${text}T00:00:00Z`);
    if (/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text))
      return text;
    throw new BadSelection(`"${name}" has a day, such as 2024-06-30.`);
  }
  if (argument.type === 'metres') {
    const metres = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (metres >= 1 && metres <= argument.most) return metres;
    throw new BadSelection(`"${name}" has whole metres, 1 to ${argument.most}.`);
  }
  if (argument.of.includes(text)) return text;
  throw new BadSelection(`"${name}" is one of ${argument.of.join(', ')}.`);
}

const strangeText = (name: string, value: string, known: string[]) =>
  `"${name}" has no value "${value.slice(0, 50)}". There are: ${known.join(', ')}; an empty one is what is not known.`;

function unknownText(id: string, name: string, parameters: Record<string, string>): string {
  const known = Object.entries(parameters).map(([known, meaning]) => `${known} (${meaning})`);
  const offer = known.length > 0 ? `There are: ${known.join('; ')}.` : 'There are none.';
  return `The dataset "${id}" has no parameter "${name.slice(0, 50)}". ${offer}`;
}

/** The same box in metres of the map, which ends before the poles, and a little larger: the condition below keeps to it. */
const onMap = ([west, south, east, north]: string[]) =>
  `ST_Expand(ST_Transform(ST_MakeEnvelope(${west}, GREATEST(${south}, -85), ${east}, LEAST(${north}, 85), 4326), 3857), 1)`;

/** As GraphQL has it, so that a list and its file have the same rows. */
function insideBox({ geometry }: DatasetDefinition, corners: string[]): string {
  const box = `ST_MakeEnvelope(${corners.join(', ')}, 4326)`;
  return geometry?.type === 'Point' ? `geom && ${box}` : `ST_Intersects(geom, ${box})`;
}

function boxOf(text: string): number[] {
  const numbers = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
  const [west = NaN, south = NaN, east = NaN, north = NaN] = numbers;
  const isBox = numbers.length === 4 && -180 <= west && west < east && east <= 180;
  if (isBox && -90 <= south && south < north && north <= 90) return numbers;
  throw new BadSelection(
    'bbox has four numbers in degrees of WGS 84, "west,south,east,north", such as 7.8,51.7,7.9,51.8.',
  );
}

function numberOf(name: string, text: string): number {
  const number = text.trim() === '' ? NaN : Number(text);
  if (Number.isFinite(number)) return number;
  throw new BadSelection(`"${name}" has a number, such as 250.`);
}

function shortText(name: string, text: string, most = MOST_CHARACTERS): string {
  if (text.length <= most && !text.includes('\0')) return text;
  throw new BadSelection(`The value of "${name}" is longer than ${most} characters, or not a text.`);
}
