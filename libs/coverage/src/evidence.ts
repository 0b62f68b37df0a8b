import { registerEnumType } from '@nestjs/graphql';

export enum EvidenceClass {
  MEASUREMENT = 'measurement',
  CITY = 'city',
  OPERATOR = 'operator',
  OFFICIAL_GRID = 'official_grid',
  RESIDENT_REPORT = 'resident_report',
}
registerEnumType(EvidenceClass, {
  name: 'EvidenceClass',
  description:
    'What a statement rests on, the best first. Statements that differ stand beside each other; statuses and figures follow the best evidence and never an average.',
  valuesMap: {
    MEASUREMENT: { description: 'Measured at the address.' },
    CITY: { description: 'Established by the city on site.' },
    OPERATOR: { description: 'Said by the operator, address by address.' },
    OFFICIAL_GRID: {
      description: 'From official statistics by grid cell: it may be untrue of a single address in the cell.',
    },
    RESIDENT_REPORT: {
      description:
        'Reported by a resident, and moved on by a planner: before that it stands in the ledger of the reports only. Shown, and counted in no figure before the city has seen for itself.',
    },
  },
});
