import type { RolloutListResult } from '../../generated/graphql.js';
import { RolloutList } from '../../generated/lists.js';
import { ask } from '../../graphql/client.js';
import { promiseText } from '../../rollout/promise.js';
import type { ListLayer } from '../layer.js';
import { promisedBy } from '../promised-by.js';

type Row = RolloutListResult['rolloutProjects']['nodes'][number];

export const rollout: ListLayer<Row> = {
  page: async ({ area: within, day: asOf }, after, signal) =>
    (await ask(RolloutList, { ...(within && { within }), ...(asOf && { asOf }), after }, signal)).rolloutProjects,
  hasDays: true,
  columns: [
    {
      id: 'project',
      cell: ({ id, name }, { opener }) => opener(name, { kind: 'project', id }),
      value: ({ name }) => name,
    },
    { id: 'status', cell: ({ status }, { t }) => t.rollout[status], value: ({ status }, { t }) => t.rollout[status] },
    { id: 'builder', cell: ({ provider }) => provider.name, value: ({ provider }) => provider.name },
    {
      id: 'promised',
      cell: (row, { t, format }) => promiseText(row, t, format),
      value: ({ promisedFrom, promisedTo }) => promisedTo ?? promisedFrom,
    },
    promisedBy(({ promisedBy }) => promisedBy),
    {
      id: 'moves',
      cell: ({ dateMoves }, { format }) => format.number(dateMoves),
      value: ({ dateMoves }) => dateMoves,
      isNumber: true,
    },
  ],
  file: { dataset: 'rollout-projects', filters: () => ({}) },
};
