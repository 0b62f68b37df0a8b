import type { FilterSpecification, LayerSpecification } from 'maplibre-gl';
import type { MobileTechnology } from '../../generated/graphql.js';
import { patternImage, type PatternName } from '../symbols.js';
import type { LayerGroup, Look } from './group.js';

interface MobileMark {
  /** As the tiles spell it. */
  code: string;
  light: string;
  dark: string;
  pattern: PatternName;
}

/** From the oldest to the newest: the newer is drawn over the older. */
export const MOBILE: Record<MobileTechnology, MobileMark> = {
  G2: { code: '2g', light: '#6d6f80', dark: '#a3a7b8', pattern: 'dots' },
  G4: { code: '4g', light: '#a5730a', dark: '#e8bd55', pattern: 'rising' },
  G5: { code: '5g', light: '#8a3a8f', dark: '#e09be6', pattern: 'falling' },
  G5_SA: { code: '5g_sa', light: '#00736b', dark: '#3fd6c6', pattern: 'crossed' },
};

/** Of the edges, which say where an area ends: any less, and not all stand out from the ground by 3 to 1 (WCAG 1.4.11). */
const EDGE_OPACITY = 0.9;

export const MOBILE_ORDER = Object.keys(MOBILE) as MobileTechnology[];

function layers({ theme, choice }: Look): LayerSpecification[] {
  // The areas of all operators lie on each other: each must be filled more faintly than one alone.
  const one = choice.operator !== null;
  const shown = choice.mobile ? [choice.mobile] : MOBILE_ORDER;
  return shown.flatMap((technology): LayerSpecification[] => {
    const mark = MOBILE[technology];
    const source = { source: 'mobile-availability', 'source-layer': 'mobile-availability' };
    const filter = ['all', ['==', ['get', 'technology'], mark.code]] as unknown[];
    if (choice.operator) filter.push(['==', ['to-string', ['get', 'operator_id']], choice.operator]);
    const common = { ...source, filter: filter as FilterSpecification };
    return [
      {
        id: `mobile-${mark.code}`,
        type: 'fill',
        ...common,
        paint: { 'fill-color': mark[theme], 'fill-opacity': one ? 0.13 : 0.04, 'fill-antialias': false },
      },
      {
        id: `mobile-${mark.code}-hatch`,
        type: 'fill',
        ...common,
        paint: { 'fill-pattern': patternImage(mark.pattern, mark[theme]), 'fill-opacity': one ? 0.45 : 0.16 },
      },
      {
        id: `mobile-${mark.code}-edge`,
        type: 'line',
        ...common,
        paint: { 'line-color': mark[theme], 'line-width': 1.2, 'line-opacity': EDGE_OPACITY },
      },
    ];
  });
}

export const mobile: LayerGroup = { id: 'mobile', layers, opens: {} };
