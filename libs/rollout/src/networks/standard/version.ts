// Which version of the standard a network follows, and what to do about those that are not read. Changes between the versions:
// https://open-fibre-data-standard.readthedocs.io/en/0.3/history/changelog.html
import { FileError, isObject, joined, type Text } from '@stadtlage/imports';
import type { Content } from './schema.js';
import { say } from '../../import-phrases.js';

/** @throws FileError when `network` follows another version than 0.3, or looks like an older one without saying so */
export function refuseOtherVersion(at: Text, network: Content, container: Content = {}): void {
  const version = statedVersion(network) ?? statedVersion(container) ?? likelyVersion(network);
  if (!version || version.number === '0.3') return;
  const rest = { number: version.number, advice: adviceFor(version.number) };
  throw new FileError(
    version.sign
      ? say(
          '{at} looks like version {number} of the Open Fibre Data Standard ({sign}). Version 0.3 is read: {advice}',
          { at, sign: version.sign, ...rest },
        )
      : say('{at} follows version {number} of the Open Fibre Data Standard. Version 0.3 is read: {advice}', {
          at,
          ...rest,
        }),
  );
}

interface Version {
  number: string;
  /** What shows it, where the network does not say it. */
  sign?: Text;
}

/** A network says its version in the link to its schema: `…/0__3__0/schema/network-schema.json`. */
function statedVersion(content: Content): Version | undefined {
  const links = Array.isArray(content['links']) ? content['links'].filter(isObject) : [];
  const href = String(links.find(({ rel }) => rel === 'describedby')?.['href'] ?? '');
  const found = /\/(\d+)(?:__|\.)(\d+)(?:__|[/.-]|$)/.exec(href);
  return found ? { number: `${found[1]}.${found[2]}` } : undefined;
}

function likelyVersion(network: Content): Version | undefined {
  const guess = (number: string, sign: Text) => ({ number, sign });
  if ('relatedResources' in network) return guess('0.1', say('it has "relatedResources"'));
  for (const list of ['nodes', 'spans']) {
    const first = Array.isArray(network[list]) ? network[list][0] : undefined;
    if (isObject(first) && 'networkProvider' in first)
      return guess('0.1', say('"{list}" have one "networkProvider"', { list }));
  }
  if (typeof network['publisher'] === 'string') return guess('0.2', say('"publisher" is a text'));
  return undefined;
}

function adviceFor(version: string): Text {
  const [major, minor] = version.split('.').map(Number) as [number, number];
  if (major > 0 || minor > 3)
    return say('ask the publisher for that edition, or see whether a newer Stadtlage reads this one.');
  const changes = [
    ...(minor < 2 ? [say('"networkProvider" becomes the list "networkProviders"')] : []),
    say('"publisher" becomes an object with "name" and "identifier"'),
    say('"fibreLength" is in kilometres'),
    say('CSV tables hold locations and routes as well-known text'),
    say('the first of "links" names the schema of 0__3__0'),
  ];
  return say('ask the publisher for it, or change the file: {changes}.', { changes: joined(changes, '; ') });
}
