import type { Download } from '@stadtlage/datasets';
import type { Database } from '@stadtlage/database';
import { toFeatures } from './export-geojson.js';
import { toLines, toPackage } from './export-json.js';

/** A file of all fibre networks by the Open Fibre Data Standard 0.3. */
export interface NetworkFile {
  /** What follows the name of the file. */
  ending: string;
  /** As the catalogue names it. */
  format: string;
  /** The datasets whose rows it holds. */
  of: ('fibre-nodes' | 'fibre-spans')[];
  mediaType: string;
  /** The file piece by piece, of all networks or of those with these ids. @throws UserError when there is none with one of these ids */
  write(database: Database, ids?: readonly string[]): AsyncGenerator<string>;
}

export const NETWORK_FILES: NetworkFile[] = [
  {
    ending: '.json',
    format: 'OFDS 0.3 JSON',
    of: ['fibre-nodes', 'fibre-spans'],
    mediaType: 'application/json; charset=utf-8',
    write: toPackage,
  },
  {
    ending: '.jsonl',
    format: 'OFDS 0.3 JSON Lines',
    of: ['fibre-nodes', 'fibre-spans'],
    mediaType: 'application/jsonl; charset=utf-8',
    write: toLines,
  },
  {
    ending: '.nodes.geojson',
    format: 'OFDS 0.3 GeoJSON',
    of: ['fibre-nodes'],
    mediaType: 'application/geo+json; charset=utf-8',
    write: (database, ids) => toFeatures(database, 'node', ids),
  },
  {
    ending: '.spans.geojson',
    format: 'OFDS 0.3 GeoJSON',
    of: ['fibre-spans'],
    mediaType: 'application/geo+json; charset=utf-8',
    write: (database, ids) => toFeatures(database, 'span', ids),
  },
];

/** The name of each file before its ending. */
export const NETWORK_FILE = 'fibre-networks.ofds';

/** The files that the catalogue offers beside a dataset of networks. */
export const networkDownloads = (dataset: 'fibre-nodes' | 'fibre-spans'): Download[] =>
  NETWORK_FILES.filter((file) => file.of.includes(dataset)).map(({ format, mediaType, ending }) => ({
    format,
    mediaType: mediaType.replace(/;.*/, ''),
    path: `/datasets/${NETWORK_FILE}${ending}`,
  }));
