// What the readers of all formats share: one item after another, as in a network of the JSON format.
import { UserError } from '@stadtlage/database';
import { isObject, type Report } from '@stadtlage/imports';
import { isDate, pointer, type Item } from '../standard/check.js';
import { ELSEWHERE } from '../standard/codelists.js';
import { LISTS, type Content, type Kind } from '../standard/schema.js';
import { refuseOtherVersion } from '../standard/version.js';

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
      report.error(`"${list}" is not a list.`, { row, column: at, value: entries, fix: 'Write it as [ … ].' });
      continue;
    }
    for (const [i, content] of entries.entries()) {
      const item = { kind, networkId, row: nextRow(), path: `${at}/${pointer(i)}` };
      if (isObject(content)) yield { ...item, content };
      else {
        report.error(`An entry of "${list}" is not an object.`, {
          row: item.row,
          column: item.path,
          value: content,
          fix: 'Remove it.',
        });
      }
    }
  }
}

const linksTo = (list: string, { links }: Content) =>
  Array.isArray(links) && links.some((link) => isObject(link) && ELSEWHERE[String(link['rel'])] === list);

export const idOf = (id: unknown) => (typeof id === 'string' || typeof id === 'number' ? String(id) : '');

/** Notes the day that a network describes, and refuses what is not read: another version, other coordinates. */
export function openNetwork(at: string, network: unknown, report: Report, container?: Content): Content {
  if (!isObject(network)) throw new UserError(`${at} is not an object.`);
  refuseOtherVersion(at, network, container);
  const crs = isObject(network['crs']) ? String(network['crs']['uri'] ?? network['crs']['name'] ?? '') : '';
  if (crs && !/CRS84|4326/i.test(crs)) {
    throw new UserError(
      `${at} has its coordinates in ${crs}. The standard needs WGS 84 (CRS84), longitude before latitude: transform them.`,
    );
  }
  const date = network['collectionDate'] ?? network['publicationDate'];
  if (isDate(date)) report.describes(date, 'the network says so (collectionDate, else publicationDate)');
  return network;
}
