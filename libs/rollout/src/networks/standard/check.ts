// Holds what a file says against the standard. An error refuses the file: the value would be wrong or could not be kept. What only
// breaks the letter of the standard is a remark on quality, and the value is taken.
import { firstProblem, isAbroad, isObject, type Report, type Text } from '@stadtlage/imports';
import type { Geometry, Position } from 'geojson';
import { ELSEWHERE } from './codelists.js';
import { looksLikeMetres } from './fibre-length.js';
import { CRS, LISTS, SCHEMA_LINK, SHAPES, type Content, type Field, type Kind, type Shape } from './schema.js';
import { say } from '../../import-phrases.js';

/** One object of the standard as it stands in a file. */
export interface Item {
  kind: Kind;
  content: Content;
  /** The id of its network: that of the item itself, if it is one. */
  networkId: string;
  row: number;
  /** JSON pointer to it. */
  path: string;
  /** Pointers to fields that stand elsewhere in the file. */
  paths?: Record<string, string>;
  /** Of a network: the kinds that the file has in full. What is stored of these and not in the file is gone. */
  replaces?: Kind[];
}

// What PostgreSQL's integer can hold.
const MOST = 2_147_483_647;
const DEEPEST = 20;
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Checks the items of one file. Numbers that stand for ids become texts, and null becomes nothing, in the content itself. */
export class Checker {
  private readonly told = new Set<string>();
  private readonly abroad = new Map<string, number>();
  private readonly placed = new Set<string>();
  private readonly withoutCrs = new Map<string, Item>();

  constructor(private readonly report: Report) {}

  /** @returns false after reporting an error */
  check(item: Item): boolean {
    const before = this.report.counts.error;
    const { kind, content, path } = item;
    this.object(content, SHAPES[kind], path, item);
    if (kind === 'network') this.network(item);
    else if (kind === 'span' && looksLikeMetres(content)) {
      this.quality(
        item,
        'fibreLength',
        say('The length of the fibre fits the line in metres; the standard counts kilometres.'),
        {
          fix: say('It is taken as metres. Divide it by 1000.'),
        },
      );
    }
    return this.report.counts.error === before;
  }

  /** Remarks on whole networks, once everything was checked. */
  finish(): void {
    for (const [networkId, item] of this.withoutCrs) {
      if (!this.placed.has(networkId)) continue;
      this.quality(item, 'crs', say('The network has coordinates, but does not name their system.'), {
        fix: say('They are taken as WGS 84. Write {uri}.', { uri: CRS.uri }),
      });
    }
    for (const [networkId, count] of this.abroad) {
      this.report.quality(say('{count} nodes and spans lie outside Germany.', { count }), {
        column: 'network',
        value: networkId,
        fix: say('They are taken. Check that this is the right file.'),
      });
    }
  }

  private network(item: Item): void {
    const { content } = item;
    if (typeof content['name'] !== 'string')
      this.quality(item, 'name', say('The network has no name.'), { fix: say('Its id is shown instead.') });
    const crs = content['crs'];
    if (crs === undefined) this.withoutCrs.set(item.networkId, item);
    if (isObject(crs) && (crs['name'] !== CRS.name || crs['uri'] !== CRS.uri)) {
      this.quality(item, 'crs', say('The coordinate system is not named as the standard names it.'), {
        fix: say('Write {uri}.', { uri: CRS.uri }),
      });
    }
    const links = Array.isArray(content['links']) ? content['links'].filter(isObject) : [];
    if (links[0]?.['rel'] !== SCHEMA_LINK.rel || links[0]['href'] !== SCHEMA_LINK.href) {
      this.quality(item, 'links', say('The first link is not the one to the schema of version 0.3.'), {
        fix: say('It is read as version 0.3. Begin "links" with {href}.', { href: SCHEMA_LINK.href }),
      });
    }
    for (const { rel, href } of links) {
      const list = ELSEWHERE[String(rel)];
      if (list && !item.replaces?.includes(LISTS[list])) {
        this.quality(item, 'links', say('The network publishes {list} in another file.', { list }), {
          value: href,
          fix: say('Links are not followed: put those {list} into the list "{list}" of the network.', { list }),
        });
      }
    }
  }

