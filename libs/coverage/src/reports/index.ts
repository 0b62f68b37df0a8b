export { ReportRefused, type Mistake, type MistakeCode, type ReportDraft } from './check-report.js';
export { coverageReports } from './dataset.js';
export { listReports, readModerations } from './load-reports.js';
export { moveReport, releaseText } from './move-report.js';
export { ReportClaim } from './report-input.js';
export { ReportResolver, ReportsOfAddressResolver } from './report.resolver.js';
export { DAYS_DUE, STATES, TRANSITIONS, type State } from './states.js';
export { forgetSenders, MOST_PER_DAY } from './senders.js';
export { submitReport, TooManyReports, type Taken } from './submit-report.js';
