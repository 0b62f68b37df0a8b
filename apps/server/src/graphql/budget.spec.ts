import { Budget, isRefusal, rateLimitHeaders } from './budget.js';

describe('the budget of a client', () => {
  let now = 0;
  const budget = () => new Budget(30_000, () => now);
  const resident = { client: '192.0.2.1' };

  it('is taken from, and comes back continuously', () => {
    const points = budget();
    expect(points.take(resident, 10_000)).toEqual({ limit: 30_000, remaining: 20_000, resetSeconds: 20 });
    now += 3_000;
    expect(points.take(resident, 500)).toEqual({ limit: 30_000, remaining: 21_000, resetSeconds: 18 });
    now += 3_600_000;
    expect(points.account(resident)).toEqual({ limit: 30_000, remaining: 30_000, resetSeconds: 0 });
  });

  it('refuses what is more than there is, takes little for it, and says when there is enough', () => {
    const points = budget();
    points.take(resident, 29_000);
    const refused = points.take(resident, 2_000);
    expect(refused).toMatchObject({ remaining: 960, retryAfterSeconds: 3 });
    expect(isRefusal(refused)).toBe(true);
    now += 3_000;
    expect(isRefusal(points.take(resident, 2_000))).toBe(false);
  });

  it('may owe what was done already, but no more than a minute', () => {
    const points = budget();
    for (let i = 0; i < 100; i++) points.chargeRefusal(resident, 100_000);
    expect(points.account(resident)).toMatchObject({ remaining: 0, resetSeconds: 120 });
    expect(points.take(resident, 1)).toMatchObject({ retryAfterSeconds: 61 });
  });

  it('is each own, and of an operator ten times as much, from wherever he asks', () => {
    const points = budget();
    points.take(resident, 30_000);
    expect(points.account({ client: '192.0.2.2' }).remaining).toBe(30_000);
    const erika = { operator: { name: 'Erika' } };
    points.take({ ...erika, ...resident }, 100_000);
    expect(points.account({ ...erika, client: '192.0.2.9' })).toMatchObject({ limit: 300_000, remaining: 200_000 });
  });

  it('lets no query ask for more than it ever holds', () => {
    expect(new Budget(30_000).mostOfAQuery).toBe(10_000);
    expect(new Budget(2_000).mostOfAQuery).toBe(2_000);
  });
});

test('the headers tell the policy and what is left of it', () => {
  expect(Object.fromEntries(rateLimitHeaders({ limit: 30_000, remaining: 29_000, resetSeconds: 2 }))).toEqual({
    'ratelimit-policy': '"graphql-points";q=30000;w=60',
    ratelimit: '"graphql-points";r=29000;t=2',
    'ratelimit-limit': '30000',
    'ratelimit-remaining': '29000',
    'ratelimit-reset': '2',
  });
});
