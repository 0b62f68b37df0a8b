import { completeOf, shareOf } from './shares.js';
import { align, pieces, pointsOf, summaryOf, valueRange, type Point } from './series.js';

const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;
const point = (step: number, mean: number, spread = 1): Point => ({
  time: step * QUARTER_MS,
  mean,
  low: mean - spread,
  high: mean + spread,
});
const steps = (parts: Point[][]) => parts.map((part) => part.map(({ time }) => time / QUARTER_MS));

describe('The points of a chart', () => {
  it('are mean, lowest and highest of a bucket; texts are none', () => {
    const time = '2026-03-29T00:00:00Z';
    const row = { phenomenonTime: time, result: 5 };
    expect(pointsOf({ mean: [row], low: [{ result: 3 }], high: [{ result: 9 }] })).toEqual([
      { time: Date.parse(time), mean: 5, low: 3, high: 9 },
    ]);
    expect(pointsOf({ mean: [{ ...row, result: null }], low: [], high: [] })).toEqual([]);
  });
});

describe('A gap', () => {
  it('is a bucket without values, where readings come more often than that', () => {
    expect(
      steps(
        pieces(
          [0, 1, 3, 4].map((i) => point(i, 1)),
          QUARTER_MS,
          60,
        ),
      ),
    ).toEqual([
      [0, 1],
      [3, 4],
    ]);
  });

  it('is none where a reading comes late by less than half its interval', () => {
    const readings = [0, 1, 3, 4].map((i) => point(i, 1));
    expect(pieces(readings, QUARTER_MS, 900)).toHaveLength(1);
    expect(
      pieces(
        [0, 4, 8, 13].map((i) => point(i, 1)),
        QUARTER_MS,
        3600,
      ),
    ).toHaveLength(1);
    expect(
      pieces(
        [0, 4, 8, 16].map((i) => point(i, 1)),
        QUARTER_MS,
        3600,
      ),
    ).toHaveLength(2);
  });

  it('is seen where nobody has said how often readings come: by how they usually do', () => {
    expect(
      steps(
        pieces(
          [0, 4, 8, 12, 20, 24].map((i) => point(i, 1)),
          QUARTER_MS,
          null,
        ),
      ),
    ).toEqual([
      [0, 4, 8, 12],
      [20, 24],
    ]);
  });

  it('is none on days of 23 and 25 hours', () => {
    const days = [0, 24, 47, 71, 96, 121].map((hours) => ({ ...point(0, 1), time: hours * 3_600_000 }));
    expect(pieces(days, DAY_MS, 60)).toHaveLength(1);
  });

  it('breaks only its own line of those that are drawn together', () => {
    const often = pieces(
      [0, 1, 2, 4].map((i) => point(i, i)),
      QUARTER_MS,
      60,
    );
    const seldom = pieces(
      [0, 2, 4].map((i) => point(i, 10 * i)),
      QUARTER_MS,
      1800,
    );
    const { times, series } = align([often, seldom], QUARTER_MS);
    expect(times.map((time) => time / QUARTER_MS)).toEqual([0, 1, 2, 3, 4]);
    expect(series.map(({ mean }) => mean)).toEqual([
      [0, 1, 2, null, 4],
      [0, undefined, 20, undefined, 40],
    ]);
    expect(series[0]!.high).toEqual([1, 2, 3, null, 5]);
  });
});

describe('A long silence', () => {
  it('stays empty while another station goes on', () => {
    const silent = pieces(
      [0, 1, 5, 6].map((i) => point(i, i)),
      QUARTER_MS,
      60,
    );
    const other = pieces(
      [0, 1, 2, 3, 4, 5, 6, 7].map((i) => point(i, 9)),
      QUARTER_MS,
      60,
    );
    const { series } = align([silent, other], QUARTER_MS);
    expect(series[0]!.mean).toEqual([0, 1, null, null, null, 5, 6, undefined]);
  });

  it('of one station alone is one moment', () => {
    const { times, series } = align(
      [
        pieces(
          [0, 1, 5].map((i) => point(i, i)),
          QUARTER_MS,
          60,
        ),
      ],
      QUARTER_MS,
    );
    expect(times.map((time) => time / QUARTER_MS)).toEqual([0, 1, 2, 5]);
    expect(series[0]!.low).toEqual([-1, 0, null, 4]);
  });
});

describe('The value axis', () => {
  it('begins at zero where zero is near, and else close to the values', () => {
    expect(valueRange([[point(0, 5), point(1, 20)]])[0]).toBe(0);
    const [low, high] = valueRange([[point(0, 60), point(1, 80)]]);
    expect(low).toBeGreaterThan(50);
    expect(low).toBeLessThan(59);
    expect(high).toBeLessThan(90);
  });

  it('has room for all that is compared, and for a constant', () => {
    const [low, high] = valueRange([[point(0, -5)], [point(0, 30)]]);
    expect(low).toBeLessThan(-6);
    expect(high).toBeGreaterThan(31);
    expect(valueRange([[point(0, 10, 0)]])).toEqual([9, 11]);
    expect([valueRange([[point(0, 0, 0)]]), valueRange([[]])]).toEqual([
      [0, 1],
      [0, 1],
    ]);
  });
});

describe('The summary', () => {
  it('has the lowest and the highest reading, and the mean over the time', () => {
    const summary = summaryOf([point(0, 10), point(1, 20)])!;
    expect(summary.mean).toBe(15);
    expect([summary.low.low, summary.high.high]).toEqual([9, 21]);
    expect(summaryOf([])).toBeUndefined();
  });
});

describe('Completeness', () => {
  const day = (of: string, basis: 'COUNTER' | 'INTERVAL', expected: number, received: number) => ({
    day: of,
    basis,
    expected,
    received,
    gaps: 0,
    longestGapSeconds: null,
  });

  it('is of the readings that were to come; the count of the sender is taken on days without', () => {
    const complete = completeOf([
      day('2026-03-29', 'COUNTER', 10, 10),
      day('2026-03-28', 'COUNTER', 100, 50),
      day('2026-03-28', 'INTERVAL', 90, 90),
    ]);
    expect(complete.days.map((row) => [row.day, row.basis])).toEqual([
      ['2026-03-28', 'INTERVAL'],
      ['2026-03-29', 'COUNTER'],
    ]);
    expect(complete).toMatchObject({ expected: 100, received: 100, percent: 100 });
  });

  it('is never 100 while one is missing, and nothing where none was to come', () => {
    expect(shareOf({ expected: 100_000, received: 99_999 })).toBe(99.9);
    expect(shareOf({ expected: 0, received: 0 })).toBeNull();
    expect(completeOf([]).percent).toBeNull();
  });
});
