// A network package, and JSON Lines with one network a line:
// https://open-fibre-data-standard.readthedocs.io/en/0.3/reference/publication_formats/json.html
import { FileError, isObject, type Report, verbatim } from '@stadtlage/imports';
import { itemsOfNetwork, openNetwork, type FoundItem } from './source.js';
import { say } from '../../import-phrases.js';

/** The networks of a package; a network that stands alone is taken, too. @throws FileError when it is neither */
export function* itemsOfPackage(fileName: string, prefix: string, json: unknown, report: Report): Generator<FoundItem> {
  let row = 0;
  const nextRow = () => ++row;
  if (isObject(json) && !('networks' in json) && isNetwork(json)) {
    const network = openNetwork(verbatim(fileName), json, report);
    yield* itemsOfNetwork(network, prefix, nextRow, report);
    return;
  }
  if (!isObject(json) || !Array.isArray(json['networks'])) {
    const found = isObject(json) ? say(' Found: {names}.', { names: Object.keys(json).slice(0, 8).join(', ') }) : '';
    throw new FileError(
      say('{name} is not a network package of the Open Fibre Data Standard: it has no list "networks".{found}', {
        name: fileName,
        found,
      }),
    );
  }
  if (!json['networks'].length) throw new FileError(say('{name} is a package without networks.', { name: fileName }));
  for (const [i, entry] of json['networks'].entries()) {
    const network = openNetwork(
      say('{file}, network {row}', { file: fileName, row: String(i + 1) }),
      entry,
      report,
      json,
    );
    yield* itemsOfNetwork(network, `${prefix}/networks/${i}`, nextRow, report);
  }
}

/** A line of JSON Lines is a network. Findings name the line before the pointer into it. */
export function* itemsOfLine(
  fileName: string,
  prefix: string,
  line: number,
  json: unknown,
  report: Report,
): Generator<FoundItem> {
  const at = say('{file}, line {line}', { file: fileName, line: String(line) });
  if (isObject(json) && ['location', 'route', 'start', 'end'].some((name) => name in json)) {
    throw new FileError(
      say(
        '{at} is a node or a span, not a network: this is a bulk file that belongs to a network. Put its lines into the lists "nodes" and "spans" of the network.',
        { at },
      ),
    );
  }
  const network = openNetwork(at, json, report);
  yield* itemsOfNetwork(network, `${prefix}line ${line} `, () => line, report);
}

const isNetwork = (json: Record<string, unknown>) =>
  'id' in json &&
  ['nodes', 'spans', 'links', 'phases', 'organisations', 'contracts'].some((list) => Array.isArray(json[list]));
