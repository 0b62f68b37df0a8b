// What the readers of all formats share: one item after another, as in a network of the JSON format.
import { FileError, isObject, type Report, type Text } from '@stadtlage/imports';
import { isDate, pointer, type Item } from '../standard/check.js';
import { ELSEWHERE } from '../standard/codelists.js';
import { LISTS, type Content, type Kind } from '../standard/schema.js';
import { refuseOtherVersion } from '../standard/version.js';
import { say } from '../../import-phrases.js';

export interface FoundItem extends Item {
  /**
   * Said in passing, by what refers to it: taken only where nothing better is known. GeoJSON repeats in each feature what the feature
   * refers to.
   */
  mentioned?: boolean;
}

export const PARTS: Kind[] = Object.values(LISTS);

/** A network of the JSON format: its head, then all its parts. `nextRow` numbers what is found. */
export function* itemsOfNetwork(
  network: Content,
  path: string,
  nextRow: () => number,
  report: Report,
): Generator<FoundItem> {
  const row = nextRow();
  const head = Object.fromEntries(Object.entries(network).filter(([name]) => !(name in LISTS)));
  const networkId = idOf(network['id']);
  // Nodes and spans that are published elsewhere are not gone because this file has none.
  const replaces = PARTS.filter((kind) => `${kind}s` in network || !linksTo(`${kind}s`, network));
  yield { kind: 'network', content: head, networkId, row, path, replaces };
  if (!networkId) return;
  for (const [list, kind] of Object.entries(LISTS)) {
    const entries = network[list] ?? [];
    const at = `${path}/${list}`;
    if (!Array.isArray(entries)) {
      report.error(say('"{list}" is not a list.', { list }), {
        row,
        column: at,
        value: entries,
        fix: say('Write it as [ … ].'),
      });
      continue;
    }
    for (const [i, content] of entries.entries()) {
      const item = { kind, networkId, row: nextRow(), path: `${at}/${pointer(i)}` };
      if (isObject(content)) yield { ...item, content };
      else {
        report.error(say('An entry of "{list}" is not an object.', { list }), {
          row: item.row,
          column: item.path,
          value: content,
          fix: say('Remove it.'),
        });
      }
    }
  }
}

const linksTo = (list: string, { links }: Content) =>
  Array.isArray(links) && links.some((link) => isObject(link) && ELSEWHERE[String(link['rel'])] === list);

export const idOf = (id: unknown) => (typeof id === 'string' || typeof id === 'number' ? String(id) : '');

/** Notes the day that a network describes, and refuses what is not read: another version, other coordinates. */
export function openNetwork(at: Text, network: unknown, report: Report, container?: Content): Content {
  if (!isObject(network)) throw new FileError(say('{at} is not an object.', { at }));
  refuseOtherVersion(at, network, container);
  const crs = isObject(network['crs']) ? String(network['crs']['uri'] ?? network['crs']['name'] ?? '') : '';
  if (crs && !/CRS84|4326/i.test(crs)) {
    throw new FileError(
      say(
        '{at} has its coordinates in {crs}. The standard needs WGS 84 (CRS84), longitude before latitude: transform them.',
        { at, crs },
      ),
    );
  }
  const date = network['collectionDate'] ?? network['publicationDate'];
  if (isDate(date)) report.describes(date, say('the network says so (collectionDate, else publicationDate)'));
  return network;
}
