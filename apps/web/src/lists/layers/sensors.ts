import type { SensorListResult } from '../../generated/graphql.js';
import { SensorList } from '../../generated/lists.js';
import { ask } from '../../graphql/client.js';
import { ageText, silentSince } from '../../sensors/ages.js';
import { headline } from '../../sensors/features.js';
import { shown } from '../../sensors/observations.js';
import { SENSOR_WORDS } from '../../sensors/words.js';
import type { CellContext, ListLayer } from '../layer.js';

type Row = SensorListResult['sensors']['nodes'][number];

function valueText(row: Row, { format, words }: CellContext): string {
  const datastream = headline(row);
  return datastream ? shown(datastream, format, words) : words.noValue;
}

/** As on its card, a sensor that is silent says since when: its value looks as new as the others. */
function measuredText(row: Row, { lang, format, words, now }: CellContext): string {
  const datastream = headline(row);
  const since = datastream && silentSince(datastream, now);
  if (since) return SENSOR_WORDS[lang].silent(format.time(since), ageText(now - Date.parse(since), lang));
  return row.latestAt ? format.time(row.latestAt) : words.never;
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
      value: (row, { lang }) => headline(row)?.title[lang] ?? null,
    },
    { id: 'value', cell: valueText, value: (row) => headline(row)?.latest?.result ?? null, isNumber: true },
    {
      id: 'measured',
      cell: measuredText,
      value: ({ latestAt }) => latestAt,
    },
  ],
  place: ({ position }) => position,
  file: { dataset: 'sensors', filters: () => ({}) },
  secondFile: { dataset: 'latest-observations', filters: () => ({}) },
  refreshMs: 30_000,
};
