import type { Database } from '@stadtlage/database';
import { testDatabase } from '@stadtlage/database/testing';
import { Registry } from '@stadtlage/datasets';
import { datasets, resolvers } from './index.js';
import { loadTown, openGraph, type TestGraph } from './testing.js';

let database: Database;
let graph: TestGraph;
beforeAll(async () => {
  database = await testDatabase();
  await loadTown(database);
  graph = await openGraph(database, resolvers);
});
afterAll(async () => {
  await graph.close();
  await database.close();
});

describe('the graph of places', () => {
  test('gives an address with its district and its source', async () => {
    const { address } = await graph.ask(`{ address(id: "b5a") {
      id label street houseNumber houseNumberSuffix postcode place use premises position { longitude latitude }
      district { name } source { source dataDate isDemo } } }`);
    expect(address).toEqual({
      id: 'b5a',
      label: 'Bahnhofstraße 5a, 59227 Ahlen',
      street: 'Bahnhofstraße',
      houseNumber: 5,
      houseNumberSuffix: 'a',
      postcode: '59227',
      place: 'Ahlen',
      use: 'MIXED',
      premises: 4,
      position: { longitude: 7.8816, latitude: 51.76 },
      district: { name: 'Weststadt' },
      source: { source: 'Testamt', dataDate: '2024-01-31', isDemo: false },
    });
  });

  test('gives null for an unknown address, and for the district of one outside all', async () => {
    const answer = await graph.ask(
      '{ gone: address(id: "nowhere") { id } far: address(id: "far") { district { id } } }',
    );
    expect(answer).toEqual({ gone: null, far: { district: null } });
  });

  test('searches addresses and answers in the order of likeness', async () => {
    const { searchAddresses } = await graph.ask('{ searchAddresses(text: "große kampstr 12", first: 2) { label } }');
    expect(searchAddresses).toEqual([
      { label: 'Große Kampstraße 12, 59229 Ahlen' },
      { label: 'Große Kampstraße 10, 59229 Ahlen' },
    ]);
  });

  test('says what is wrong with a search that asks for too many', async () => {
    const [error] = await graph.refuse('{ searchAddresses(text: "x", first: 101) { id } }');
    expect(error?.message).toBe('first must be between 1 and 100, but is 101.');
    expect(error?.extensions['code']).toBe('BAD_USER_INPUT');
  });

  test('lists districts by name, with area and outline', async () => {
    const { districts } = await graph.ask('{ districts { id name municipalityKey areaKm2 geometry } }');
    expect(districts.map(({ name }: { name: string }) => name)).toEqual(['Ostdorf', 'Weststadt']);
    // 0.02° of latitude are 2.225 km, 0.02° of longitude at 51.76° N are 1.381 km.
    expect(districts[0].areaKm2).toBeCloseTo(3.07, 1);
    expect(districts[0].municipalityKey).toBe('05570004');
    expect(districts[0].geometry).toMatchObject({ type: 'MultiPolygon' });
    expect(districts[0].geometry.coordinates[0][0]).toContainEqual([7.91, 51.77]);
  });

  test('pages through the streets and counts their addresses', async () => {
    const page = `query ($after: String) { streets(first: 2, after: $after, name: "bahnhofSTR.") {
      totalCount pageInfo { hasNextPage endCursor } nodes { key name addressCount position { longitude } } } }`;
    const first = await graph.ask(page);
    expect(first.streets).toMatchObject({
      totalCount: 2,
      pageInfo: { hasNextPage: false },
      nodes: [
        { key: '05570004000000001', addressCount: 6, position: { longitude: 7.88 } },
        { key: '05570004000000005', addressCount: 2, position: null },
      ],
    });
    const all: string[] = [];
    let after: string | null = null;
    do {
      const { streets } = await graph.ask(page.replace(', name: "bahnhofSTR."', ''), { after });
      expect(streets.totalCount).toBe(5);
      all.push(...streets.nodes.map(({ key }: { key: string }) => key.slice(-1)));
      after = streets.pageInfo.hasNextPage ? streets.pageInfo.endCursor : null;
    } while (after);
    expect(all).toEqual(['1', '2', '3', '4', '5']);
  });

  test('takes a point on its line for the location of a street that is only drawn', async () => {
    const { streets } = await graph.ask('{ streets(name: "weg") { nodes { position { longitude latitude } } } }');
    expect(streets.nodes[0].position.longitude).toBeCloseTo(7.873, 9);
    expect(streets.nodes[0].position.latitude).toBeCloseTo(51.752, 9);
  });

  test('finds facilities in a box and of a kind', async () => {
    const { east, wifi } = await graph.ask(`{
      east: facilities(within: { west: 7.895, south: 51.75, east: 7.91, north: 51.77 }) {
        totalCount nodes { id kind address { label } district { id } source { source } } }
      wifi: facilities(kind: PUBLIC_WIFI) { totalCount nodes { name website address { id } } } }`);
    expect(east).toEqual({
      totalCount: 1,
      nodes: [
        {
          id: 'school-1',
          kind: 'SCHOOL',
          address: { label: 'Große Kampstraße 3, 59229 Ahlen' },
          district: { id: 'east' },
          source: { source: 'Testamt' },
        },
      ],
    });
    expect(wifi).toEqual({ totalCount: 1, nodes: [{ name: 'Marktplatz', website: null, address: null }] });
  });
});

