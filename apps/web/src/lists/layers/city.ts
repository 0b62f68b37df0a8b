import type { FacilityListResult } from '../../generated/graphql.js';
import { FacilityList } from '../../generated/lists.js';
import { ask } from '../../graphql/client.js';
import type { CellContext, ListLayer } from '../layer.js';

type Row = FacilityListResult['facilities']['nodes'][number];

const kindText = ({ kind }: Row, { t }: CellContext) => t.shell.facility[kind.toLowerCase()] ?? kind;

/** Public places. They have no card of their own; that of their address says what can be had there. */
export const city: ListLayer<Row> = {
  page: async (within, _choice, after, signal) =>
    (await ask(FacilityList, { ...(within && { within }), after }, signal)).facilities,
  columns: [
    { id: 'place', cell: ({ name }) => name, value: ({ name }) => name },
    { id: 'placeKind', cell: kindText, value: kindText },
    {
      id: 'address',
      cell: ({ address }, { opener, words }) =>
        address ? opener(address.label, { kind: 'address', id: address.id }) : words.unknown,
      value: ({ address }) => address?.label ?? null,
    },
    {
      id: 'district',
      cell: ({ district }, { words }) => district?.name ?? words.unknown,
      value: ({ district }) => district?.name ?? null,
    },
  ],
  place: ({ position }) => position,
  file: { dataset: 'facilities', filters: () => ({}) },
};
