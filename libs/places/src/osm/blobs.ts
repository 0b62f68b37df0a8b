// The outer layer of an OpenStreetMap file: https://wiki.openstreetmap.org/wiki/PBF_Format (File format)
// A row of blobs, each a header with its size, then content that is compressed by itself.
import { FileError, type SourceFile } from '@stadtlage/imports';
import { PbfReader } from 'pbf';
import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import { say } from '../import-phrases.js';

const inflateAsync = promisify<Buffer, { maxOutputLength: number }, Buffer>(inflate);

// What the format allows at most.
const MAX_HEADER_BYTES = 64 * 1024;
const MAX_BLOB_BYTES = 32 * 1024 * 1024;

export interface Blob {
  /** Counted from 1. */
  number: number;
  type: 'OSMHeader' | 'OSMData';
  /** Unpacks the content. @throws FileError when it is damaged or packed in a way that is not read */
  content(): Promise<Buffer>;
}

/** @throws FileError when the file is no OpenStreetMap file, or breaks off */
export async function* readBlobs(file: SourceFile): AsyncGenerator<Blob> {
  const bytes = new ByteStream(file.open());
  const { name } = file;
  for (let number = 1; ; number++) {
    const length = await bytes.take(4);
    if (!length.length) {
      if (number === 1) throw new FileError(say('{name} is empty. Download it again.', { name }));
      return;
    }
    if (length.length < 4) throw brokenOff(name, number);
    const headerBytes = length.readUInt32BE();
    if (headerBytes > MAX_HEADER_BYTES) throw number === 1 ? foreign(name, length) : damaged(name, number);
    const header = readMessage(name, number, await whole(bytes, headerBytes, name, number), readHeader);
    if (number === 1 && header.type !== 'OSMHeader') throw foreign(name, length);
    if (header.bytes > MAX_BLOB_BYTES) throw damaged(name, number);
    const packed = await whole(bytes, header.bytes, name, number);
    // Blobs of other types may be there, and are to be passed over.
    if (header.type !== 'OSMHeader' && header.type !== 'OSMData') continue;
    yield { number, type: header.type, content: () => unpack(name, number, packed) };
  }
}

function readHeader(pbf: PbfReader): { type: string; bytes: number } {
  const header = { type: '', bytes: 0 };
  for (let field = pbf.nextField(); field; field = pbf.nextField()) {
    if (field === 1) header.type = pbf.readString();
    else if (field === 3) header.bytes = pbf.readVarint();
  }
  return header;
}

const PACKINGS: Record<number, string> = { 4: 'LZMA', 5: 'bzip2', 6: 'LZ4', 7: 'Zstandard' };

async function unpack(name: string, number: number, packed: Buffer): Promise<Buffer> {
  const blob = readMessage(name, number, packed, (pbf) => {
    const found: { raw?: Uint8Array; zlib?: Uint8Array; size: number; other?: string } = { size: 0 };
    for (let field = pbf.nextField(); field; field = pbf.nextField()) {
      if (field === 1) found.raw = pbf.readBytes();
      else if (field === 2) found.size = pbf.readVarint();
      else if (field === 3) found.zlib = pbf.readBytes();
      else found.other ??= PACKINGS[field];
    }
    return found;
  });
  if (blob.raw) return asBuffer(blob.raw);
  if (!blob.zlib) {
    if (!blob.other) throw damaged(name, number);
    throw new FileError(
      say('{name} is packed with {other}; zlib is read. Convert it: osmium cat -o new.osm.pbf {name}', {
        name,
        other: blob.other,
      }),
    );
  }
  if (blob.size > MAX_BLOB_BYTES) throw damaged(name, number);
  try {
    // The size is what the file says; a blob that unpacks to more is stopped there.
    return await inflateAsync(asBuffer(blob.zlib), { maxOutputLength: Math.max(blob.size, 1) });
  } catch {
    throw damaged(name, number);
  }
}

/** Reads a message that must not reach beyond its bytes. @throws FileError for one that cannot be read */
export function readMessage<T>(name: string, number: number, bytes: Uint8Array, read: (pbf: PbfReader) => T): T {
  const pbf = new PbfReader(bytes);
  try {
    const message = read(pbf);
    if (pbf.pos <= pbf.length) return message;
  } catch (error) {
    if (error instanceof FileError) throw error;
  }
  throw damaged(name, number);
}

const asBuffer = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const damaged = (name: string, number: number) =>
  new FileError(
    say('{name} is damaged: block {number} cannot be read. Download it again.', { name, number: String(number) }),
  );

const brokenOff = (name: string, number: number) =>
  new FileError(say('{name} breaks off within block {number}. Download it again.', { name, number: String(number) }));

function foreign(name: string, head: Buffer): FileError {
  const text = head.toString('latin1');
  if (text.startsWith('<'))
    return new FileError(
      say('{name} is no OpenStreetMap file (.osm.pbf). It is XML: convert it with osmium cat -o new.osm.pbf {name}', {
        name,
      }),
    );
  const isPacked = ['PK', 'BZh', '\x1f\x8b'].some((signature) => text.startsWith(signature));
  return new FileError(
    isPacked
      ? say('{name} is no OpenStreetMap file (.osm.pbf). It is packed: unpack it first.', { name })
      : say('{name} is no OpenStreetMap file (.osm.pbf).', { name }),
  );
}

async function whole(bytes: ByteStream, length: number, name: string, number: number): Promise<Buffer> {
  const taken = await bytes.take(length);
  if (taken.length < length) throw brokenOff(name, number);
  return taken;
}

/** Hands out the bytes of a stream in the pieces that are asked for. */
class ByteStream {
  private readonly chunks: AsyncIterator<Buffer>;
  private rest: Buffer[] = [];
  private available = 0;

  constructor(source: AsyncIterable<Buffer>) {
    this.chunks = source[Symbol.asyncIterator]();
  }

  /** Fewer bytes only at the end of the stream. */
  async take(length: number): Promise<Buffer> {
    while (this.available < length) {
      const { value, done } = await this.chunks.next();
      if (done) break;
      this.rest.push(value);
      this.available += value.length;
    }
    const all = this.rest.length === 1 ? this.rest[0]! : Buffer.concat(this.rest);
    const taken = all.subarray(0, length);
    const left = all.subarray(taken.length);
    this.rest = left.length ? [left] : [];
    this.available = left.length;
    return taken;
  }
}
