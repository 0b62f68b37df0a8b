import type { ListFile, Shown } from './layer.js';

/** The server's file of exactly the rows that the list has. */
export function fileUrl(
  { dataset, filters }: ListFile,
  extension: 'csv' | 'geojson',
  { area, choice, day }: Shown,
): string {
  const query = new URLSearchParams({ ...(day && { day }), ...filters(choice) });
  const box = area && `bbox=${[area.west, area.south, area.east, area.north].join(',')}`;
  const parts = [box, query.toString()].filter(Boolean).join('&');
  return `/datasets/${dataset}.${extension}${parts && `?${parts}`}`;
}
