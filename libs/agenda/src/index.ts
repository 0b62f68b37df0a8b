import { FieldOfActionResolver, IndicatorResolver } from './field-of-action.resolver.js';
import { GoalResolver, TargetResolver } from './goals/goal.resolver.js';

export { datasets } from './datasets.js';
export { exportAgenda, importAgenda, parseAgendaFile } from './records/agenda-file.js';
export { seedAgenda } from './records/seed.js';

export const resolvers = [FieldOfActionResolver, IndicatorResolver, GoalResolver, TargetResolver];
export { startSnapshots } from './snapshots.js';
