// The inner layer: nodes, ways and relations. https://wiki.openstreetmap.org/wiki/PBF_Format (Encoding OSM entities)
import { FileError } from '@stadtlage/imports';
import type { PbfReader } from 'pbf';
import { say } from '../import-phrases.js';

/** Only the tags whose keys were asked for. */
export type Tags = ReadonlyMap<string, string>;

export interface Member {
  type: 'node' | 'way' | 'relation';
  id: number;
  role: string;
}

/** What to do with what a block holds. What is not asked for is passed over. */
export interface Visitor {
  /** Degrees times 10^7, in WGS 84. */
  node?(id: number, longitude: number, latitude: number): void;
  way?(id: number, tags: Tags, nodes: number[]): void;
  /** Where ways are passed over: that there is one. */
  wayPassed?(): void;
  relation?(id: number, tags: Tags, members: Member[]): void;
}

export interface FileHeader {
  /** Seconds since 1970: until when the file holds all changes. */
  timestamp: number | undefined;
}

const READ = ['OsmSchema-V0.6', 'DenseNodes'];

/** @throws FileError when the file needs what is not read, such as the history of everything */
export function readFileHeader(pbf: PbfReader): FileHeader {
  let timestamp: number | undefined;
  for (let field = pbf.nextField(); field; field = pbf.nextField()) {
    if (field === 4) {
      const feature = pbf.readString();
      if (!READ.includes(feature)) {
        throw new FileError(
          say(
            'The file needs a reader that knows {feature}. Export it without: osmium cat, or for a history osmium time-filter.',
            { feature: JSON.stringify(feature.slice(0, 40)) },
          ),
        );
      }
    } else if (field === 32) timestamp = pbf.readVarint();
  }
  return { timestamp };
}

interface Block {
  strings: Uint8Array[];
  /** Nanodegrees per unit. */
  granularity: number;
  latitude: number;
  longitude: number;
  groups: [start: number, end: number][];
}

/** @param keys of the tags that matter @throws whatever PbfReader does for a damaged block */
export function visitBlock(pbf: PbfReader, keys: ReadonlySet<string>, visitor: Visitor): void {
  const block: Block = { strings: [], granularity: 100, latitude: 0, longitude: 0, groups: [] };
  for (let field = pbf.nextField(); field; field = pbf.nextField()) {
    if (field === 1) {
      const end = endOf(pbf);
      while (pbf.nextField(end)) block.strings.push(pbf.readBytes());
    } else if (field === 2) {
      // What the groups mean may only be said behind them.
      const end = endOf(pbf);
      block.groups.push([pbf.pos, end]);
      pbf.pos = end;
    } else if (field === 17) block.granularity = pbf.readVarint();
    else if (field === 19) block.latitude = pbf.readVarint(true);
    else if (field === 20) block.longitude = pbf.readVarint(true);
  }
  const words = new Words(block.strings, keys);
  for (const [start, end] of block.groups) {
    pbf.pos = start;
    for (let field = pbf.nextField(end); field; field = pbf.nextField(end)) {
      if (field === 1 && visitor.node) readNode(pbf, block, visitor.node);
      else if (field === 2 && visitor.node) readDenseNodes(pbf, block, visitor.node);
      else if (field === 3 && visitor.way) readWay(pbf, words, visitor.way);
      else if (field === 3) visitor.wayPassed?.();
      else if (field === 4 && visitor.relation) readRelation(pbf, words, visitor.relation);
    }
  }
}

function endOf(pbf: PbfReader): number {
  const length = pbf.readVarint();
  const end = pbf.pos + length;
  if (end > pbf.length) throw new RangeError('A message reaches beyond its block.');
  return end;
}

/** The strings of a block; those that are no wanted key are turned into text only when a tag needs them. */
class Words {
  private readonly texts: (string | undefined)[] = [];
  private readonly wanted: boolean[];

  constructor(
    private readonly strings: Uint8Array[],
    keys: ReadonlySet<string>,
  ) {
    const longest = Math.max(...[...keys].map((key) => key.length));
    this.wanted = strings.map((bytes, i) => bytes.length <= longest && keys.has(this.at(i)));
  }

