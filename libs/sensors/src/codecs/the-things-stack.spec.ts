import { codecFor, matches } from './index.js';
import { theThingsStack } from './the-things-stack.js';

const TOPIC = 'v3/city-air@ttn/devices/air-07/up';
const NOW = new Date('2026-03-01T12:00:00Z');
const decode = (payload: unknown) => theThingsStack.decode(TOPIC, Buffer.from(JSON.stringify(payload)), NOW);

const uplink = (message: object, more: object = {}) => ({
  end_device_ids: { device_id: 'air-07', application_ids: { application_id: 'city-air' }, dev_eui: '0004A30B001C0530' },
  received_at: '2026-03-01T11:59:58.5Z',
  uplink_message: { f_port: 2, f_cnt: 12, frm_payload: 'AQI=', rx_metadata: [{ rssi: -80 }], ...message },
  ...more,
});

describe('uplinks of The Things Stack', () => {
  test('become readings of the device, nested fields joined by dots', () => {
    const payload = { pm10: 12.5, battery: { voltage: 3.6, low: false }, status: 'ok', raw: [1, 2], empty: null };
    const readings = decode(uplink({ received_at: '2026-03-01T11:59:58.123456789Z', decoded_payload: payload }));
    expect(readings).toEqual(
      [
        ['pm10', 12.5],
        ['battery.voltage', 3.6],
        ['battery.low', 0],
      ].map(([property, result]) => ({
        gatewayId: 'tts-city-air@ttn',
        thingId: 'air-07',
        property,
        result,
        phenomenonTime: new Date('2026-03-01T11:59:58.123Z'),
      })),
    );
  });

  test('take the time of the uplink, else of its settings, else of the message, else of the receipt', () => {
    const timeOf = (message: object, more?: object) =>
      decode(uplink({ decoded_payload: { a: 1 }, ...message }, more))[0]!.phenomenonTime.toISOString();
    const settings = { time: '2026-03-01T10:00:00Z' };
    expect(timeOf({ received_at: '2026-03-01T11:00:00Z', settings })).toBe('2026-03-01T11:00:00.000Z');
    expect(timeOf({ settings })).toBe('2026-03-01T10:00:00.000Z');
    expect(timeOf({})).toBe('2026-03-01T11:59:58.500Z');
    expect(timeOf({}, { received_at: undefined })).toBe(NOW.toISOString());
  });

  test.each([
    ['not_decoded', uplink({}), 'payload formatter'],
    ['no_readings', uplink({ decoded_payload: { status: 'ok' } }), 'no number'],
    ['simulated', uplink({ decoded_payload: { a: 1 } }, { simulated: true }), 'simulated'],
    ['wrong_shape', { end_device_ids: { device_id: 'x' }, join_accept: {} }, 'uplink_message'],
    ['wrong_shape', 7, 'Not an uplink'],
    ['time_in_future', uplink({ decoded_payload: { a: 1 }, received_at: '2031-01-01T00:00:00Z' }), 'one day'],
  ])('are rejected as %s: %j', (reason, payload, detail) => {
    expect(() => decode(payload)).toThrow(
      expect.objectContaining({ reason, message: expect.stringContaining(detail) }),
    );
  });
});

describe('the registry of codecs', () => {
  test('finds the format by topic', () => {
    expect(codecFor(TOPIC)).toBe(theThingsStack);
    expect(codecFor('gateways/a/sensors/b/observations').gatewayOf('gateways/a/sensors/b/observations')).toBe('a');
    expect(() => codecFor('v3/a/devices/b/join')).toThrow(expect.objectContaining({ reason: 'no_codec' }));
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