  private object(content: Content, shape: Shape, path: string, item: Item): void {
    for (const [name, value] of Object.entries(content)) {
      const at = (path === item.path && item.paths?.[name]) || `${path}/${pointer(name)}`;
      const field = Object.hasOwn(shape, name) ? shape[name]! : undefined;
      if (value === null) {
        delete content[name];
        this.once(
          item,
          name,
          'null',
          say('null is no value of the standard.'),
          at,
          say('It is taken as if the field were absent.'),
        );
      } else if (!field) this.unknown(item, name, value, at);
      else if (!field.list) this.value(value, field, at, item, content, name);
      else this.list(value, field, at, item);
    }
    for (const [name, field] of Object.entries(shape)) {
      if (!field.required || content[name] !== undefined) continue;
      const isOwn = path === item.path || name === 'id';
      if (isOwn)
        this.error(
          item,
          `${path}/${name}`,
          say('A {item} needs "{name}".', { item: title(item), name }),
          null,
          say('The standard requires it.'),
        );
      else
        this.remark(
          item,
          `${path}/${name}`,
          say('"{name}" is missing.', { name }),
          null,
          say('The standard requires it.'),
        );
    }
  }

  private list(value: unknown, field: Field, at: string, item: Item): void {
    if (!Array.isArray(value))
      return this.error(item, at, say('This is not a list.'), value, say('Write it as [ … ].'));
    if (!value.length) this.remark(item, at, say('The list is empty.'), null, say('Leave it out.'));
    const seen = new Set<string>();
    value.forEach((entry, i) => {
      const text = JSON.stringify(entry);
      if (seen.has(text))
        this.remark(item, `${at}/${i}`, say('This entry stands in the list twice.'), entry, say('Remove one.'));
      seen.add(text);
      this.value(entry, field, `${at}/${i}`, item, value, i);
    });
  }

  private value(value: unknown, field: Field, at: string, item: Item, holder: unknown, key: string | number): void {
    const wrong = (problem: Text, fix = say('Correct it.')) => this.error(item, at, problem, value, fix);
    switch (field.type) {
      case 'object':
        if (isObject(value)) this.object(value, field.shape!, at, item);
        else wrong(say('This is not an object.'), say('Write it as an object, in braces.'));
        return;
      case 'Point':
      case 'LineString':
        return this.geometry(value, field.type, at, item);
      case 'boolean':
        return typeof value === 'boolean' ? undefined : wrong(say('This is not true or false.'));
      case 'number':
        if (!Number.isFinite(value)) wrong(say('This is not a number of {unit}.', { unit: field.unit! }));
        return;
      case 'count':
        if (!Number.isInteger(value) || Number(value) < 0 || Number(value) > MOST)
          wrong(say('This is not a whole number from 0 to {most}.', { most: String(MOST) }));
        return;
      case 'date':
        if (!isDate(value)) wrong(say('This is not a calendar day.'), say('Write it as YYYY-MM-DD.'));
        return;
    }
    if (typeof value === 'number' && ['id', 'start', 'end'].includes(String(key))) {
      (holder as Content)[key] = String(value);
      this.once(
        item,
        String(key),
        'number',
        say('An id is a text, not a number.'),
        at,
        say('It is taken as "{value}".', { value: String(value) }),
      );
    } else if (typeof value !== 'string') wrong(say('This is not a text.'));
    else this.text(value, field, at, item);
  }

