import { kindOf, nameOf } from './kinds.js';
import { NodeStore } from './node-store.js';
import { joinRings, toPolygons, type Ring } from './rings.js';

const tags = (text: string) =>
  new Map(
    text
      .split(' ')
      .filter(Boolean)
      .map((tag) => tag.split('=') as [string, string]),
  );

describe('what the base map draws', () => {
  test.each([
    ['highway=primary', 'road arterial line'],
    ['highway=tertiary_link', 'road collector line'],
    ['highway=living_street', 'road residential line'],
    ['highway=service', 'road track line'],
    ['highway=steps', 'road path line'],
    ['highway=primary tunnel=yes', undefined],
    ['highway=residential tunnel=building_passage', 'road residential line'],
    ['highway=pedestrian area=yes', undefined],
    ['highway=constructor', undefined],
    ['highway=proposed building=yes', 'building null area'],
    ['railway=rail', 'railway null line'],
    ['railway=rail service=yard', undefined],
    ['railway=abandoned', undefined],
    ['waterway=stream', 'river null line'],
    ['waterway=stream tunnel=culvert', undefined],
    ['natural=water', 'water null area'],
    ['natural=water water=river', 'river null area'],
    ['building=no landuse=retail', 'industrial null area'],
    ['natural=wood', 'forest null area'],
    ['landuse=meadow', 'farmland null area'],
    ['leisure=park', 'park null area'],
    ['', undefined],
  ])('of a closed way with %s is %s', (given, expected) => {
    const kind = kindOf(tags(given), true);
    expect(kind && `${kind.kind} ${kind.class} ${kind.shape}`).toBe(expected);
  });

  test('of an open way is no area', () => {
    expect(kindOf(tags('building=yes'), false)).toBeUndefined();
    expect(kindOf(tags('waterway=river'), false)).toMatchObject({ kind: 'river' });
  });

  test('has no name that cannot be read', () => {
    const names = ['Werse', ' Am Wall ', '', 'a\u0000b', 'x'.repeat(256)].map((name) =>
      nameOf(new Map([['name', name]])),
    );
    expect(names).toEqual(['Werse', 'Am Wall', null, null, null]);
  });
});

describe('the places of nodes', () => {
  test('are found again among many, also where ids lie far apart', () => {
    const store = new NodeStore();
    const ids = [-5, 3, ...Array.from({ length: 150_000 }, (_, i) => 10 + i * 7), 2 ** 33, 2 ** 33 + 1, 2 ** 50];
    ids.forEach((id, i) => store.add(id, i, -i));
    expect(ids.findIndex((id, i) => store.find(id)![0] !== i / 1e7 || store.find(id)![1] !== -i / 1e7)).toBe(-1);
    expect([-6, 4, 11, 2 ** 33 + 2, 2 ** 51].map((id) => store.find(id))).toEqual(Array(5).fill(undefined));
    expect(new NodeStore().find(1)).toBeUndefined();
    expect(() => store.add(5, 0, 0)).toThrow('osmium sort');
  });
});

describe('the rings of a multipolygon', () => {
  test('are joined out of ways in any order and direction', () => {
    expect(
      joinRings([
        [1, 2, 3],
        [5, 6, 1],
        [5, 4, 3],
        [10, 11, 12, 10],
      ]),
    ).toEqual({
      rings: [
        [1, 2, 3, 4, 5, 6, 1],
        [10, 11, 12, 10],
      ],
      open: 0,
    });
  });

  test('leave out what does not close', () => {
    expect(joinRings([[1, 2], [2, 3], [4, 5, 6, 4], []])).toEqual({ rings: [[4, 5, 6, 4]], open: 3 });
  });

  test('put each hole into the area that it lies in', () => {
    const box = (x: number, size: number): Ring => [
      [x, 0],
      [x + size, 0],
      [x + size, size],
      [x, size],
      [x, 0],
    ];
    const hole: Ring = box(11, 1).map(([x, y]) => [x, y + 1]);
    expect(toPolygons([box(0, 5), box(10, 5)], [hole, box(50, 1)])).toEqual([[box(0, 5)], [box(10, 5), hole]]);
  });
});
