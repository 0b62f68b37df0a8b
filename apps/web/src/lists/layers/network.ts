import type { FeatureCollection } from 'geojson';
import { NETWORK_MARKS, NETWORK_STAGES } from '../../map/layers/network.js';
import { fileUrl } from '../file-url.js';
import type { CellContext, ListLayer } from '../layer.js';

/** As the dataset `fibre-spans` has it. */
interface Row {
  id: string;
  name: string | null;
  network: string;
  status: string | null;
  provider: string | null;
  fibre_count: number | null;
  fibre_length_m: number | null;
}

const PAGE = 50;

const stageText = ({ status }: Row, { t, words }: CellContext) => {
  const stage = NETWORK_STAGES.find((one) => NETWORK_MARKS[one].codes.includes(status ?? ''));
  return stage ? t.stage[stage] : words.unknown;
};

/** Cables. The graph has them by network, and not by place: they are read from the file that the list offers. */
export const network: ListLayer<Row> = {
  page: async (shown, after, signal) => {
    const response = await fetch(fileUrl(network, 'geojson', shown), { signal });
    if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
    const { features } = (await response.json()) as FeatureCollection<never, Row>;
    const end = Number(after ?? 0) + PAGE;
    return {
      totalCount: features.length,
      nodes: features.slice(end - PAGE, end).map(({ properties }) => properties),
      pageInfo: { hasNextPage: end < features.length, endCursor: String(end) },
    };
  },
  columns: [
    { id: 'cable', cell: ({ name, id }) => name ?? id, value: ({ name, id }) => name ?? id },
    { id: 'cableNetwork', cell: (row) => row.network, value: (row) => row.network },
    { id: 'status', cell: stageText, value: stageText },
    {
      id: 'operator',
      cell: ({ provider }, { words }) => provider ?? words.unknown,
      value: ({ provider }) => provider,
    },
    {
      id: 'fibres',
      cell: ({ fibre_count: count }, { format, words }) => (count === null ? words.unknown : format.number(count)),
      value: ({ fibre_count: count }) => count,
      isNumber: true,
    },
    {
      id: 'length',
      cell: ({ fibre_length_m: metres }, { format, words }) =>
        metres === null ? words.unknown : format.quantity(metres, 'm'),
      value: ({ fibre_length_m: metres }) => metres,
      isNumber: true,
    },
  ],
  file: { dataset: 'fibre-spans', filters: () => ({}) },
};
