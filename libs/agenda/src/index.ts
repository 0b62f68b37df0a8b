import { AgendaEditingResolver } from './editing/agenda-editing.resolver.js';
import { AgendaChangesResolver } from './changes/changes.resolver.js';
import { DeadlinesResolver } from './deadlines/deadlines.resolver.js';
import { FieldOfActionResolver } from './field-of-action.resolver.js';
import { GoalResolver, TargetResolver } from './goals/goal.resolver.js';
import { IndicatorResolver } from './indicators/indicator.resolver.js';
import { AgendaRecordsResolver } from './records/graph/agenda-records.resolver.js';
import { ComputedResolver } from './records/graph/computed.resolver.js';
import { StatusChangesResolver } from './statuses/status-changes.resolver.js';

export { CityDays, endOfDay } from './city-days.js';
export { columnNames } from './kinds/csv-columns.js';
export { RecordState, type RecordBehind } from './indicators/indicator.js';
export { loadRecordsBehind } from './indicators/records-behind.js';
export { kindsReference } from './kinds/reference.js';
export { datasets } from './datasets.js';
export {
  checkContent,
  isKind,
  jsonSchemaOf,
  kindOf,
  KINDS,
  storedContent,
  type ContentOf,
  type Fault,
  type Kind,
} from './kinds/index.js';
export { faultOf } from './kinds/faults.js';
export { MESSAGES, sentenceOf, toldAs } from './kinds/messages.js';
export { computedOf, type Computed } from './records/computed.js';
export { exportAgenda, parseAgendaFile, type AgendaFile } from './records/agenda-file.js';
export {
  describePlan,
  fingerprintOf,
  importAgenda,
  importRecords,
  isWithdrawal,
  listsOf,
  planImport,
  refuseLacking,
  type ListOfRecords,
  type PlannedChange,
} from './records/import-plan.js';
export {
  ConflictError,
  lacksReason,
  putRecords,
  readRecords,
  readVersions,
  type AgendaRecord,
  type Change,
} from './records/store.js';
export { readRecordsFromTable } from './records/records-csv.js';
export { isRowKind, pathOfRecord, RECORDS_PATH, ROWS, type RowKind } from './records/paths.js';
export { referringTo, type Referring } from './records/referring.js';
export { choicesFor, namesOf, type Choice } from './editing/choices.js';
export {
  decideDraft,
  findDraft,
  listOpenDrafts,
  MOST_OPEN_DRAFTS,
  OwnDraftError,
  publishChange,
  saveDraft,
  type Decision,
  type Draft,
} from './editing/drafts.js';
export { readAuthoredVersions, readLog, type AuthoredVersion, type Deed, type LogEntry } from './editing/history.js';
export { editsAgenda, forgetRefusals, noteRefusal, type Refusal } from './editing/refusals.js';
export { seedAgenda } from './records/seed.js';

export const resolvers = [
  FieldOfActionResolver,
  IndicatorResolver,
  GoalResolver,
  TargetResolver,
  AgendaChangesResolver,
  AgendaRecordsResolver,
  ComputedResolver,
  DeadlinesResolver,
  StatusChangesResolver,
  AgendaEditingResolver,
];
export { startSnapshots } from './snapshots.js';
export {
  digestOf,
  documentOf,
  listPublished,
  newestNumber,
  PublishedMeanwhile,
  publishReport,
  readPublished,
  readReport,
  REPORT_FORMATS,
  toHtml,
  writeReport,
  type Report,
  type ReportFormat,
} from './report/index.js';
