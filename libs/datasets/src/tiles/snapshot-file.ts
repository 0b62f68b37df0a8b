import { type FileHandle, open } from 'node:fs/promises';
import type { Bilingual } from '../definition.js';
import { readMetadata } from './pmtiles.js';

/** Where it is served, whatever the file is called. */
export const SNAPSHOT_PATH = '/datasets/city.pmtiles';
/** https://www.iana.org/assignments/media-types/application/vnd.pmtiles */
export const PMTILES_TYPE = 'application/vnd.pmtiles';

const TEXTS: Record<'title' | 'description', Bilingual> = {
  title: { de: 'Alle Ebenen der Karte in einer Datei', en: 'All layers of the map in one file' },
  description: {
    de: 'Die Karte als Kacheln aller Zoomstufen in einer Datei, wie sie zu einem Zeitpunkt war: für Karten ohne Netz und für eigene Karten.',
    en: 'The map as tiles of all zooms in one file, as it was at one moment: for maps without a network, and for maps of your own.',
  },
};

/** A file that holds several datasets, as `/datasets.json` lists it. */
export interface FileEntry {
  id: string;
  title: Bilingual;
  description: Bilingual;
  format: string;
  mediaType: string;
  url: string;
  bytes: number;
  /** Of which moment all of it is. Null: it does not say so. */
  moment: string | null;
  /** Codes of the licences, and whom to name. */
  licences: string[];
  attribution: string;
  /** Ids of the datasets in it, and of those that are made up. */
  datasets: string[];
  demoDatasets: string[];
}

/** An open file, which stays what it is when another one takes its place. */
export interface OpenSnapshot {
  handle: FileHandle;
  bytes: number;
  changedAt: Date;
  /** Another one for other bytes: readers put parts together by it. */
  etag: string;
}

/** What `stadtlage export tiles` wrote last. Undefined: nothing yet. Who opens it closes the handle. */
export async function openSnapshot(path: string): Promise<OpenSnapshot | undefined> {
  const handle = await open(path).catch(unlessMissing);
  if (!handle) return undefined;
  try {
    const { size, mtimeMs, mtimeNs, ino } = await handle.stat({ bigint: true });
    if (!size) return void (await handle.close());
    const etag = `"${[size, mtimeNs, ino].map((part) => part.toString(36)).join('-')}"`;
    return { handle, bytes: Number(size), changedAt: new Date(Number(mtimeMs)), etag };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/**
 * The entry of the catalogue, which lists all else whatever this file is. Undefined: there is none, or none that can be read, such as one
 * that is just being copied there by hand.
 */
export async function readSnapshotEntry(path: string, publicUrl = ''): Promise<FileEntry | undefined> {
  const file = await openSnapshot(path).catch(() => undefined);
  const told = await (file && readMetadata(file.handle))?.catch(() => undefined);
  await file?.handle.close();
  if (!file || !told) return undefined;
  return {
    id: 'city',
    ...TEXTS,
    format: 'PMTiles',
    mediaType: PMTILES_TYPE,
    url: publicUrl + SNAPSHOT_PATH,
    bytes: file.bytes,
    moment: text(told['moment']) ?? null,
    licences: texts(told['licences']),
    attribution: text(told['attribution']) ?? '',
    datasets: Object.keys((told['versions'] as object | undefined) ?? {}),
    demoDatasets: texts(told['demo_layers']),
  };
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
const texts = (value: unknown) => (Array.isArray(value) ? value.flatMap((one) => text(one) ?? []) : []);

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
}
