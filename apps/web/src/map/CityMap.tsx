import 'maplibre-gl/dist/maplibre-gl.css';
import { useQuery } from '@tanstack/react-query';
import MapView, { Marker, ScaleControl, type MapRef } from '@vis.gl/react-maplibre';
import * as maplibre from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Config } from '../app/config.js';
import { useView } from '../app/location.js';
import { Notice } from '../app/parts.js';
import { useTheme } from '../app/theme.js';
import { useText } from '../i18n/text.js';
import { sensorFeatures } from '../sensors/features.js';
import { useLiveArea, useLiveSensors } from '../sensors/live.js';
import { useNow } from '../sensors/now.js';
import { useLiveSource, useStyle } from './apply-style.js';
import { BASEMAP_PREFIX, loadBasemap } from './basemap.js';
import { coveredSides } from './cover.js';
import { useFlight, useSelectedPlace } from './flight.js';
import { MAP_FONTS } from './fonts.js';
import { tileVersions, useFreshTiles } from './fresh.js';
import { setCurrentMap, setPinned } from './handle.js';
import { provideImages } from './images.js';
import { Pin } from './Pin.js';
import { usePointing } from './pointing.js';
import { usePrint } from './print.js';
import { Readout } from './Readout.js';
import { letFailedTilesReload, useRecovery } from './recovery.js';
import { useResting } from './resting.js';
import { cityStyle } from './style.js';
import { sidesOf, type Side } from './time/sides.js';
import { Swipe } from './time/Swipe.js';
import { useSwipeMap } from './time/swipe-map.js';
import { cityToday, stateNote } from './time/words.js';
import { isCrowded, useTruncated } from './truncated.js';
import { ZoomButtons } from './ZoomButtons.js';

maplibre.setWorkerUrl(workerUrl);

/** After so long what failed is tried again. */
const RETRY_MS = 30_000;

export interface Operator {
  id: string;
  name: string;
}

interface CityMapProps {
  config: Config;
  onOperators: (operators: Operator[]) => void;
}

