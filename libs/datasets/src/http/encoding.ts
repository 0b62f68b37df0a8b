import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants, gunzip, gzip } from 'node:zlib';

/** The content codings in which answers are sent. */
export type Encoding = 'br' | 'gzip' | 'identity';

// Beyond these, Brotli takes several times as long and gzip twice as long, for a few percent.
const GZIP = { level: 4 };
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
const [gzipped, gunzipped, brotlied, unbrotlied] = [gzip, gunzip, brotliCompress, brotliDecompress].map((one) =>
  promisify(one as (bytes: Buffer, options: object, done: (error: Error | null, result: Buffer) => void) => void),
) as [Pack, Pack, Pack, Pack];
type Pack = (bytes: Buffer, options: object) => Promise<Buffer>;

export const PACK: Record<Encoding, (bytes: Buffer) => Promise<Buffer> | Buffer> = {
  br: (bytes) => brotlied(bytes, BROTLI),
  gzip: (bytes) => gzipped(bytes, GZIP),
  identity: (bytes) => bytes,
};
export const UNPACK: Record<Encoding, (bytes: Buffer) => Promise<Buffer> | Buffer> = {
  br: (bytes) => unbrotlied(bytes, {}),
  gzip: (bytes) => gunzipped(bytes, {}),
  identity: (bytes) => bytes,
};
