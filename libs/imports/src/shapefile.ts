// Shapefile: https://www.esri.com/content/dam/esrisites/sitecore-archive/Files/Pdfs/library/whitepapers/pdfs/shapefile.pdf
// A .shp with geometries; beside it a .dbf with attributes, a .prj with the coordinate system, a .cpg with the encoding.
import { UserError } from '@stadtlage/database';
import { createReadStream } from 'node:fs';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { open as openShapefile } from 'shapefile';
import { epsgOfWkt } from './crs.js';
import type { Container, RawFeature } from './features.js';
import type { Report } from './report.js';
import { FileError } from './phrases.js';
import { say } from './report-phrases.js';

const MAX_BYTES = 2 * 1024 ** 3;
const MAX_TEXT_BYTES = 65_536;

/**
 * Opens a .shp with its companions of the same name.
 * @param name what messages call it
 * @throws FileError when it is damaged or too large
 */
export async function openShape(path: string, name: string, report: Report): Promise<Container> {
  await refuseDamaged(path, name);
  const [dbf, prj, cpg] = await companions(path, ['.dbf', '.prj', '.cpg']);
  if (!dbf) {
    report.quality(say('There is no .dbf beside {name}, so its features have no attributes.', { name }), {
      fix: say('Keep .shp, .dbf and .prj together, best in one .zip.'),
    });
  }
  const encoding = dbf ? await encodingOf(dbf, cpg, report) : 'utf-8';
  const wkt = prj ? (await readShort(prj)).trim() : '';
  const shp = createReadStream(path);
  const table = dbf ? createReadStream(dbf) : undefined;
  return {
    format: 'Shapefile',
    crs: wkt
      ? { epsg: epsgOfWkt(wkt), title: /"([^"]*)"/.exec(wkt)?.[1] ?? wkt.slice(0, 40), from: basename(prj!) }
      : undefined,
    features: read(shp, table, encoding, name, report),
    close: async () => {
      shp.destroy();
      table?.destroy();
    },
  };
}

/** The header says how long the file is, so one that was cut off shows at once. */
async function refuseDamaged(path: string, name: string): Promise<void> {
  const { size } = await stat(path);
  if (size > MAX_BYTES)
    throw new FileError(say('{name} is larger than 2 GB, which no Shapefile may be. Export it again.', { name }));
  const handle = await open(path);
  const header = Buffer.alloc(100);
  const { bytesRead } = await handle.read(header, 0, 100, 0).finally(() => handle.close());
  if (bytesRead < 100 || header.readInt32BE(0) !== 9994)
    throw new FileError(say('{name} is not a Shapefile: its header is missing. Download it again.', { name }));
  const stated = header.readInt32BE(24) * 2;
  if (stated > size)
    throw new FileError(
      say('{name} was cut off: it has {size} of {stated} bytes. Download it again.', { name, size, stated }),
    );
}

/** The files of the same name with these endings, in whatever case. */
async function companions(path: string, endings: string[]): Promise<(string | undefined)[]> {
  const stem = basename(path, extname(path)).toLowerCase();
  const names = await readdir(dirname(path));
  return endings.map((ending) => {
    const found = names.find((name) => name.toLowerCase() === stem + ending);
    return found && join(dirname(path), found);
  });
}

async function readShort(path: string): Promise<string> {
  return (await stat(path)).size > MAX_TEXT_BYTES ? '' : (await readFile(path)).toString('utf8').replace(/^\ufeff/, '');
}

async function encodingOf(dbf: string, cpg: string | undefined, report: Report): Promise<string> {
  const stated = cpg ? (await readShort(cpg)).trim() : '';
  const label = stated && encodingLabel(stated);
  if (stated && !label) {
    report.quality(say('{file} names the encoding "{stated}", which is not known.', { file: basename(cpg!), stated }), {
      fix: say('Look at the umlauts in what was imported.'),
    });
  }
  const encoding = label || ((await isUtf8(dbf)) ? 'utf-8' : 'windows-1252');
  report.dialect.set('Encoding', `${encoding}, ${label ? `from ${basename(cpg!)}` : 'from its bytes'}`);
  return encoding;
}

/** `UTF-8`, `1252`, `ANSI 1252`, `ISO-8859-1`, `88591`, `65001`. */
export function encodingLabel(text: string): string | undefined {
  const plain = text.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (/^(utf8|65001|cp65001)$/.test(plain)) return 'utf-8';
  const iso = /^(?:iso)?8859(\d{1,2})$/.exec(plain)?.[1];
  const windows = /^(?:ansi|cp|windows|oem)?(125\d)$/.exec(plain)?.[1];
  const label = iso ? `iso-8859-${iso}` : windows ? `windows-${windows}` : text;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}

async function isUtf8(dbf: string): Promise<boolean> {
  // The head holds the date and lengths as binary numbers.
  const handle = await open(dbf);
  const head = Buffer.alloc(32);
  await handle.read(head, 0, 32, 0).finally(() => handle.close());
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of createReadStream(dbf, { start: head.readUInt16LE(8) }))
      decoder.decode(chunk, { stream: true });
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}

async function* read(
  shp: ReturnType<typeof createReadStream>,
  dbf: ReturnType<typeof createReadStream> | undefined,
  encoding: string,
  name: string,
  report: Report,
): AsyncGenerator<RawFeature> {
  let row = 0;
  try {
    const source = await openShapefile(shp, dbf, { encoding });
    for (;;) {
      const { done, value } = await source.read();
      if (done) return;
      row++;
      if (dbf && !value.properties) {
        report.error(say('The .dbf ends here, but the .shp has more features.'), {
          row,
          fix: say('The two do not belong together: export them again.'),
        });
        return;
      }
      yield { row, geometry: value.geometry, properties: value.properties ?? {}, id: undefined };
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new FileError(
      say('{name} is damaged after feature {row}: {message}. Download it again, or export it anew.', {
        name,
        row: String(row),
        message: (error as Error).message,
      }),
    );
  }
}
