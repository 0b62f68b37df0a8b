import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { RolloutStatus } from '../../generated/graphql.js';
import { patternImage } from '../symbols.js';
import { isSelected, type LayerGroup, type Look, type Open } from './group.js';

/** A source of its own for the names of the projects. */
export const PROJECT_NAMES = 'project-names';

export const PHASES = ['preparing', 'building', 'done', 'stopped'] as const;
export type Phase = (typeof PHASES)[number];

/** Thirteen statuses are too many for a map: four phases, each with its own dash. */
export const PHASE_OF: Record<RolloutStatus, Phase> = {
  ANNOUNCED: 'preparing',
  DEMAND_AGGREGATION: 'preparing',
  FUNDING_APPLICATION: 'preparing',
  TENDERED: 'preparing',
  PLANNED: 'preparing',
  UNDER_CONSTRUCTION: 'building',
  PASSED: 'done',
  PREPARED: 'done',
  CONNECTED: 'done',
  ACTIVATED: 'done',
  REJECTED: 'stopped',
  PAUSED: 'stopped',
  DECOMMISSIONED: 'stopped',
};

export const PHASE_MARKS: Record<Phase, { light: string; dark: string; dash?: number[] }> = {
  preparing: { light: '#8d7000', dark: '#e6c84a', dash: [3, 2] },
  building: { light: '#b85a00', dark: '#ff9a3d', dash: [7, 2] },
  done: { light: '#1d5fae', dark: '#7fc0fb' },
  stopped: { light: '#86313f', dark: '#e08a96', dash: [1, 2] },
};

/** Of a day that is not yet: to be done by then, as somebody promises. */
export const PROMISED_PATTERN = 'rising';

export const statusesOf = (phase: Phase) =>
  Object.entries(PHASE_OF)
    .filter(([, of]) => of === phase)
    .map(([status]) => status.toLowerCase());

function layers({ theme, base, selection, future }: Look): LayerSpecification[] {
  const source = { source: 'rollout-projects', 'source-layer': 'rollout-projects' };
  const arms = PHASES.flatMap((phase) => [statusesOf(phase), PHASE_MARKS[phase][theme]]);
  const colour = ['match', ['get', 'status'], ...arms, base.label] as unknown as ExpressionSpecification;
  const outlines = PHASES.map((phase): LayerSpecification => {
    const { dash } = PHASE_MARKS[phase];
    return {
      id: `rollout-${phase}`,
      type: 'line',
      ...source,
      filter: ['in', ['get', 'status'], ['literal', statusesOf(phase)]],
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': PHASE_MARKS[phase][theme],
        'line-width': ['interpolate', ['linear'], ['zoom'], 9, 1.2, 15, 2.6],
        ...(dash && { 'line-dasharray': dash }),
      },
    };
  });
  const promised: LayerSpecification = {
    id: 'rollout-promised',
    type: 'fill',
    ...source,
    filter: ['has', 'promised_by'],
    paint: { 'fill-pattern': patternImage(PROMISED_PATTERN, PHASE_MARKS.done[theme]), 'fill-opacity': 0.45 },
  };
  return [
    {
      id: 'rollout-areas',
      type: 'fill',
      ...source,
      // On another day some were not there yet.
      filter: ['has', 'status'],
      paint: { 'fill-color': colour, 'fill-opacity': theme === 'light' ? 0.07 : 0.1 },
    },
    ...(future ? [promised] : []),
    {
      id: 'rollout-selected',
      type: 'line',
      ...source,
      filter: isSelected(selection, 'project'),
      layout: { 'line-join': 'round' },
      paint: { 'line-color': base.selected, 'line-width': 7, 'line-opacity': 0.45 },
    },
    ...outlines,
    {
      id: 'rollout-names',
      type: 'symbol',
      source: PROJECT_NAMES,
      'source-layer': 'rollout-projects',
      minzoom: 12.5,
      filter: ['has', 'status'],
      layout: {
        'text-field': ['get', 'name'],
        'text-font': ['Fira Sans Medium'],
        'text-size': 12,
        'text-max-width': 9,
      },
      paint: { 'text-color': colour, 'text-halo-color': base.halo, 'text-halo-width': 1.6 },
    },
  ];
}

const openProject: Open = ({ id }) => ({ kind: 'project', id: String(id) });

export const rollout: LayerGroup = {
  id: 'rollout',
  layers,
  opens: { 'rollout-areas': openProject, 'rollout-names': openProject },
};
