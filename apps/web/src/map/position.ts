/** Where the map looks: what is in its middle, and how near. */
export interface MapPosition {
  zoom: number;
  latitude: number;
  longitude: number;
}

/** Reads `map=14.2/51.76300/7.89100`; null where that is no place. */
export function positionOf(text: string | null): MapPosition | null {
  const [zoom = NaN, latitude = NaN, longitude = NaN, ...rest] = (text ?? '')
    .split('/')
    .map((part) => (part === '' ? NaN : +part));
  const sound = zoom >= 0 && zoom <= 22 && Math.abs(latitude) <= 85 && Math.abs(longitude) <= 180 && !rest.length;
  return sound ? { zoom, latitude, longitude } : null;
}

/** To a metre, which is as much as a shared link needs. */
export const positionText = ({ zoom, latitude, longitude }: MapPosition): string =>
  `${+zoom.toFixed(2)}/${+latitude.toFixed(5)}/${+longitude.toFixed(5)}`;
