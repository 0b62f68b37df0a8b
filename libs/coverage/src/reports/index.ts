export { coverageReports } from './dataset.js';
export { listReports, readModerations, readReports } from './load-reports.js';
export { moveReport, releaseText } from './move-report.js';
export { ReportResolver, ReportsOfAddressResolver } from './report.resolver.js';
export { DAYS_DUE, STATES, TRANSITIONS, type State } from './states.js';
