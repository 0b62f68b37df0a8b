import type { Map } from 'maplibre-gl';
import type { MouseEvent } from 'react';
import { reducedMotion } from '../app/theme.js';
import { useText } from '../i18n/text.js';

export function ZoomButtons({ map }: { map: Map }) {
  const { t } = useText();
  // The event says that it was somebody's will: such a place stands in the page's address.
  const zoomBy = (steps: number, { nativeEvent: originalEvent }: MouseEvent) =>
    map.zoomTo(Math.round(map.getZoom()) + steps, { animate: !reducedMotion() }, { originalEvent });
  return (
    <div className="zoom">
      <button type="button" aria-label={t.map.zoomIn} onClick={(event) => zoomBy(1, event)}>
        +
      </button>
      <button type="button" aria-label={t.map.zoomOut} onClick={(event) => zoomBy(-1, event)}>
        −
      </button>
    </div>
  );
}