  private text(value: string, field: Field, at: string, item: Item): void {
    const { type, codes } = field;
    if (!value.trim()) {
      if (field.required && at.endsWith('/id'))
        this.error(item, at, say('The id is empty.'), null, say('Give it one.'));
      else this.remark(item, at, say('The text is empty.'), null, say('Leave the field out.'));
    } else if (codes && !codes.has(value)) {
      const problem = say('This is not in the codelist {name}.', { name: codes.name });
      if (!codes.open)
        this.error(item, at, problem, value, say('Use one of {examples}.', { examples: codes.examples }));
      else
        this.report.information(problem, {
          row: item.row,
          column: at,
          value,
          fix: say('The list is open, so it is taken. It has {examples}.', { examples: codes.examples }),
        });
    } else if (type === 'uuid' && !UUID.test(value)) {
      this.remark(
        item,
        at,
        say('The id of a network is not a UUID.'),
        value,
        say('It is taken. The standard requires one: https://www.rfc-editor.org/rfc/rfc4122'),
      );
    } else if (type === 'iri' && !/^[a-z][a-z0-9+.-]*:\S+$/i.test(value)) {
      this.remark(
        item,
        at,
        say('This is not a web address.'),
        value,
        say('Write it with its scheme, such as https://.'),
      );
    }
  }

  private geometry(value: unknown, type: 'Point' | 'LineString', at: string, item: Item): void {
    if (!isObject(value) || value['type'] !== type)
      return this.error(
        item,
        at,
        say('The place of {item} is not a {type}.', { item: title(item), type }),
        value,
        say('Correct or remove it.'),
      );
    const problem = firstProblem(value as unknown as Geometry, true);
    if (problem) return this.error(item, at, problem.problem, problem.value, problem.fix);
    const more = Object.keys(value).filter((name) => name !== 'type' && name !== 'coordinates');
    if (more.length)
      this.remark(
        item,
        at,
        say('A geometry has nothing but "type" and "coordinates".'),
        more.join(', '),
        say('Remove the rest.'),
      );
    this.placed.add(item.networkId);
    const positions = (type === 'Point' ? [value['coordinates']] : value['coordinates']) as Position[];
    if (positions.some(isAbroad)) this.abroad.set(item.networkId, (this.abroad.get(item.networkId) ?? 0) + 1);
  }

  private unknown(item: Item, name: string, value: unknown, at: string): void {
    if (isDeeper(value, DEEPEST))
      this.error(
        item,
        at,
        say('This nests more than {deepest} levels deep.', { deepest: DEEPEST }),
        null,
        say('Remove it.'),
      );
    else
      this.once(
        item,
        name,
        'unknown',
        say('The standard has no field "{name}" here.', { name }),
        at,
        say('It is kept and given out again.'),
      );
  }

  /** What is likely to stand in every row is said of the first. */
  private once(item: Item, name: string, what: string, problem: Text, at: string, fix: Text): void {
    const key = `${what} ${item.kind} ${name}`;
    if (this.told.has(key) || this.told.size > 10_000) return;
    this.told.add(key);
    this.report.information(problem, { row: item.row, column: at, fix: say('{fix} Said once.', { fix }) });
  }

  private error(item: Item, column: string, problem: Text, value: unknown, fix: Text): void {
    this.report.error(problem, { row: item.row, column, value, fix });
  }

  private remark(item: Item, column: string, problem: Text, value: unknown, fix: Text): void {
    this.report.quality(problem, { row: item.row, column, value, fix });
  }

  private quality(item: Item, name: string, problem: Text, more: { value?: unknown; fix: Text }): void {
    const value = more.value ?? item.content[name];
    this.remark(item, `${item.path}/${name}`, problem, typeof value === 'object' ? null : value, more.fix);
  }
}

/** Escapes a name for a JSON pointer: https://www.rfc-editor.org/rfc/rfc6901 */
export const pointer = (name: string | number) => String(name).replaceAll('~', '~0').replaceAll('/', '~1');

export function isDate(value: unknown): value is string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value) || value < '0001') return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

const title = ({ kind, content }: Item) => `${kind}${content['id'] === undefined ? '' : ` ${String(content['id'])}`}`;

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}
