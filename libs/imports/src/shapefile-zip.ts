// A .zip as offices send it: one Shapefile of several files, or one GeoPackage or GeoJSON. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
import { UserError } from '@stadtlage/database';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';

export interface ZipLimits {
  entries: number;
  /** Bytes after unpacking, of all that is unpacked. */
  bytes: number;
  /** How many times larger than in the archive; only for what is larger than a megabyte. */
  ratio: number;
}

// Geodata shrinks to a tenth; blank columns of a .dbf to a fiftieth. Nothing but a bomb reaches the limits.
const LIMITS: ZipLimits = { entries: 1_000, bytes: 4 * 1024 ** 3, ratio: 200 };

const MAIN = ['.shp', '.gpkg', '.geojson', '.json', '.geojsonl'];
const COMPANIONS = ['.dbf', '.prj', '.cpg'];

/**
 * Unpacks the one file of geodata in an archive, with its companions, into a temporary folder.
 * @returns its path, and how to remove it
 * @throws UserError when there is none or several, or the archive is damaged, encrypted or larger than the limits
 */
export async function unpackGeodata(
  path: string,
  name: string,
  limits: ZipLimits = LIMITS,
): Promise<{ path: string; remove(): Promise<void> }> {
  const zip = await openPromise(path, { autoClose: false }).catch((error: Error) => {
    throw new UserError(`${name} cannot be read as a ZIP archive: ${error.message}. Download it again.`);
  });
  const folder = await mkdtemp(join(tmpdir(), 'stadtlage-zip-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const wanted = choose(name, await entriesOf(zip, name, limits));
    refuseBomb(name, wanted, limits);
    // Their names lead to no other folder: only the ending is taken over.
    const target = (entry: Entry) => join(folder, stemOf(entry) + extname(entry.fileName).toLowerCase());
    for (const entry of wanted)
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target(entry)));
    return { path: target(wanted[0]!), remove };
  } catch (error) {
    await remove();
    if (error instanceof UserError || (error as NodeJS.ErrnoException).code === 'ENOSPC') throw error;
    throw new UserError(`${name} is damaged: ${(error as Error).message}. Download it again.`);
  } finally {
    zip.close();
  }
}

async function entriesOf(zip: ZipFile, name: string, limits: ZipLimits): Promise<Entry[]> {
  if (zip.entryCount > limits.entries)
    throw new UserError(`${name} holds ${zip.entryCount} files, more than ${limits.entries}. Pack only what is meant.`);
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) {
    if (!entry.fileName.endsWith('/') && !/(^|\/)(__MACOSX\/|\._)/.test(entry.fileName)) entries.push(entry);
  }
  return entries;
}

const stemOf = (entry: Entry) => basename(entry.fileName, extname(entry.fileName)).replace(/[^\p{L}\p{N}_. -]/gu, '_');
const isOne = (endings: string[]) => (entry: Entry) => endings.includes(extname(entry.fileName).toLowerCase());

/** The main file first. */
function choose(name: string, entries: Entry[]): Entry[] {
  const main = entries.filter(isOne(MAIN));
  const list = (some: Entry[]) =>
    some
      .slice(0, 12)
      .map((entry) => entry.fileName)
      .join(', ');
  if (!main.length)
    throw new UserError(`${name} holds no Shapefile, GeoPackage or GeoJSON, but ${list(entries) || 'nothing'}.`);
  if (main.length > 1)
    throw new UserError(`${name} holds several: ${list(main)}. Pack the one that is meant into an archive of its own.`);
  const key = (entry: Entry) => entry.fileName.slice(0, -extname(entry.fileName).length).toLowerCase();
  return [...main, ...entries.filter((entry) => isOne(COMPANIONS)(entry) && key(entry) === key(main[0]!))];
}

function refuseBomb(name: string, entries: Entry[], limits: ZipLimits): void {
  const total = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  const megabytes = (bytes: number) => `${Math.round(bytes / 1024 ** 2).toLocaleString('en')} MB`;
  if (total > limits.bytes)
    throw new UserError(
      `${name} would unpack to ${megabytes(total)}, more than ${megabytes(limits.bytes)}. Split the data.`,
    );
  for (const { fileName, compressedSize, uncompressedSize, ...entry } of entries) {
    if (entry.generalPurposeBitFlag & 1)
      throw new UserError(`${name}: ${fileName} is encrypted. Send the archive without a password.`);
    if (uncompressedSize > 1024 ** 2 && uncompressedSize > compressedSize * limits.ratio)
      throw new UserError(
        `${name}: ${fileName} would unpack to ${Math.round(uncompressedSize / Math.max(compressedSize, 1)).toLocaleString('en')} times its size, as only a ZIP bomb does. Ask the sender for the unpacked file.`,
      );
  }
}
