// Nodes and spans as features, after the transformation specification of the standard:
// https://open-fibre-data-standard.readthedocs.io/en/0.3/reference/publication_formats/geojson.html
import type { Database } from '@stadtlage/database';
import { isObject } from '@stadtlage/imports';
import { StoredNetwork } from './networks/stored.js';
import type { Content } from './networks/standard/schema.js';

/** A FeatureCollection of the nodes or of the spans of all networks, or of those with these ids. */
export async function* toFeatures(
  database: Database,
  kind: 'node' | 'span',
  ids?: readonly string[],
): AsyncGenerator<string> {
  let separator = '\n';
  yield '{"type":"FeatureCollection","features":[';
  for await (const network of StoredNetwork.all(database, ids)) {
    // Every feature repeats it, so it is written out once.
    const head = JSON.stringify(await headOf(network));
    for await (const page of network.pages(kind)) {
      const nodes = kind === 'span' ? await endsOf(network, page) : new Map<string, Content>();
      yield separator + page.map((part) => featureText(kind, part, network, nodes, head)).join(',\n');
      separator = ',\n';
    }
    await network.assertUnchanged();
  }
  yield '\n]}\n';
}

async function headOf(network: StoredNetwork): Promise<Content> {
  const contracts: Content[] = [];
  for await (const page of network.pages('contract')) {
    for (const contract of page) contracts.push(each(contract, 'relatedPhases', (phase) => wholePhase(phase, network)));
  }
  return contracts.length ? { ...network.head, contracts } : network.head;
}

const endsOf = (network: StoredNetwork, spans: Content[]) =>
  network.nodes(spans.flatMap(({ start, end }) => [start, end]).filter((id) => typeof id === 'string'));

function featureText(
  kind: 'node' | 'span',
  part: Content,
  network: StoredNetwork,
  nodes: Map<string, Content>,
  head: string,
): string {
  const place = kind === 'node' ? 'location' : 'route';
  const { [place]: geometry, ...fields } = part;
  let properties = each(fields, 'phase', (phase) => wholePhase(phase, network));
  for (const field of ['physicalInfrastructureProvider', 'networkProviders'])
    properties = each(properties, field, (organisation) => whole(organisation, network.organisations));
  for (const end of ['start', 'end']) {
    const node = nodes.get(String(properties[end]));
    if (node) properties = { ...properties, [end]: node };
  }
  const text = JSON.stringify(properties).slice(0, -1);
  return `{"type":"Feature","geometry":${JSON.stringify(geometry ?? null)},"properties":${text},"network":${head},"featureType":"${kind}"}}`;
}

/** The content with every reference of a field changed, be it one or a list of them. */
function each(content: Content, field: string, change: (reference: unknown) => unknown): Content {
  const value = content[field];
  if (value === undefined) return content;
  return { ...content, [field]: Array.isArray(value) ? value.map(change) : change(value) };
}

/** What is referred to, in place of the reference, if there is such a thing. */
function whole(reference: unknown, known: Map<string, Content>): unknown {
  return (isObject(reference) && known.get(String(reference['id']))) || reference;
}

function wholePhase(reference: unknown, { phases, organisations }: StoredNetwork): unknown {
  const phase = whole(reference, phases);
  return isObject(phase) ? each(phase, 'funders', (funder) => whole(funder, organisations)) : phase;
}
