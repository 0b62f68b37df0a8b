import type { Map as MapLibreMap, PointLike } from 'maplibre-gl';
import { useEffect, useState } from 'react';
import { announce } from '../app/announcer.js';
import { go } from '../app/location.js';
import { useText } from '../i18n/text.js';
import type { MapChoice } from './choice.js';
import { shownAt } from './handle.js';
import { CLICKABLE } from './layers/groups.js';
import { REACH, REST_MS, selectionAt } from './pointing.js';
import { neighboursOf, readingOf, type Reading } from './readout.js';

/** Beside what can be opened: what is told of, from the topmost layer to the lowest. */
const TOLD = ['city-places', 'fixed-streets', 'fixed-cells', 'mobile-5g_sa', 'mobile-5g', 'mobile-4g', 'mobile-2g'];
const POINTS = ['fixed-points', 'fixed-symbols'];

/** Tells what is under the mouse, the finger, or for the keyboard in the middle of the map, where Enter opens it. */
export function Readout({ map, choice }: { map: MapLibreMap; choice: MapChoice }) {
  const { t, format } = useText();
  const [reading, setReading] = useState<Reading | null>(null);
  const [keyboard, setKeyboard] = useState<{ x: number; y: number } | null>(null);

  useEffect(() => {
    const canvas = map.getCanvas();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = (x: number, y: number): Reading | null => {
      const shown = shownAt(map, x, choice);
      for (const layer of [...CLICKABLE.map(([id]) => id), ...TOLD]) {
        if (!shown.map.getLayer(layer)) continue;
        const reach = layer.endsWith('areas') || layer.endsWith('cells') || layer.startsWith('mobile') ? 0 : REACH;
        const box: [PointLike, PointLike] = [
          [x - reach, y - reach],
          [x + reach, y + reach],
        ];
        const [feature] = shown.map.queryRenderedFeatures(box, { layers: [layer] });
        const found = feature && readingOf(feature, shown.choice, t, format);
        if (!found) continue;
        if (!POINTS.includes(layer)) return found;
        const drawn = shown.map.queryRenderedFeatures({ layers: POINTS.filter((id) => shown.map.getLayer(id)) });
        const neighbours = neighboursOf(found.title, drawn, t, format);
        return neighbours ? { ...found, lines: [...found.lines, neighbours] } : found;
      }
      return null;
    };
    const readSoon = (event: { point: { x: number; y: number } }) => {
      clearTimeout(timer);
      timer = setTimeout(() => setReading(read(event.point.x, event.point.y)), REST_MS);
    };
    const middle = () => map.project(map.getCenter());
    const byKeys = () => document.activeElement === canvas && canvas.matches(':focus-visible');
    const readMiddle = () => {
      if (!byKeys()) return setKeyboard(null);
      const { x, y } = middle();
      setKeyboard({ x, y });
      const found = read(x, y);
      setReading(found);
      const open = found && selectionAt(map, middle()) ? ` ${t.shell.readout.open}` : '';
      announce(found ? `${found.title}: ${found.lines.join('; ')}.${open}` : t.shell.readout.nothing);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter') return;
      const selection = selectionAt(map, middle());
      if (selection) go({ selection });
    };
    const leave = () => {
      clearTimeout(timer);
      setKeyboard(null);
      setReading(null);
    };
    map.on('mousemove', readSoon);
    map.on('click', readSoon);
    map.on('mouseout', leave);
    map.on('moveend', readMiddle);
    canvas.addEventListener('focus', readMiddle);
    canvas.addEventListener('blur', leave);
    canvas.addEventListener('keydown', onKey);
    return () => {
      clearTimeout(timer);
      map.off('mousemove', readSoon);
      map.off('click', readSoon);
      map.off('mouseout', leave);
      map.off('moveend', readMiddle);
      canvas.removeEventListener('focus', readMiddle);
      canvas.removeEventListener('blur', leave);
      canvas.removeEventListener('keydown', onKey);
    };
  }, [map, choice, t, format]);

  return (
    <>
      {keyboard && <div className="crosshair" aria-hidden="true" style={{ left: keyboard.x, top: keyboard.y }} />}
      {reading && (
        <div className="readout">
          <p className="kern-sr-only">{keyboard ? t.shell.readout.centre : t.shell.readout.label}</p>
          <strong>{reading.title}</strong>
          {reading.lines.map((line) => (
            <span key={line}>{line}</span>
          ))}
        </div>
      )}
    </>
  );
}