  at(index: number): string {
    const bytes = this.strings[index];
    if (!bytes) throw new RangeError('There is no such string.');
    return (this.texts[index] ??= Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
  }

  tags(keys: number[], values: number[]): Tags {
    const tags = new Map<string, string>();
    for (let i = 0; i < keys.length; i++) {
      if (this.wanted[keys[i]!]) tags.set(this.at(keys[i]!), this.at(values[i]!));
    }
    return tags;
  }
}

function readNode(pbf: PbfReader, block: Block, visit: NonNullable<Visitor['node']>): void {
  const end = endOf(pbf);
  let id = 0;
  let latitude = 0;
  let longitude = 0;
  for (let field = pbf.nextField(end); field; field = pbf.nextField(end)) {
    if (field === 1) id = pbf.readSVarint();
    else if (field === 8) latitude = pbf.readSVarint();
    else if (field === 9) longitude = pbf.readSVarint();
  }
  visit(
    id,
    toUnits(block.longitude, block.granularity, longitude),
    toUnits(block.latitude, block.granularity, latitude),
  );
}

function readDenseNodes(pbf: PbfReader, block: Block, visit: NonNullable<Visitor['node']>): void {
  const end = endOf(pbf);
  let ids: number[] = [];
  let latitudes: number[] = [];
  let longitudes: number[] = [];
  for (let field = pbf.nextField(end); field; field = pbf.nextField(end)) {
    if (field === 1) ids = pbf.readPackedSVarint();
    else if (field === 8) latitudes = pbf.readPackedSVarint();
    else if (field === 9) longitudes = pbf.readPackedSVarint();
  }
  if (latitudes.length !== ids.length || longitudes.length !== ids.length)
    throw new RangeError('Nodes without a place.');
  let id = 0;
  let latitude = 0;
  let longitude = 0;
  for (let i = 0; i < ids.length; i++) {
    id += ids[i]!;
    latitude += latitudes[i]!;
    longitude += longitudes[i]!;
    visit(
      id,
      toUnits(block.longitude, block.granularity, longitude),
      toUnits(block.latitude, block.granularity, latitude),
    );
  }
}

const toUnits = (offset: number, granularity: number, value: number) =>
  Math.round((offset + granularity * value) / 100);

function readWay(pbf: PbfReader, words: Words, visit: NonNullable<Visitor['way']>): void {
  const end = endOf(pbf);
  let id = 0;
  let keys: number[] = [];
  let values: number[] = [];
  let nodes: number[] = [];
  for (let field = pbf.nextField(end); field; field = pbf.nextField(end)) {
    if (field === 1) id = pbf.readVarint();
    else if (field === 2) keys = pbf.readPackedVarint();
    else if (field === 3) values = pbf.readPackedVarint();
    else if (field === 8) nodes = pbf.readPackedSVarint();
  }
  for (let i = 1; i < nodes.length; i++) nodes[i]! += nodes[i - 1]!;
  visit(id, words.tags(keys, values), nodes);
}

const MEMBER_TYPES = ['node', 'way', 'relation'] as const;

function readRelation(pbf: PbfReader, words: Words, visit: NonNullable<Visitor['relation']>): void {
  const end = endOf(pbf);
  let id = 0;
  let keys: number[] = [];
  let values: number[] = [];
  let roles: number[] = [];
  let ids: number[] = [];
  let types: number[] = [];
  for (let field = pbf.nextField(end); field; field = pbf.nextField(end)) {
    if (field === 1) id = pbf.readVarint();
    else if (field === 2) keys = pbf.readPackedVarint();
    else if (field === 3) values = pbf.readPackedVarint();
    else if (field === 8) roles = pbf.readPackedVarint();
    else if (field === 9) ids = pbf.readPackedSVarint();
    else if (field === 10) types = pbf.readPackedVarint();
  }
  const tags = words.tags(keys, values);
  // Most relations are routes and rules of traffic.
  if (!tags.size) return;
  let member = 0;
  const members = ids.map((step, i): Member => {
    member += step;
    return { type: MEMBER_TYPES[types[i]!] ?? 'relation', id: member, role: words.at(roles[i] ?? 0) };
  });
  visit(id, tags, members);
}
