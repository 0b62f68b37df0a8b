import type { AddressListResult, AddressListVariables, AddressUse, FibreStatus } from '../../generated/graphql.js';
import { AddressList } from '../../generated/lists.js';
import { ask } from '../../graphql/client.js';
import { filterParameters, usesOf } from '../../map/filter-parameters.js';
import { LEVELS, type AddressFilter } from '../../map/filters.js';
import type { ListLayer } from '../layer.js';
import { promisedBy } from '../promised-by.js';

type Row = AddressListResult['addresses']['nodes'][number];

/** The filter of the map as arguments of the graph: see conditionsOf in map/filters.ts. */
export function variablesOf({ technology, speed, provider, use, level }: AddressFilter): AddressListVariables {
  return {
    ...(technology && { technology: [technology] }),
    ...(speed !== null && { speed }),
    ...(provider && { provider }),
    ...(use && { uses: usesOf(use).map((code) => code.toUpperCase() as AddressUse) }),
    ...(level === 'unknown' && { known: false }),
    ...(level && level !== 'unknown' && { status: [level.toUpperCase() as FibreStatus] }),
  };
}

const RANKS = [...LEVELS].reverse().map((level) => level.toUpperCase());

export const fixed: ListLayer<Row> = {
  page: async ({ area: within, choice: { filter }, day: asOf }, after, signal) => {
    const shown = { ...(within && { within }), ...(asOf && { asOf }) };
    return (await ask(AddressList, { ...variablesOf(filter), ...shown, after }, signal)).addresses;
  },
  hasDays: true,
  columns: [
    {
      id: 'address',
      cell: ({ id, label }, { opener }) => opener(label, { kind: 'address', id }),
      value: ({ label }) => label,
    },
    {
      id: 'fibre',
      cell: ({ coverage }, { t }) => t.fibre[coverage.fibreStatus ?? 'UNKNOWN'],
      value: ({ coverage }) => coverage.fibreStatus && RANKS.indexOf(coverage.fibreStatus),
    },
    promisedBy(({ coverage }) => coverage.promisedBy),
    {
      id: 'technology',
      cell: ({ coverage }, { t, words }) =>
        coverage.bestTechnology ? t.technology[coverage.bestTechnology] : words.unknown,
      value: ({ coverage }, { t }) => coverage.bestTechnology && t.technology[coverage.bestTechnology],
    },
    {
      id: 'speed',
      cell: ({ coverage }, { format, words }) => format.speed(coverage.maxDownMbit) ?? words.unknown,
      value: ({ coverage }) => coverage.maxDownMbit,
      isNumber: true,
    },
    {
      id: 'use',
      cell: ({ use }, { t, words }) => (use ? t.use[use] : words.unknown),
      value: ({ use }, { t }) => use && t.use[use],
    },
  ],
  place: ({ position }) => position,
  file: { dataset: 'address-coverage', filters: ({ filter }) => filterParameters(filter) },
};
