import { ChangeLog } from './change-log.js';

const all = () => true;

describe('a log of changes', () => {
  test('brings each reader the newest value of each key once, in the order of their changes', () => {
    const log = new ChangeLog<string>(10);
    for (const text of ['a1', 'b1', 'a2', 'c1']) log.append(text[0]!, text);
    const first = log.read(0, log.end, 10, all);
    expect(first).toEqual({ values: ['b1', 'a2', 'c1'], place: 4 });
    log.append('b', 'b2');
    expect(log.read(first.place, log.end, 10, all)).toEqual({ values: ['b2'], place: 5 });
    expect(log.read(0, log.end, 10, all).values).toEqual(['a2', 'c1', 'b2']);
  });

  test('is read in parts, and up to a place', () => {
    const log = new ChangeLog<number>(10);
    for (const i of [1, 2, 3, 4, 5]) log.append(`${i}`, i);
    const odd = (value: number) => value % 2 === 1;
    expect(log.read(0, 4, 1, odd)).toEqual({ values: [1], place: 1 });
    expect(log.read(1, 4, 1, odd)).toEqual({ values: [3], place: 3 });
    expect(log.read(3, 4, 1, odd)).toEqual({ values: [], place: 4 });
    expect(log.read(4, 5, 1, odd)).toEqual({ values: [5], place: 5 });
  });

  test('shows a refreshed value only to who has not read it, and a deleted one to nobody', () => {
    const log = new ChangeLog<string>(10);
    log.append('a', 'a1');
    log.append('b', 'b1');
    log.refresh('a', 'A1');
    log.refresh('unknown', '?');
    log.delete('b');
    expect(log.read(0, log.end, 10, all).values).toEqual(['A1']);
    expect(log.read(2, log.end, 10, all).values).toEqual([]);
    expect(log.keys()).toEqual(['a']);
  });

  test('gives readers that want the same the very same list, as long as it is what they would find', () => {
    const log = new ChangeLog<string>(10);
    log.append('a', 'a1');
    const read = (who: string) => log.read(0, log.end, 10, all, who).values;
    const first = read('all');
    expect(read('all')).toBe(first);
    expect(read('others')).not.toBe(first);
    log.refresh('a', 'A1');
    expect(read('all')).toEqual(['A1']);
    log.delete('a');
    expect(read('all')).toEqual([]);
  });

  test('stays as small as its keys, however often they change, and readers keep their places', () => {
    const log = new ChangeLog<number>(3);
    for (let i = 0; i < 100_000; i++) log.append(`${i % 5}`, i);
    expect((log as unknown as { entries: unknown[] }).entries.length).toBeLessThan(100);
    expect(log.read(0, log.end, 10, all).values).toEqual([99_997, 99_998, 99_999]);
    expect(log.read(99_998, log.end, 10, all).values).toEqual([99_998, 99_999]);
    log.clear();
    log.append('x', 1);
    expect(log.read(100_000, log.end, 10, all).values).toEqual([1]);
  });
});
