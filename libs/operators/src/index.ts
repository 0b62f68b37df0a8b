export { identify, requireOperator } from './identify.js';
export { addOperator, findOperator, listOperators, revokeOperator, type Operator } from './operators.js';
