import { RejectedPayload, type Example } from './codec.js';
import { CODECS } from './index.js';
import { createRouter, matches, subscriptions } from './route.js';
import { contextOf, EXAMPLE_IDS, examplesOf, messageOf } from './testing-examples.js';

describe.each(EXAMPLE_IDS)('the format %s', (id) => {
  const codec = CODECS.find((candidate) => candidate.id === id)!;
  let examples: Example[];
  beforeAll(async () => void (examples = await examplesOf(id)));

  test('is registered, has examples, and claims their topics', () => {
    expect(codec).toBeDefined();
    expect(examples.length).toBeGreaterThan(1);
    for (const { topic } of examples)
      expect([topic, codec.filters.some((filter) => matches(filter, topic))]).toEqual([topic, true]);
  });

  test('reads each example as it says', () => {
    for (const example of examples) {
      const { title, gives, rejects } = example;
      let outcome: unknown;
      try {
        outcome = codec.decode(messageOf(example), contextOf(example));
      } catch (error) {
        if (!(error instanceof RejectedPayload)) throw error;
        outcome = { reason: error.reason, detail: error.message };
      }
      const expected = rejects ? { reason: rejects[0], detail: expect.stringContaining(rejects[1]) } : gives;
      expect({ title, outcome }).toEqual({ title, outcome: expected });
    }
  });
});

describe('the registry of codecs', () => {
  test('has examples for every format', () => {
    expect(EXAMPLE_IDS).toEqual(CODECS.map(({ id }) => id).sort());
  });

  const route = createRouter(
    [
      { prefix: 'stadtwerke/lora', gatewayId: 'stadtwerke' },
      { prefix: 'things', as: 'v3', gatewayId: 'school' },
    ],
    (topic) => (topic.startsWith('v3/owned@ttn/') ? 'owner' : undefined),
  );

  test.each([
    ['gateways/a/sensors/b/observations', 'native', 'a', 'sensors/b/observations'],
    ['gateways/a/v3/x@ttn/devices/b/up', 'the-things-stack', 'a', 'v3/x@ttn/devices/b/up'],
    ['v3/x@ttn/devices/b/up', 'the-things-stack', 'tts-x@ttn', 'v3/x@ttn/devices/b/up'],
    ['v3/owned@ttn/devices/b/up', 'the-things-stack', 'owner', 'v3/owned@ttn/devices/b/up'],
    ['stadtwerke/lora/v3/x@ttn/devices/b/up', 'the-things-stack', 'stadtwerke', 'v3/x@ttn/devices/b/up'],
    ['things/x@ttn/devices/b/up', 'the-things-stack', 'school', 'v3/x@ttn/devices/b/up'],
  ])('routes %s to %s of gateway %s', (topic, id, gatewayId, own) => {
    const { codec, ...rest } = route(topic);
    expect({ id: codec.id, ...rest }).toEqual({ id, gatewayId, topic: own });
  });

  test.each([
    ['gateways/g', 'wrong_topic'],
    ['gateways/g/sensors/s', 'wrong_topic'],
    ['gateways/g/sensor/s/observations', 'wrong_topic'],
    ['gateways//sensors/b/observations', 'wrong_topic'],
    ['sensors/b/observations', 'no_codec'],
    ['v3/a/devices/b/join', 'no_codec'],
  ])('refuses the topic %s as %s', (topic, reason) => {
    expect(() => route(topic)).toThrow(expect.objectContaining({ reason }));
  });

  test('reads long topics, but none that no format could have', () => {
    const named = (length: number) => `gateways/g/zigbee2mqtt/${'x'.repeat(length - 23)}`;
    for (const topic of [named(1_000), named(2_000)]) {
      expect(route(topic)).toMatchObject({ gatewayId: 'g', topic: topic.slice(11) });
      expect(route(topic)).toEqual(route(topic));
    }
    const refused = { reason: 'wrong_topic', message: 'The topic has 2001 characters; at most 2000 are read.' };
    expect(() => route(named(2_001))).toThrow(expect.objectContaining(refused));
  });

  test('subscribes to everything it can route', () => {
    const filters = subscriptions([{ prefix: 'stadtwerke/lora', gatewayId: 'stadtwerke' }]);
    expect(filters).toEqual(expect.arrayContaining(['gateways/#', 'v3/+/devices/+/up', 'stadtwerke/lora/#']));
    expect(filters).not.toContain('sensors/+/observations');
  });

  test.each([
    ['a/+/c', 'a/b/c', true],
    ['a/+/c', 'a/b/c/d', false],
    ['a/#', 'a/b/c', true],
    ['a/#', 'a', true],
    ['a/#', 'b/c', false],
    ['+', 'a/b', false],
  ])('%s matches %s: %s', (filter, topic, expected) => expect(matches(filter, topic)).toBe(expected));
});
