import type { Map } from 'maplibre-gl';
import { reducedMotion } from '../app/theme.js';
import { useText } from '../i18n/text.js';

export function ZoomButtons({ map }: { map: Map }) {
  const { t } = useText();
  const zoomBy = (steps: number) => map.zoomTo(Math.round(map.getZoom()) + steps, { animate: !reducedMotion() });
  return (
    <div className="zoom">
      <button type="button" aria-label={t.map.zoomIn} onClick={() => zoomBy(1)}>
        +
      </button>
      <button type="button" aria-label={t.map.zoomOut} onClick={() => zoomBy(-1)}>
        −
      </button>
    </div>
  );
}
