import { jest } from '@jest/globals';
import { throttled } from './speak.js';

describe('Live values for a screen reader', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('are said once a minute at most, the newest of those that came', () => {
    const said: string[] = [];
    const { offer } = throttled((text) => said.push(text), 60_000);
    for (const text of ['1', '2', '3']) offer(text);
    expect(said).toEqual(['1']);
    jest.advanceTimersByTime(60_000);
    expect(said).toEqual(['1', '3']);
    jest.advanceTimersByTime(600_000);
    offer('4');
    expect(said).toEqual(['1', '3', '4']);
  });

  it('are not said again while they stay the same, and not after the end', () => {
    const said: string[] = [];
    const { offer, end } = throttled((text) => said.push(text), 60_000);
    for (const text of ['1', '2', '1']) offer(text);
    jest.advanceTimersByTime(60_000);
    expect(said).toEqual(['1']);
    offer('5');
    offer('6');
    end();
    jest.advanceTimersByTime(60_000);
    expect(said).toEqual(['1', '5']);
  });
});
