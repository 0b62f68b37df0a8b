import type { FibreStatus, FixedTechnology } from '../../generated/graphql.js';
import type { Mark } from './group.js';

/** Warm before fibre is there, blue and darker (by night: brighter) the closer it is to the flat. */
export const FIBRE: Record<FibreStatus | 'UNKNOWN', Mark> = {
  ACTIVATED: { light: '#0b2a66', dark: '#e6f4ff', symbol: 'checked' },
  CONNECTED: { light: '#1d5fae', dark: '#9fd0fb', symbol: 'circle' },
  PREPARED: { light: '#2676c0', dark: '#5fb0f0', symbol: 'half' },
  PASSED: { light: '#2e8ccb', dark: '#3f93db', symbol: 'ring' },
  LEVEL_UNKNOWN: { light: '#5b7da3', dark: '#8fb0d4', symbol: 'diamond' },
  UNDER_CONSTRUCTION: { light: '#cf6a08', dark: '#ff9a3d', symbol: 'square' },
  PLANNED: { light: '#a8860c', dark: '#e6c84a', symbol: 'triangle' },
  NONE: { light: '#8f3f3f', dark: '#d98a8a', symbol: 'cross' },
  UNKNOWN: { light: '#71748a', dark: '#9297ad', symbol: 'hollow' },
};

export const TECHNOLOGY: Record<FixedTechnology, Mark> = {
  FTTH: { light: '#0b4ea2', dark: '#7fbdff', symbol: 'circle' },
  FTTB: { light: '#0a8cc4', dark: '#4fd0ff', symbol: 'square' },
  HFC: { light: '#00806c', dark: '#34d1b2', symbol: 'diamond' },
  FTTC: { light: '#b06f00', dark: '#ffc24d', symbol: 'triangle' },
  DSL: { light: '#bb3e1a', dark: '#ff8f66', symbol: 'caret' },
  FIXED_WIRELESS: { light: '#a8287c', dark: '#ff8fd0', symbol: 'hexagon' },
  SATELLITE: { light: '#6a4c93', dark: '#c3a6f0', symbol: 'star' },
  OTHER: { light: '#71748a', dark: '#9297ad', symbol: 'hollow' },
};

/** Of a day that is not yet: what is said to come is hollow and broken, so that nobody takes it for built. */
export const PROMISED: Mark = { light: '#1d5fae', dark: '#9fd0fb', symbol: 'promised' };
