// A .zip as offices send it: one Shapefile of several files, or one GeoPackage or GeoJSON. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
import { UserError } from '@stadtlage/database';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Entry } from 'yauzl';
import {
  entriesOf,
  hasEnding,
  LIMITS,
  listOf,
  named,
  openArchive,
  refuseBomb,
  stemOf,
  type ZipLimits,
} from './archive.js';
import { FileError } from './phrases.js';
import { say } from './report-phrases.js';

const MAIN = ['.shp', '.gpkg', '.geojson', '.json', '.geojsonl'];
const COMPANIONS = ['.dbf', '.prj', '.cpg'];

/**
 * Unpacks the one file of geodata in an archive, with its companions, into a temporary folder.
 * @param layer the name of a file, where there are several; else it is a layer in the only one
 * @returns its path, the layer that is still to be looked for in it, and how to remove it
 * @throws FileError when there is none or several, or the archive is damaged, encrypted or larger than the limits
 */
export async function unpackGeodata(
  path: string,
  name: string,
  layer?: string,
  limits: ZipLimits = LIMITS,
): Promise<{ path: string; layer?: string; remove(): Promise<void> }> {
  const zip = await openArchive(path, name);
  const folder = await mkdtemp(join(tmpdir(), 'stadtlage-zip-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const { wanted, ...rest } = choose(name, await entriesOf(zip, name, limits), layer);
    refuseBomb(name, wanted, limits);
    // Their names lead to no other folder: only the ending is taken over.
    const target = (entry: Entry) => join(folder, safeStem(entry) + extname(entry.fileName).toLowerCase());
    for (const entry of wanted)
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target(entry)));
    return { path: target(wanted[0]!), ...rest, remove };
  } catch (error) {
    await remove();
    if (error instanceof UserError || (error as NodeJS.ErrnoException).code === 'ENOSPC') throw error;
    throw new FileError(
      say('{name} is damaged: {message}. Download it again.', { name, message: (error as Error).message }),
    );
  } finally {
    zip.close();
  }
}

const safeStem = (entry: Entry) => stemOf(entry).replace(/[^\p{L}\p{N}_. -]/gu, '_');

/** The main file first. */
function choose(name: string, entries: Entry[], layer: string | undefined): { wanted: Entry[]; layer?: string } {
  const main = entries.filter(hasEnding(MAIN));
  if (!main.length)
    throw new FileError(
      say('{name} holds no Shapefile, GeoPackage or GeoJSON, but {entries}.', {
        name,
        entries: listOf(entries) || say('nothing'),
      }),
    );
  const found = main.length > 1 && layer !== undefined ? named(main, layer) : main;
  if (!found.length)
    throw new FileError(say('{name} has no "{layer}", but {found}.', { name, layer: layer!, found: listOf(main) }));
  if (found.length > 1)
    throw new FileError(
      say('{name} holds several: {found}. Name the one that is meant: --layer "{first}".', {
        name,
        found: listOf(found),
        first: stemOf(found[0]!),
      }),
    );
  const key = (entry: Entry) => entry.fileName.slice(0, -extname(entry.fileName).length).toLowerCase();
  const companions = entries.filter((entry) => hasEnding(COMPANIONS)(entry) && key(entry) === key(found[0]!));
  return { wanted: [found[0]!, ...companions], layer: main.length > 1 ? undefined : layer };
}
