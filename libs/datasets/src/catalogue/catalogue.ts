import { sqlFile, type Queryable } from '@stadtlage/database';
import type { DatasetDefinition, Download } from '../definition.js';
import type { Dataset } from './dataset.js';
import { LICENCES, licenceOfAll } from './licences.js';

const STATES = sqlFile(import.meta.url, 'catalogue.sql');

/** What the database knows about a dataset that holds data. */
export interface LiveState {
  dataset: string;
  version: number;
  changed_at: Date;
  source: string | null;
  is_demo: boolean;
  sources: { name: string; licence: string | null; date: string | null }[];
}

export async function readStates(database: Queryable): Promise<Map<string, LiveState>> {
  const rows = await database.query<LiveState>(STATES);
  return new Map(rows.map((row) => [row.dataset, row]));
}

/** Root-relative paths of the files a dataset can be taken away as. */
export function downloadsOf({ id, geometry, otherDownloads = [] }: DatasetDefinition): Download[] {
  const csv = { format: 'CSV', mediaType: 'text/csv', path: `/datasets/${id}.csv` };
  const geojson = { format: 'GeoJSON', mediaType: 'application/geo+json', path: `/datasets/${id}.geojson` };
  return [csv, ...(geometry ? [geojson] : []), ...otherDownloads];
}

/** Whose data it holds; a source that names no licence is under that of the dataset. */
export function sourcesOf({ licence }: DatasetDefinition, state: LiveState | undefined): Dataset['sources'] {
  return state?.sources.map((source) => ({ ...source, licence: source.licence ?? licence })) ?? [];
}

export function toDataset(
  definition: DatasetDefinition,
  state: LiveState | undefined,
  { publisher, publicUrl = '' }: { publisher: string; publicUrl?: string },
): Dataset {
  const { id, title, description, theme, updateRhythm } = definition;
  const sources = sourcesOf(definition, state);
  const licence = licenceOfAll(definition, sources);
  return {
    id,
    title,
    description,
    licence,
    licenceUrl: LICENCES[licence].url,
    publisher,
    theme,
    updateRhythm,
    source: state?.source ?? null,
    sources,
    isDemo: state?.is_demo ?? false,
    changedAt: state?.changed_at ?? null,
    version: state?.version ?? 0,
    columns: Object.entries(definition.columns).map(([name, column]) => ({
      name,
      ...column,
      unit: column.unit ?? null,
    })),
    downloads: downloadsOf(definition).map(({ path, ...download }) => ({ ...download, url: publicUrl + path })),
    tileJsonUrl: definition.geometry?.tiles ? `${publicUrl}/tiles/${id}.json` : null,
  };
}
