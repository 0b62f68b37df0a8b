import { Allowance } from './allowance.js';

const [ONE, OTHER] = ['192.0.2.1', '192.0.2.2'];

describe('the work that a network may have done', () => {
  function setUp() {
    let now = 0;
    const allowance = new Allowance({ most: 1_000, share: 0.1 }, () => now);
    return { allowance, pass: (milliseconds: number) => void (now += milliseconds) };
  }

  test('is used up by that network alone, and comes back as time passes', () => {
    const { allowance, pass } = setUp();
    allowance.took(ONE, 999);
    expect(allowance.hasPoints(ONE)).toBe(true);
    allowance.took(ONE, 51);
    allowance.took(OTHER, 1);
    expect([allowance.hasPoints(ONE), allowance.hasPoints(OTHER)]).toEqual([false, true]);
    pass(500);
    expect(allowance.hasPoints(ONE)).toBe(false);
    pass(10);
    expect(allowance.hasPoints(ONE)).toBe(true);
  });

  test('is never more than it was at first, and nobody owes more than that', () => {
    const { allowance, pass } = setUp();
    allowance.took(ONE, 1);
    pass(1_000_000);
    allowance.took(OTHER, 1);
    allowance.took(ONE, 1_000);
    expect(allowance.hasPoints(ONE)).toBe(false);
    allowance.took(ONE, 1_000_000);
    pass(10_010);
    allowance.took(OTHER, 1);
    expect(allowance.hasPoints(ONE)).toBe(true);
  });

  test('is followed by a rest as long as it, once it is used up and while others are there', () => {
    const { allowance, pass } = setUp();
    allowance.took(ONE, 1_100);
    pass(100);
    allowance.took(OTHER, 20);
    expect(allowance.rest()).toBeLessThanOrEqual(0);
    allowance.took(ONE, 80);
    expect(allowance.rest()).toBe(80);
    allowance.took(ONE, 30);
    expect(allowance.rest()).toBe(80);
    pass(80);
    expect(allowance.rest()).toBe(0);
    pass(5_000);
    allowance.took(ONE, 600);
    expect(allowance.rest()).toBeLessThanOrEqual(0);
  });

  test('is not counted where nobody else is there, or only others that have used it up, too', () => {
    const { allowance, pass } = setUp();
    for (const network of [ONE, OTHER]) {
      allowance.took(network, 2_100);
      pass(5_000);
    }
    allowance.took(ONE, 2_000);
    allowance.took(OTHER, 2_000);
    expect([allowance.hasPoints(ONE), allowance.hasPoints(OTHER)]).toEqual([true, true]);
    expect(allowance.rest()).toBeLessThanOrEqual(0);
  });
});
