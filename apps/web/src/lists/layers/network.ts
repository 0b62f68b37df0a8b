import type { Feature, FeatureCollection, Point } from 'geojson';
import { NETWORK_MARKS, NETWORK_STAGES } from '../../map/layers/network.js';
import { fileUrl } from '../file-url.js';
import type { CellContext, ListFile, ListLayer, Shown } from '../layer.js';

/** As the datasets `fibre-spans` and `fibre-nodes` have it. */
interface Part {
  id: string;
  name: string | null;
  network: string;
  status: string | null;
  provider: string | null;
  fibre_count?: number | null;
  fibre_length_m?: number | null;
}

type Row = Part & { part: 'span' | 'node'; label: string; place: { longitude: number; latitude: number } | null };

const PAGE = 50;
const SPANS: ListFile = { dataset: 'fibre-spans', filters: () => ({}) };
const NODES: ListFile = { dataset: 'fibre-nodes', filters: () => ({}) };

async function featuresOf(file: ListFile, shown: Shown, signal: AbortSignal) {
  const response = await fetch(fileUrl(file, 'geojson', shown), { signal });
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
  return ((await response.json()) as FeatureCollection<never, Part>).features as Feature<never, Part>[];
}

/** A span and a node of a network may have the same identifier. */
const rowOf = (part: Row['part'], properties: Part, place: Row['place']): Row => ({
  ...properties,
  part,
  id: `${part} ${properties.id}`,
  label: properties.name ?? properties.id,
  place,
});

function placeOf({ geometry }: Feature): Row['place'] {
  if (geometry?.type !== 'Point') return null;
  const [longitude, latitude] = (geometry as Point).coordinates as [number, number];
  return { longitude, latitude };
}

const stageText = ({ status }: Row, { t, words }: CellContext) => {
  const stage = NETWORK_STAGES.find((one) => NETWORK_MARKS[one].codes.includes(status ?? ''));
  return stage ? t.stage[stage] : words.unknown;
};

/** What only spans have. */
const ofSpan = (row: Row, value: number | null | undefined, text: (value: number) => string, { words }: CellContext) =>
  row.part === 'node' ? '–' : value === null || value === undefined ? words.unknown : text(value);

/** Spans, and then nodes. The graph has them by network, and not by place: they are read from the files that the list offers. */
export const network: ListLayer<Row> = {
  page: async (shown, after, signal) => {
    const [spans, nodes] = await Promise.all([featuresOf(SPANS, shown, signal), featuresOf(NODES, shown, signal)]);
    const rows = [
      ...spans.map(({ properties }) => rowOf('span', properties, null)),
      ...nodes.map((node) => rowOf('node', node.properties, placeOf(node))),
    ];
    const end = Number(after ?? 0) + PAGE;
    return {
      totalCount: rows.length,
      nodes: rows.slice(end - PAGE, end),
      pageInfo: { hasNextPage: end < rows.length, endCursor: String(end) },
    };
  },
  columns: [
    { id: 'cable', cell: ({ label }) => label, value: ({ label }) => label },
    {
      id: 'networkPart',
      cell: ({ part }, { words }) => words[part],
      value: ({ part }, { words }) => words[part],
    },
    { id: 'cableNetwork', cell: (row) => row.network, value: (row) => row.network },
    { id: 'status', cell: stageText, value: stageText },
    {
      id: 'operator',
      cell: ({ provider }, { words }) => provider ?? words.unknown,
      value: ({ provider }) => provider,
    },
    {
      id: 'fibres',
      cell: (row, context) => ofSpan(row, row.fibre_count, (count) => context.format.number(count), context),
      value: ({ fibre_count: count }) => count ?? null,
      isNumber: true,
    },
    {
      id: 'length',
      cell: (row, context) =>
        ofSpan(row, row.fibre_length_m, (metres) => context.format.quantity(metres, 'm'), context),
      value: ({ fibre_length_m: metres }) => metres ?? null,
      isNumber: true,
    },
  ],
  place: ({ place }) => place,
  file: SPANS,
  secondFile: NODES,
};
