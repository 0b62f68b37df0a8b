// OpenStreetMap files for tests: https://wiki.openstreetmap.org/wiki/PBF_Format
import { PbfWriter } from 'pbf';
import { deflateSync } from 'node:zlib';

export interface TestMap {
  /** Id to longitude and latitude in degrees. */
  nodes: Record<number, [number, number]>;
  ways?: { id: number; nodes: number[]; tags?: Record<string, string> }[];
  relations?: {
    id: number;
    members: [type: 'n' | 'w' | 'r', id: number, role: string][];
    tags?: Record<string, string>;
  }[];
  /** Seconds since 1970. */
  timestamp?: number;
  /** What a reader must know beside the usual. */
  requires?: string[];
  /** Nodes one by one, as few programs write them, in nanodegrees of this size from an offset. */
  plainNodes?: boolean;
  /** Field of the blob that holds its content: 3 is zlib, 1 is raw. */
  packing?: 1 | 3 | 7;
}

type Write = (pbf: PbfWriter) => void;

function message(write: Write): Uint8Array {
  const pbf = new PbfWriter();
  write(pbf);
  return pbf.finish();
}

/** One block of nodes, one of ways, one of relations. */
export function osmFile(map: TestMap): Buffer {
  const header = message((pbf) => {
    for (const feature of ['OsmSchema-V0.6', 'DenseNodes', ...(map.requires ?? [])]) pbf.writeStringField(4, feature);
    if (map.timestamp) pbf.writeVarintField(32, map.timestamp);
  });
  const blocks = [
    block((pbf) => (map.plainNodes ? plainNodes(pbf, map.nodes) : denseNodes(pbf, map.nodes)), map.plainNodes),
    block((pbf, words) => {
      for (const { id, nodes, tags = {} } of map.ways ?? []) {
        pbf.writeBytesField(
          3,
          message((way) => {
            way.writeVarintField(1, id);
            writeTags(way, words, tags);
            way.writePackedSVarint(8, deltas(nodes));
          }),
        );
      }
    }),
    block((pbf, words) => {
      for (const { id, members, tags = {} } of map.relations ?? []) {
        pbf.writeBytesField(
          4,
          message((relation) => {
            relation.writeVarintField(1, id);
            writeTags(relation, words, tags);
            relation.writePackedVarint(
              8,
              members.map(([, , role]) => words(role)),
            );
            relation.writePackedSVarint(9, deltas(members.map(([, member]) => member)));
            relation.writePackedVarint(
              10,
              members.map(([type]) => ['n', 'w', 'r'].indexOf(type)),
            );
          }),
        );
      }
    }),
  ];
  return Buffer.concat([blob('OSMHeader', header), ...blocks.map((content) => blob('OSMData', content, map.packing))]);
}

export function blob(type: string, content: Uint8Array, packing: 1 | 3 | 7 = 3, size = content.length): Buffer {
  const packed = message((pbf) => {
    if (packing !== 1) pbf.writeVarintField(2, size);
    pbf.writeBytesField(packing, packing === 3 ? deflateSync(content) : content);
  });
  const header = message((pbf) => {
    pbf.writeStringField(1, type);
    pbf.writeVarintField(3, packed.length);
  });
  const length = Buffer.alloc(4);
  length.writeUInt32BE(header.length);
  return Buffer.concat([length, header, packed]);
}

/** The strings of a block come to stand before what uses them. */
function block(write: (pbf: PbfWriter, words: (text: string) => number) => void, coarse = false): Uint8Array {
  const strings = [''];
  const words = (text: string) => {
    if (!strings.includes(text)) strings.push(text);
    return strings.indexOf(text);
  };
  const group = message((pbf) => write(pbf, words));
  return message((pbf) => {
    pbf.writeBytesField(
      1,
      message((table) => {
        for (const text of strings) table.writeBytesField(1, Buffer.from(text));
      }),
    );
    pbf.writeBytesField(2, group);
    if (coarse) {
      pbf.writeVarintField(17, 1000);
      pbf.writeVarintField(19, 1e9);
      pbf.writeVarintField(20, -1e9);
    }
  });
}

function denseNodes(pbf: PbfWriter, nodes: TestMap['nodes']): void {
  const all = Object.entries(nodes).map(([id, place]) => [Number(id), ...place] as const);
  pbf.writeBytesField(
    2,
    message((dense) => {
      dense.writePackedSVarint(1, deltas(all.map(([id]) => id)));
      dense.writePackedSVarint(8, deltas(all.map(([, , latitude]) => Math.round(latitude * 1e7))));
      dense.writePackedSVarint(9, deltas(all.map(([, longitude]) => Math.round(longitude * 1e7))));
    }),
  );
}

function plainNodes(pbf: PbfWriter, nodes: TestMap['nodes']): void {
  for (const [id, [longitude, latitude]] of Object.entries(nodes)) {
    pbf.writeBytesField(
      1,
      message((node) => {
        node.writeSVarintField(1, Number(id));
        node.writeSVarintField(8, Math.round((latitude - 1) * 1e6));
        node.writeSVarintField(9, Math.round((longitude + 1) * 1e6));
      }),
    );
  }
}

function writeTags(pbf: PbfWriter, words: (text: string) => number, tags: Record<string, string>): void {
  pbf.writePackedVarint(2, Object.keys(tags).map(words));
  pbf.writePackedVarint(3, Object.values(tags).map(words));
}

const deltas = (values: number[]) => values.map((value, i) => value - (values[i - 1] ?? 0));
