import type { ReportedMeasure } from './report.js';

export type Amounts = Pick<ReportedMeasure['funding'][number], 'applied' | 'granted' | 'drawn'>;

/** What a measure notes of an application that is recorded for it is told with that: nobody is to add it up twice. */
export const untoldFunding = ({ funding, applications = [] }: ReportedMeasure): ReportedMeasure['funding'] =>
  funding.filter(({ application }) => !applications.some(({ id }) => id === application));
