import type { SensorListResult } from '../../generated/graphql.js';
import { SensorList } from '../../generated/lists.js';
import { ask } from '../../graphql/client.js';
import { headline } from '../../sensors/features.js';
import { shown } from '../../sensors/observations.js';
import type { CellContext, ListLayer } from '../layer.js';

type Row = SensorListResult['sensors']['nodes'][number];

function valueText(row: Row, { format, words }: CellContext): string {
  const datastream = headline(row);
  return datastream ? shown(datastream, format, words) : words.noValue;
}

export const sensors: ListLayer<Row> = {
  page: async ({ area: within }, after, signal) =>
    (await ask(SensorList, { ...(within && { within }), after }, signal)).sensors,
  columns: [
    {
      id: 'sensor',
      cell: ({ id, name }, { opener }) => opener(name, { kind: 'sensor', id }),
      value: ({ name }) => name,
    },
    { id: 'kind', cell: ({ kind }, { t }) => t.sensorKind[kind], value: ({ kind }, { t }) => t.sensorKind[kind] },
    {
      id: 'property',
      cell: (row, { lang, words }) => headline(row)?.title[lang] ?? words.noValue,
      value: (row) => headline(row)?.title.de ?? null,
    },
    { id: 'value', cell: valueText, value: (row) => headline(row)?.latest?.result ?? null, isNumber: true },
    {
      id: 'measured',
      cell: ({ latestAt }, { format, words }) => (latestAt ? format.time(latestAt) : words.never),
      value: ({ latestAt }) => latestAt,
    },
  ],
  place: ({ position }) => position,
  file: { dataset: 'sensors', filters: () => ({}) },
  refreshMs: 30_000,
};