export default function CityMap({ config, onOperators }: CityMapProps) {
  const { choice, selection, position, time, lang } = useView();
  const [opening] = useState(position);
  const [cover] = useState(coveredSides);
  const { t, format } = useText();
  const theme = useTheme();
  const [map, setMap] = useState<maplibre.Map | null>(null);
  const [trouble, setTrouble] = useState<'basemap' | 'tiles' | 'map' | null>(null);
  const [troubleBeside, setTroubleBeside] = useState(false);

  const basemap = useQuery({
    queryKey: ['basemap', config.basemapStyle],
    enabled: config.basemapStyle !== null,
    staleTime: Infinity,
    retry: 1,
    refetchInterval: ({ state }) => (state.status === 'error' ? RETRY_MS : false),
    queryFn: () => loadBasemap(config.basemapStyle!),
  });
  const underlay = trouble === 'basemap' ? undefined : basemap.data;
  const today = cityToday();
  const sides = useMemo(() => sidesOf(time, choice, today), [time, choice, today]);
  const { left, right } = sides;
  const styleOf = useCallback(
    ({ day, choice }: Side) =>
      cityStyle({
        origin: window.location.origin,
        theme,
        choice,
        selection,
        day,
        future: day !== null && day > today,
        fonts: MAP_FONTS,
        basemap: underlay,
      }),
    [theme, selection, underlay, today],
  );
  const style = useMemo(() => styleOf(left), [styleOf, left]);
  const rightStyle = useMemo(() => right && styleOf(right), [styleOf, right]);
  const [initialStyle] = useState(style);
  useStyle(map, style, initialStyle);

  const now = useNow();
  const { data: inArea } = useLiveSensors(useLiveArea(map));
  const sensors = inArea?.sensors;
  const features = useMemo(() => sensorFeatures(sensors ?? [], format, lang, now), [sensors, format, lang, now]);
  useLiveSource(map, features);
  const failTiles = useCallback(() => setTrouble((now) => now ?? 'tiles'), []);
  const failBeside = useCallback(() => setTroubleBeside(true), []);
  const second = useSwipeMap(map, rightStyle, right, failBeside);
  useLiveSource(second, features);

  const place = useSelectedPlace(selection);
  useEffect(() => setPinned(place?.marker ?? null), [place]);
  useFlight(map, place, selection, useResting(map));
  useRecovery(map, trouble, () => setTrouble(null));
  useRecovery(second, second && troubleBeside ? 'tiles' : null, () => setTroubleBeside(false));
  usePointing(map);
  usePrint(map, stateNote(time, choice, lang));
  useOperators(map, onOperators);
  useFreshTiles(map, left.choice, left.day);
  useFreshTiles(second, right?.choice ?? choice, right?.day ?? null);
  const tilesTruncated = useTruncated(map, left.choice, left.day);
  const truncated = tilesTruncated || isCrowded(inArea, left.choice);
  useEffect(() => {
    map?.getCanvas().setAttribute('aria-label', t.map.help);
    const sources = map?.getContainer().querySelector('.maplibregl-ctrl-attrib-button');
    for (const name of ['title', 'aria-label']) sources?.setAttribute(name, t.sources.title);
  }, [map, t]);

  const receive = useCallback((ref: MapRef | null) => {
    const map = ref ? prepared(ref.getMap()) : null;
    setCurrentMap(map);
    if (map) setMap(map);
  }, []);

  const { center, zoom } = config.city;
  return (
    <>
      <MapView
        ref={receive}
        mapLib={maplibre}
        mapStyle={initialStyle}
        transformRequest={(url) => ({ url: tileVersions.urlOf(url) })}
        initialViewState={{ ...(opening ?? { longitude: center[0], latitude: center[1], zoom }), padding: cover }}
        attributionControl={{ compact: true }}
        dragRotate={false}
        maxPitch={0}
        minZoom={7}
        maxZoom={20}
        // Else coarse tiles would be cut up again and the areas in them named once per piece.
        zoomLevelsToOverscale={undefined}
        // Each live value is drawn anew: what fades in would keep the map at work between them.
        fadeDuration={0}
        onError={(event) => {
          const source = (event as { sourceId?: string }).sourceId;
          if (event.target === null) setTrouble('map');
          else if (source?.startsWith(BASEMAP_PREFIX)) setTrouble('basemap');
          else if (source) failTiles();
        }}
      >
        <ScaleControl position="bottom-left" unit="metric" />
        {place?.marker && (
          <Marker longitude={place.marker[0]} latitude={place.marker[1]} anchor="bottom">
            <Pin />
          </Marker>
        )}
      </MapView>
      {map && <ZoomButtons map={map} />}
      {time.swipe && <Swipe day={time.day} swipe={time.swipe} choice={choice} />}
      {map && <Readout map={map} choice={choice} />}
      <div className="map-trouble" role="status">
        {(trouble === 'basemap' || basemap.isError) && <Notice kind="info">{t.map.basemapFailed}</Notice>}
        {(trouble === 'tiles' || (second && troubleBeside)) && (
          <Notice kind="warning">
            {t.map.tilesFailed} {t.shell.retrying}
          </Notice>
        )}
        {truncated && <Notice kind="info">{t.map.truncated}</Notice>}
        {trouble === 'map' && <Notice kind="warning">{t.map.unavailable}</Notice>}
      </div>
    </>
  );
}

function prepared(map: maplibre.Map): maplibre.Map {
  // On a small map the sources stand behind a button, else they cover what they are the sources of.
  if (map.getContainer().clientWidth < 640) {
    const fold = () => document.querySelector('.maplibregl-compact-show')?.classList.remove('maplibregl-compact-show');
    map.on('sourcedata', fold);
    map.once('idle', () => map.off('sourcedata', fold));
  }
  provideImages(map);
  letFailedTilesReload(map);
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  return map;
}

/** The operators that tiles of mobile coverage have named: one that is chosen keeps its name where it has no area in view. */
function useOperators(map: maplibre.Map | null, onOperators: (operators: Operator[]) => void) {
  useEffect(() => {
    if (!map) return;
    const source = 'mobile-availability';
    const names = new Map<string, string>();
    const read = (event: maplibre.MapSourceDataEvent) => {
      if (event.sourceId !== source || !event.isSourceLoaded) return;
      const features = map.querySourceFeatures(source, { sourceLayer: source });
      for (const { properties } of features) names.set(String(properties.operator_id), String(properties.operator));
      onOperators([...names].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name)));
    };
    map.on('sourcedata', read);
    return () => void map.off('sourcedata', read);
  }, [map, onOperators]);
}
