export { identify, requireOperator, requirePlanner } from './identify.js';
export {
  addOperator,
  findOperator,
  listOperators,
  revokeOperator,
  ROLES,
  type Account,
  type Operator,
  type Role,
} from './operators.js';
export { closeSession, findSession, isFormOf, openSession, SESSION_HOURS, type Session } from './sessions.js';
