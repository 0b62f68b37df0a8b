import { FieldOfActionResolver, IndicatorResolver } from './field-of-action.resolver.js';

export const resolvers = [FieldOfActionResolver, IndicatorResolver];
