import type { MobileListResult } from '../../generated/graphql.js';
import { MobileList } from '../../generated/lists.js';
import { ask } from '../../graphql/client.js';
import { MOBILE, MOBILE_ORDER } from '../../map/layers/mobile.js';
import type { ListLayer } from '../layer.js';

type Row = MobileListResult['mobileAreas']['nodes'][number];

/** The areas that operators serve, each with how much of the view it covers. */
export const mobile: ListLayer<Row> = {
  page: async ({ area: within, choice: { operator, mobile }, day: asOf }, after, signal) => {
    const chosen = { ...(operator && { operator }), ...(mobile && { technology: [mobile] }) };
    const shown = { ...(within && { within }), ...(asOf && { asOf }) };
    return (await ask(MobileList, { ...chosen, ...shown, after }, signal)).mobileAreas;
  },
  hasDays: true,
  columns: [
    { id: 'operator', cell: ({ operator }) => operator.name, value: ({ operator }) => operator.name },
    {
      id: 'generation',
      cell: ({ technology }, { t }) => t.mobile[technology],
      value: ({ technology }) => MOBILE_ORDER.indexOf(technology),
    },
    {
      id: 'share',
      cell: ({ share }, { format }) => format.percent(share),
      value: ({ share }) => share,
      isNumber: true,
    },
    { id: 'since', cell: ({ validFrom }, { format }) => format.date(validFrom), value: ({ validFrom }) => validFrom },
  ],
  file: {
    dataset: 'mobile-availability',
    filters: ({ operator, mobile }) => ({
      roaming: 'false',
      ...(operator && { operator_id: operator }),
      ...(mobile && { technology: MOBILE[mobile].code }),
    }),
  },
};
