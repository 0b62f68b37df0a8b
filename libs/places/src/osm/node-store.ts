import { FileError } from '@stadtlage/imports';
import { say } from '../import-phrases.js';

const CHUNK = 65_536;
/** 12 bytes each. */
const MAX_NODES = 40_000_000;
const LONGEST_SPAN = 2 ** 32 - 1;

interface Chunk {
  first: number;
  last: number;
  /** What the ids are beyond the first. */
  ids: Uint32Array;
  longitudes: Int32Array;
  latitudes: Int32Array;
}

/**
 * Where the nodes of a file are, in typed arrays: 12 bytes per node. They come sorted by id, as the format's tools write them,
 * so finding one takes two searches by halves.
 */
export class NodeStore {
  count = 0;
  private readonly chunks: Chunk[] = [];
  private used = CHUNK;

  /** @param longitude degrees times 10^7, as `latitude` @throws FileError when nodes are unsorted or too many */
  add(id: number, longitude: number, latitude: number): void {
    let chunk = this.chunks.at(-1);
    if (chunk && id <= chunk.last) {
      if (id === chunk.last) return;
      throw new FileError(say('The file is not sorted by type and id. Sort it: osmium sort -o new.osm.pbf FILE'));
    }
    if (++this.count > MAX_NODES) throw tooLarge();
    if (!chunk || this.used === CHUNK || id - chunk.first > LONGEST_SPAN) {
      if (chunk) trim(chunk, this.used);
      chunk = {
        first: id,
        last: id,
        ids: new Uint32Array(CHUNK),
        longitudes: new Int32Array(CHUNK),
        latitudes: new Int32Array(CHUNK),
      };
      this.chunks.push(chunk);
      this.used = 0;
    }
    chunk.ids[this.used] = id - chunk.first;
    chunk.longitudes[this.used] = longitude;
    chunk.latitudes[this.used] = latitude;
    chunk.last = id;
    this.used++;
  }

  /** Longitude and latitude in degrees; undefined for a node that the file does not have. */
  find(id: number): [number, number] | undefined {
    let low = 0;
    let high = this.chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.chunks[middle]!.first <= id) low = middle;
      else high = middle - 1;
    }
    const chunk = this.chunks[low];
    if (!chunk || id < chunk.first || id > chunk.last) return undefined;
    const wanted = id - chunk.first;
    const { ids } = chunk;
    low = 0;
    high = (chunk === this.chunks.at(-1) ? this.used : ids.length) - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ids[middle]! < wanted) low = middle + 1;
      else high = middle;
    }
    return ids[low] === wanted ? [chunk.longitudes[low]! / 1e7, chunk.latitudes[low]! / 1e7] : undefined;
  }
}

/** Ids that lie far apart must not cost a whole chunk each. */
function trim(chunk: Chunk, used: number): void {
  if (used === chunk.ids.length) return;
  chunk.ids = chunk.ids.slice(0, used);
  chunk.longitudes = chunk.longitudes.slice(0, used);
  chunk.latitudes = chunk.latitudes.slice(0, used);
}

export const tooLarge = () =>
  new FileError(
    say(
      'The file holds more than a city needs. Cut the city out: osmium extract --bbox WEST,SOUTH,EAST,NORTH -o city.osm.pbf FILE',
    ),
  );
