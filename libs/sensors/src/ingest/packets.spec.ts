import { generate, type Packet } from 'mqtt-packet';
import { MAX_PAYLOAD } from './message.js';
import { PacketReader, responses, type Publish } from './packets.js';

function read(chunks: Buffer[], version: 4 | 5 = 5) {
  const seen: ((Omit<Publish, 'payload'> & { payload: string }) | number | Buffer)[] = [];
  const reader = new PacketReader(version, {
    publish: (packet) => seen.push({ ...packet, payload: packet.payload.toString() }),
    release: (packetId) => seen.push(packetId),
    other: (packet) => seen.push(Buffer.from(packet)),
  });
  for (const chunk of chunks) reader.push(chunk);
  return seen;
}

const publish = (payload: string, more: object = {}, version: 4 | 5 = 5) =>
  generate(
    { cmd: 'publish', topic: 'a/ü', payload, qos: 1, messageId: 7, dup: false, retain: false, ...more } as Packet,
    { protocolVersion: version },
  );
const expected = (payload: string, more: object = {}) => ({
  topic: 'a/ü',
  payload,
  payloadBytes: Buffer.byteLength(payload),
  qos: 1,
  packetId: 7,
  dup: false,
  retain: false,
  ...more,
});

describe('a stream of MQTT packets', () => {
  test('is read whole, in whatever pieces it comes', () => {
    const pingresp = Buffer.from([0xd0, 0]);
    const bytes = Buffer.concat([
      publish('one', { properties: { messageExpiryInterval: 5, userProperties: { a: 'b' } } }),
      pingresp,
      generate({ cmd: 'pubrel', messageId: 300, reasonCode: 0 } as Packet, { protocolVersion: 5 }),
      publish('x'.repeat(300), { qos: 2, messageId: 65_535, dup: true, retain: true }),
      publish('', { qos: 0, messageId: undefined }),
    ]);
    const whole = [
      expected('one'),
      pingresp,
      300,
      expected('x'.repeat(300), { qos: 2, packetId: 65_535, dup: true, retain: true }),
      expected('', { qos: 0, packetId: 0 }),
    ];
    expect(read([bytes])).toEqual(whole);
    for (const size of [1, 2, 3, 7, 50]) {
      const chunks = [];
      for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
      expect(read(chunks)).toEqual(whole);
    }
  });

  test('has no properties in MQTT 3.1.1', () => {
    expect(read([publish('one', {}, 4)], 4)).toEqual([expected('one')]);
  });

  test('costs bounded memory, however large a packet is, and goes on behind it', () => {
    const huge = 'y'.repeat(5 * MAX_PAYLOAD);
    const bytes = Buffer.concat([publish(huge), publish('next')]);
    const chunks = [];
    for (let at = 0; at < bytes.length; at += 65_536) chunks.push(bytes.subarray(at, at + 65_536));
    const [first, second] = read(chunks) as unknown as Publish[];
    expect(first!.payload).toHaveLength(MAX_PAYLOAD);
    expect(first!.payloadBytes).toBe(huge.length);
    expect(second).toEqual(expected('next'));
    expect(read([bytes])).toHaveLength(2);
  });

  test.each([
    ['a length of five bytes', [0x30, 0xff, 0xff, 0xff, 0xff, 0x01]],
    ['a topic longer than its packet', [0x30, 0x04, 0x00, 0xff, 0x61, 0x62]],
    ['an end within its properties', [0x30, 0x04, 0x00, 0x01, 0x61, 0xff]],
    ['an empty PUBLISH', [0x30, 0x00]],
  ])('is refused where it is none: %s', (_, bytes) => {
    expect(() => read([Buffer.from(bytes)])).toThrow();
  });

  test('is answered with PUBACK, PUBREC and PUBCOMP', () => {
    const packets = [
      { kind: 'acknowledged', packetId: 1 },
      { kind: 'received', packetId: 300 },
      { kind: 'completed', packetId: 65_535 },
    ] as const;
    expect(responses([...packets])).toEqual(
      Buffer.concat(
        [
          { cmd: 'puback', messageId: 1 },
          { cmd: 'pubrec', messageId: 300 },
          { cmd: 'pubcomp', messageId: 65_535 },
        ].map((packet) => generate(packet as Packet)),
      ),
    );
  });
});
