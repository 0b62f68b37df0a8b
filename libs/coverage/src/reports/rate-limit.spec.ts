import { networkOf, RateLimit } from './rate-limit.js';

describe('the limit of reports per client', () => {
  const NOON = Date.parse('2026-03-01T12:00:00Z');

  test('counts each client apart, and begins anew with the day', () => {
    let now = NOON;
    const limit = new RateLimit(2, 100, () => now);
    expect([limit.take('192.0.2.1'), limit.take('192.0.2.1'), limit.take('192.0.2.1')]).toEqual([true, true, false]);
    expect(limit.take('192.0.2.2')).toBe(true);
    now += 12 * 3_600_000;
    expect(limit.take('192.0.2.1')).toBe(true);
  });

  test('keeps no address, and the same address under another name each day', () => {
    let now = NOON;
    const limit = new RateLimit(2, 100, () => now);
    const keys = () => [...(limit as unknown as { counts: Map<string, number> }).counts.keys()];
    limit.take('192.0.2.1');
    const [first] = keys();
    now += 86_400_000;
    limit.take('192.0.2.1');
    expect(keys()).toHaveLength(1);
    expect(keys()[0]).not.toBe(first);
    expect(JSON.stringify(keys())).not.toContain('192.0.2.1');
  });

  test('does not grow beyond what it may hold', () => {
    const limit = new RateLimit(5, 3, () => NOON);
    expect(['a', 'b', 'c', 'd', 'a'].map((client) => limit.take(client))).toEqual([true, true, true, false, true]);
  });

  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:DB8:1:2::9', '2001:db8:1:2'],
    ['2001:db8::0001', '2001:db8:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['64:ff9b::192.0.2.33', '64:ff9b:0:0'],
    ['::1', '0:0:0:0'],
  ])('takes %s for %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