describe('what is near an address', () => {
  test('comes nearest first, of the kinds that are asked for, with metres on the ground', async () => {
    const { address } = await graph.ask(`{ address(id: "k3") {
      all: nearestFacilities(kinds: [PUBLIC_WIFI, SCHOOL]) { distanceM facility { id kind } }
      one: nearestFacilities(kinds: [PUBLIC_WIFI, SCHOOL], first: 1) { facility { name } }
      wifi: nearestFacilities(kinds: [PUBLIC_WIFI]) { distanceM facility { id source { source } } }
      none: nearestFacilities(kinds: [LIBRARY]) { distanceM } } }`);
    const [metres] = await database.query<{ wifi: number }>(`
      SELECT round(ST_DistanceSphere(a.geom, f.geom))::integer AS wifi
      FROM places.address a, places.facility f WHERE a.id = 'k3' AND f.id = 'wifi-1'`);
    expect(address.all.map(({ facility }: { facility: object }) => facility)).toEqual([
      { id: 'school-1', kind: 'SCHOOL' },
      { id: 'wifi-1', kind: 'PUBLIC_WIFI' },
    ]);
    expect(address.one).toEqual([{ facility: { name: 'Kampschule' } }]);
    expect(address.wifi[0].facility).toEqual({ id: 'wifi-1', source: { source: 'Testamt' } });
    // A sphere and the ellipsoid differ by less than a hundredth.
    expect(Math.abs(address.wifi[0].distanceM / metres!.wifi - 1)).toBeLessThan(0.01);
    expect(address.none).toEqual([]);
  });

  test('says how many at most may be asked for', async () => {
    await expect(
      graph.ask('{ address(id: "k3") { nearestFacilities(kinds: [SCHOOL], first: 21) { distanceM } } }'),
    ).rejects.toThrow('first must be between 1 and 20');
  });
});

test('a street is found by its key, with the box around its addresses, and nothing by another', async () => {
  const { streets } = await graph.ask('{ streets(first: 1) { nodes { key name addressCount } } }');
  const { key, name, addressCount } = streets.nodes[0];
  const { street, none } = await graph.ask(`{
    street(key: "${key}") { name addressCount extent } none: street(key: "05570004000000000") { name } }`);
  expect(street).toMatchObject({ name, addressCount });
  expect(['Polygon', 'LineString', 'Point']).toContain(street.extent.type);
  expect(none).toBeNull();
});

test('the dataset definitions of places fit their views', async () => {
  await new Registry(datasets, { publisher: 'Teststadt' }).checkViews(database);
});
