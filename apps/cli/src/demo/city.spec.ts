import { corners, overlap } from './buildings.js';
import { generateCity, type City } from './city.js';
import { fixedOffers } from './coverage.js';
import { baseFeatures } from './landscape.js';
import { curve, distance, ewkt, inside, nearestOn } from './plane.js';

const COUNT = 2_000;

/** What leaves the city, shortened to what a change would show in. */
const summary = ({ addresses, streets, projects, mobile, fibre, sensors }: City) => ({
  addresses: addresses.map(({ at, houseNumber, suffix, street, premises }) => [
    ewkt.point(at),
    houseNumber,
    suffix,
    street,
    premises,
  ]),
  streets: streets.map(({ key, name, line }) => [key, name, ewkt.line(line)]),
  projects,
  cells: mobile.map(({ cells }) => cells.length),
  fibre: fibre.spans.length,
  sensors,
});

describe('a generated city', () => {
  let city: City;
  beforeAll(() => {
    city = generateCity({ addresses: COUNT, seed: 7 });
  });

  it('is the same for the same seed and another for another', () => {
    const text = (seed: number) => JSON.stringify(summary(generateCity({ addresses: COUNT, seed })));
    const first = JSON.stringify(summary(city));
    expect(text(7) === first).toBe(true);
    expect(text(8) === first).toBe(false);
  });

  it.each([500, 1_234])('has exactly %i addresses when asked for them', (addresses) => {
    expect(generateCity({ addresses, seed: 3 }).addresses).toHaveLength(addresses);
  });

  it('puts every address into its district and no other', () => {
    const containing = city.addresses.map(({ at }) =>
      city.districts.filter(({ outline }) => inside(at, outline)).map(({ id }) => id),
    );
    expect(containing).toEqual(city.addresses.map(({ district }) => [district.id]));
  });

  it('puts every address near its street', () => {
    const away = city.addresses.map(({ at, street }) => nearestOn(city.streets[street]!.line, at).distance);
    expect(Math.max(...away)).toBeLessThan(75);
    expect(away.filter((metres) => metres > 30).length).toBeLessThan(COUNT * 0.12);
  });

  it('numbers each house once, odd on one side and even on the other', () => {
    const seen = new Set(city.addresses.map(({ street, houseNumber, suffix }) => `${street}/${houseNumber}${suffix}`));
    expect(seen.size).toBe(COUNT);
    expect(city.addresses.some(({ suffix }) => suffix === 'a')).toBe(true);
    expect(new Set(city.streets.map(({ name }) => name)).size).toBe(city.streets.length);
  });

  it('keeps buildings off streets, river, railway and each other', () => {
    const buildings = [...city.built.sites, ...city.built.outbuildings].sort((a, b) => a.x - b.x);
    const outlines = buildings.map(corners);
    const lines = [...city.streets.map(({ line }) => line), city.plan.river, city.plan.railway];
    const points = lines.flatMap((line) => curve(line, 6)).sort((a, b) => a[0] - b[0]);
    const onRoads: unknown[] = [];
    const overlapping: unknown[] = [];
    let first = 0;
    buildings.forEach((building, i) => {
      while (first < points.length && points[first]![0] < building.x - 60) first++;
      for (let k = first; k < points.length && points[k]![0] < building.x + 60; k++) {
        if (Math.abs(points[k]![1] - building.y) < 60 && inside(points[k]!, outlines[i]!)) onRoads.push(building);
      }
      for (let k = i + 1; k < buildings.length && buildings[k]!.x < building.x + 120; k++) {
        if (overlap(building, buildings[k]!)) overlapping.push([building, buildings[k]]);
      }
    });
    expect(onRoads).toEqual([]);
    expect(overlapping).toEqual([]);
  });

  it('draws all kinds of land', () => {
    const kinds = new Set([...baseFeatures(city.plan, city.built, city.network.grid)].map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual([
      'building',
      'farmland',
      'forest',
      'industrial',
      'park',
      'railway',
      'river',
      'water',
    ]);
  });

  it('has projects in all thirteen states, some with dates that moved', () => {
    expect(new Set(city.projects.map(({ history }) => history.at(-1)!.status)).size).toBe(13);
    const moves = city.projects.map(
      ({ history }) => new Set(history.flatMap(({ promisedTo }) => promisedTo ?? [])).size - 1,
    );
    expect(moves.filter((count) => count === 1).length).toBeGreaterThan(2);
    expect(moves.filter((count) => count === 2).length).toBeGreaterThan(1);
    for (const { history } of city.projects) {
      const days = history.map(({ validFrom }) => validFrom);
      expect(days).toEqual([...days].sort());
      expect(days[0]! >= '2021-01-01' && days.at(-1)! < '2027-01-01').toBe(true);
      for (const { promisedFrom, promisedTo } of history)
        expect(promisedFrom === null || promisedFrom <= promisedTo!).toBe(true);
    }
  });

  it('lays the same fibre for all houses of a side street', () => {
    const levels = new Map<number, Set<unknown>>();
    for (const { address, technology, level } of fixedOffers(city.plan, city.streets, city.addresses)) {
      if (technology !== 'ftth' || city.streets[address.street]!.class === 'arterial') continue;
      levels.set(address.street, (levels.get(address.street) ?? new Set()).add(level));
    }
    expect(levels.size).toBeGreaterThan(10);
    expect([...levels.values()].filter((set) => set.size !== 1)).toEqual([]);
  });

  it('runs the backbone from point to point without a break', () => {
    const at = new Map(city.fibre.nodes.map((node) => [node.id, node.at]));
    for (const span of city.fibre.spans) {
      expect(distance(span.line[0]!, at.get(span.from)!)).toBeLessThan(30);
      if (span.to) expect(distance(span.line.at(-1)!, at.get(span.to)!)).toBeLessThan(30);
    }
  });

  it('measures the river at the river', () => {
    const levels = city.sensors.filter(({ kind }) => kind === 'river_level');
    expect(levels).toHaveLength(5);
    for (const { at } of levels) expect(nearestOn(city.plan.river, at).distance).toBeLessThan(1);
    expect(city.sensors).toHaveLength(41);
    expect(new Set(city.sensors.map(({ id }) => id)).size).toBe(41);
  });
});
