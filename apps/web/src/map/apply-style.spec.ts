import { retiled } from './apply-style.js';

const of = (day: string) => ({ type: 'vector' as const, tiles: [`https://city.example/{z}/{x}/{y}.mvt?day=${day}`] });
const city = { type: 'vector' as const, url: 'https://city.example/tiles/city.json' };

it('A map that goes on to another day keeps its sources, which get other tiles, so that it does not blink', () => {
  const before = { city, fixed: of('2024-06-30'), names: city };
  expect(retiled(before, { city, fixed: of('2024-09-30'), names: of('2024-09-30') })).toEqual(
    new Map([['fixed', of('2024-09-30').tiles]]),
  );
  expect(retiled(before, before).size).toBe(0);
});
