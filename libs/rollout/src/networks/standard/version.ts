// Which version of the standard a network follows, and what to do about those that are not read. Changes between the versions:
// https://open-fibre-data-standard.readthedocs.io/en/0.3/history/changelog.html
import { UserError } from '@stadtlage/database';
import { isObject } from '@stadtlage/imports';
import type { Content } from './schema.js';

/** @throws UserError when `network` follows another version than 0.3, or looks like an older one without saying so */
export function refuseOtherVersion(at: string, network: Content, container: Content = {}): void {
  const version = statedVersion(network) ?? statedVersion(container) ?? likelyVersion(network);
  if (!version || version.number === '0.3') return;
  const says = version.stated ? 'follows' : 'looks like';
  throw new UserError(
    `${at} ${says} version ${version.number} of the Open Fibre Data Standard${version.stated ? '' : ` (${version.sign})`}. Version 0.3 is read: ${adviceFor(version.number)}`,
  );
}

interface Version {
  number: string;
  stated: boolean;
  sign?: string;
}

/** A network says its version in the link to its schema: `…/0__3__0/schema/network-schema.json`. */
function statedVersion(content: Content): Version | undefined {
  const links = Array.isArray(content['links']) ? content['links'].filter(isObject) : [];
  const href = String(links.find(({ rel }) => rel === 'describedby')?.['href'] ?? '');
  const found = /\/(\d+)(?:__|\.)(\d+)(?:__|[/.-]|$)/.exec(href);
  return found ? { number: `${found[1]}.${found[2]}`, stated: true } : undefined;
}

function likelyVersion(network: Content): Version | undefined {
  const guess = (number: string, sign: string) => ({ number, stated: false, sign });
  if ('relatedResources' in network) return guess('0.1', 'it has "relatedResources"');
  for (const list of ['nodes', 'spans']) {
    const first = Array.isArray(network[list]) ? network[list][0] : undefined;
    if (isObject(first) && 'networkProvider' in first) return guess('0.1', `"${list}" have one "networkProvider"`);
  }
  if (typeof network['publisher'] === 'string') return guess('0.2', '"publisher" is a text');
  return undefined;
}

function adviceFor(version: string): string {
  const [major, minor] = version.split('.').map(Number) as [number, number];
  if (major > 0 || minor > 3)
    return 'ask the publisher for that edition, or see whether a newer Stadtlage reads this one.';
  const changes = [
    minor < 2 && '"networkProvider" becomes the list "networkProviders"',
    '"publisher" becomes an object with "name" and "identifier"',
    '"fibreLength" is in kilometres',
    'CSV tables hold locations and routes as well-known text',
    'the first of "links" names the schema of 0__3__0',
  ].filter(Boolean);
  return `ask the publisher for it, or change the file: ${changes.join('; ')}.`;
}
