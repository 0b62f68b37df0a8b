import type { Map as MapLibreMap } from 'maplibre-gl';
import { useEffect, useState } from 'react';
import { announce } from '../app/announcer.js';
import { useText } from '../i18n/text.js';
import type { MapChoice } from './choice.js';
import type { Target } from './layers/group.js';
import { foundAt, openTarget, REST_MS, targetAt, type Found } from './pointing.js';
import { hasNeighbours, neighboursOf, readingOf, type Reading } from './readout.js';
import { READOUT_WORDS } from './readout-words.js';

const POINTS = ['fixed-points'];

/** Tells what is under the mouse, the finger, or for the keyboard in the middle of the map, where Enter opens it. */
export function Readout({ map, choice }: { map: MapLibreMap; choice: MapChoice }) {
  const text = useText();
  const words = READOUT_WORDS[text.lang];
  const [readings, setReadings] = useState<Reading[]>([]);
  const [keyboard, setKeyboard] = useState<{ x: number; y: number } | null>(null);

  useEffect(() => {
    const canvas = map.getCanvas();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = ({ feature, choice, map }: Found): Reading | undefined => {
      const found = readingOf(feature, choice, text);
      if (!found || !hasNeighbours(feature.layer.id) || !map.getLayer('fixed-points')) return found;
      const neighbours = neighboursOf(feature, map.queryRenderedFeatures({ layers: POINTS }), text);
      return neighbours ? { ...found, lines: [...found.lines, neighbours] } : found;
    };
    /** What lies on top, and below it what a click opens, where that is something else. */
    const read = (x: number, y: number): { told: Reading[]; target?: Target } => {
      const told: Reading[] = [];
      for (const found of foundAt(map, { x, y }, choice)) {
        const reading = told.length === 0 || found.target ? tell(found) : undefined;
        if (reading) told.push(reading);
        if (found.target) return { told, target: found.target };
      }
      return { told };
    };
    const readSoon = (event: { point: { x: number; y: number } }) => {
      clearTimeout(timer);
      timer = setTimeout(() => setReadings(read(event.point.x, event.point.y).told), REST_MS);
    };
    const middle = () => map.project(map.getCenter());
    const byKeys = () => document.activeElement === canvas && canvas.matches(':focus-visible');
    const readMiddle = () => {
      if (!byKeys()) return setKeyboard(null);
      const { x, y } = middle();
      setKeyboard({ x, y });
      const { told, target } = read(x, y);
      setReadings(told);
      const said = told.map(({ title, lines }) => `${title}: ${lines.join('; ')}.`);
      const opens = target && (target.kind === 'district' ? words.openDistrict : words.open);
      announce([...(said.length ? said : [words.nothing]), ...(opens ? [opens] : [])].join(' '));
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter') return;
      const target = targetAt(map, middle());
      if (target) openTarget(target, text.lang);
    };
    const leave = () => {
      clearTimeout(timer);
      setKeyboard(null);
      setReadings([]);
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
  }, [map, choice, text, words]);

  return (
    <>
      {keyboard && <div className="crosshair" aria-hidden="true" style={{ left: keyboard.x, top: keyboard.y }} />}
      {readings.length > 0 && (
        <div className="readout">
          <p className="kern-sr-only">{keyboard ? words.centre : words.label}</p>
          {readings.map(({ title, lines }) => (
            <div key={title}>
              <strong>{title}</strong>
              {lines.map((line) => (
                <span key={line}>{line}</span>
              ))}
            </div>
          ))}
        </div>
      )}
    </>
  );
}
