// Nodes and spans as features, one file each or both in one:
// https://open-fibre-data-standard.readthedocs.io/en/0.3/reference/publication_formats/geojson.html
import { FileError, isObject, type Report } from '@stadtlage/imports';
import { REFERENCES, SHAPES, type Content, type Kind } from '../standard/schema.js';
import { idOf, openNetwork, PARTS, type FoundItem } from './source.js';
import { say } from '../../import-phrases.js';

export interface FoundFeature {
  feature: unknown;
  row: number;
  path: string;
}

const MOST_MENTIONED = 100_000;
const GEOMETRY = { node: 'location', span: 'route' } as const;

/** The features of a collection. @throws FileError when it is none, is empty, or names another coordinate system than WGS 84 */
export function* featuresOf(fileName: string, prefix: string, json: Content): Generator<FoundFeature> {
  const { features, crs } = json;
  if (!Array.isArray(features) || !features.length)
    throw new FileError(say('{name} is a FeatureCollection without features.', { name: fileName }));
  if (crs && !/CRS84|4326/i.test(JSON.stringify(crs))) {
    throw new FileError(
      say('{name} says that its coordinates are in {system}. Transform it to WGS 84 (EPSG:4326).', {
        name: fileName,
        system: JSON.stringify(crs),
      }),
    );
  }
  for (const [i, feature] of features.entries()) yield { feature, row: i + 1, path: `${prefix}/features/${i}` };
}

/**
 * A feature repeats its network and all it refers to, so each file is a network of its own, without the other half: what it has of
 * nodes or of spans replaces what is stored, and the rest stays. Whatever no feature refers to is not in this format.
 */
export class FeatureReader {
  private readonly networks = new Map<string, { item: FoundItem; kinds: Set<Kind> }>();
  private readonly mentioned = new Map<string, FoundItem>();
  private readonly mentionedNodes = new Set<string>();
  private readonly pending: FoundItem[] = [];

  constructor(private readonly report: Report) {}

  *read({ feature, row, path }: FoundFeature, fileName: string): Generator<FoundItem> {
    const properties = isObject(feature) && feature['type'] === 'Feature' ? feature['properties'] : undefined;
    if (!isObject(properties)) {
      return this.report.error(say('This is no GeoJSON feature with properties.'), {
        row,
        column: path,
        value: feature,
        fix: say('Remove it.'),
      });
    }
    const { network, featureType, ...content } = properties;
    const geometry = (feature as Content)['geometry'];
    const kind = kindOf(featureType, geometry, content);
    const networkId = isObject(network) ? idOf(network['id']) : '';
    const at = `${path}/properties`;
    if (!kind || !networkId) {
      const name = kind ? 'network/id' : 'featureType';
      const fix = kind ? say('The standard requires it.') : say('Write "node" or "span".');
      return this.report.error(
        say(
          kind
            ? 'The feature does not say which network it belongs to.'
            : 'The feature does not say which kind it is of.',
        ),
        {
          row,
          column: `${at}/${name}`,
          value: kind ? network : featureType,
          fix,
        },
      );
    }
    yield* this.openNetwork(network as Content, networkId, kind, row, `${at}/network`, fileName);
    yield* this.reduced({
      kind,
      content: geometry ? { ...content, [GEOMETRY[kind]]: geometry } : content,
      networkId,
      row,
      path: at,
      paths: { [GEOMETRY[kind]]: `${path}/geometry` },
    });
  }

  /** The networks, and what was mentioned on the way, at the end of the last file. */
  *finish(): Generator<FoundItem> {
    for (const { item, kinds } of this.networks.values()) {
      const replaces: Kind[] = kinds.size > 1 ? PARTS : [...kinds, 'contract'];
      yield { ...item, replaces };
    }
    yield* this.mentioned.values();
  }

  private *openNetwork(
    network: Content,
    id: string,
    kind: Kind,
    row: number,
    path: string,
    fileName: string,
  ): Generator<FoundItem> {
    const known = this.networks.get(id);
    if (known) return void known.kinds.add(kind);
    const { contracts, ...head } = openNetwork(
      say('{file}, feature {row}', { file: fileName, row: String(row) }),
      network,
      this.report,
    );
    const item: FoundItem = { kind: 'network', content: head, networkId: id, row, path };
    this.networks.set(id, { item, kinds: new Set([kind]) });
    for (const [i, contract] of (Array.isArray(contracts) ? contracts : []).entries()) {
      if (!isObject(contract)) continue;
      yield* this.reduced({ kind: 'contract', content: contract, networkId: id, row, path: `${path}/contracts/${i}` });
    }
  }

  /** The item with plain references, as in the JSON format. What they held is kept as mentioned. */
  private *reduced(item: FoundItem): Generator<FoundItem> {
    yield this.withPlainReferences(item);
    yield* this.pending.splice(0);
  }

  private withPlainReferences(item: FoundItem): FoundItem {
    const content = { ...item.content };
    for (const [field, kind] of Object.entries(REFERENCES)) {
      if (!(field in SHAPES[item.kind])) continue;
      const value = content[field];
      const at = `${item.path}/${field}`;
      if (Array.isArray(value)) content[field] = value.map((entry, i) => this.mention(entry, kind, item, `${at}/${i}`));
      else if (isObject(value)) {
        const plain = this.mention(value, kind, item, at);
        content[field] = kind === 'node' ? plain['id'] : plain;
      }
    }
    return { ...item, content };
  }

  private mention(value: unknown, kind: Kind, { networkId, row }: FoundItem, path: string): Content {
    if (!isObject(value)) return value as never;
    const { id, name } = value;
    const plain = name === undefined ? { id } : { id, name };
    if (!idOf(id)) return plain;
    const key = `${networkId}\n${kind}\n${idOf(id)}`;
    const size = Object.keys(value).length;
    const item: FoundItem = { kind, content: value, networkId, row, path, mentioned: kind === 'node' || size < 3 };
    if (kind === 'node') {
      // They are many, so only their ids are remembered.
      if (!this.mentionedNodes.has(key)) this.pending.push(this.withPlainReferences(item));
      this.mentionedNodes.add(key);
      return plain;
    }
    const known = this.mentioned.get(key);
    if (!known || size > Object.keys(known.content).length) this.mentioned.set(key, this.withPlainReferences(item));
    if (this.mentioned.size <= MOST_MENTIONED) return plain;
    throw new FileError(
      say(
        'The features refer to more than {most} phases and organisations. Import the network as JSON Lines instead.',
        { most: MOST_MENTIONED },
      ),
    );
  }
}

function kindOf(featureType: unknown, geometry: unknown, content: Content): 'node' | 'span' | undefined {
  if (featureType === 'node' || featureType === 'span') return featureType;
  if (featureType !== undefined) return undefined;
  const type = isObject(geometry) ? geometry['type'] : undefined;
  if (type === 'LineString' || 'start' in content || 'end' in content) return 'span';
  return type === 'Point' ? 'node' : undefined;
}
