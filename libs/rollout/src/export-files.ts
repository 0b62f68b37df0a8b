import type { Database } from '@stadtlage/database';
import { toFeatures } from './export-geojson.js';
import { toLines, toPackage } from './export-json.js';

/** A file of all fibre networks by the Open Fibre Data Standard 0.3. */
export interface NetworkFile {
  /** What follows the name of the file. */
  ending: string;
  mediaType: string;
  /** The file piece by piece, of all networks or of those with these ids. @throws UserError when there is none with one of these ids */
  write(database: Database, ids?: readonly string[]): AsyncGenerator<string>;
}

export const NETWORK_FILES: NetworkFile[] = [
  { ending: '.json', mediaType: 'application/json; charset=utf-8', write: toPackage },
  { ending: '.jsonl', mediaType: 'application/jsonl; charset=utf-8', write: toLines },
  {
    ending: '.nodes.geojson',
    mediaType: 'application/geo+json; charset=utf-8',
    write: (database, ids) => toFeatures(database, 'node', ids),
  },
  {
    ending: '.spans.geojson',
    mediaType: 'application/geo+json; charset=utf-8',
    write: (database, ids) => toFeatures(database, 'span', ids),
  },
];
