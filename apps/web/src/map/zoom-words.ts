import type { Language } from '../app/location.js';

/** Apart from the other texts, as they are needed only with the map. */
const de = {
  zoomIn: 'Vergrößern',
  zoomOut: 'Verkleinern',
  pan: 'Karte verschieben',
  up: 'Nach oben',
  left: 'Nach links',
  right: 'Nach rechts',
  down: 'Nach unten',
};

const en: typeof de = {
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  pan: 'Move the map',
  up: 'Up',
  left: 'Left',
  right: 'Right',
  down: 'Down',
};

export const ZOOM_WORDS: Record<Language, typeof de> = { de, en };
