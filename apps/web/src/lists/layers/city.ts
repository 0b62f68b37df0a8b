import { metresBetween } from '../../address/nearest.js';
import type { FacilityListResult } from '../../generated/graphql.js';
import { FacilityList } from '../../generated/lists.js';
import { ask } from '../../graphql/client.js';
import { facilityKind } from '../../i18n/facilities.js';
import type { CellContext, ListLayer } from '../layer.js';

type Row = FacilityListResult['facilities']['nodes'][number];

const kindText = ({ kind }: Row, { t }: CellContext) => facilityKind(kind.toLowerCase(), t);

const metresTo = ({ position }: Row, { from }: CellContext) => from && metresBetween(from, position);

/** Public places. They have no card of their own; that of their address says what can be had there. */
export const city: ListLayer<Row> = {
  page: async ({ area: within }, after, signal) =>
    (await ask(FacilityList, { ...(within && { within }), after }, signal)).facilities,
  columns: [
    { id: 'place', cell: ({ name }) => name, value: ({ name }) => name },
    {
      id: 'distance',
      isNumber: true,
      cell: (row, context) => {
        const metres = metresTo(row, context);
        return metres === null ? context.words.unknown : context.t.address.away(context.format.number(metres, 0));
      },
      value: metresTo,
    },
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
