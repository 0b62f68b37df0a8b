import { geoRecords, readJson } from './geojson.js';
import { firstProblem, pointFromWkt, positionProblem } from './geometry.js';
import { Report } from './report.js';
import { fileOf } from './testing.js';

const point = { type: 'Point', coordinates: [7.9, 51.8] } as const;

describe('a JSON file', () => {
  const read = (content: string) => readJson(fileOf('data.json', content), new Report());

  it('says when it was cut off, is no JSON, or has a mistake, and where', async () => {
    await expect(read('{"networks": [{"id": "1", "na')).rejects.toThrow(/breaks off/);
    await expect(read('networks: []')).rejects.toThrow(/is not JSON: it starts with "networks/);
    await expect(read('{"a": 1,\n "b" 2}')).rejects.toThrow(/not valid JSON on line 2/);
    await expect(read('<html></html>')).rejects.toThrow(/HTML page/);
  });

  it('is refused with a zero character, which no database text can hold, but not with an escaped backslash before u0000', async () => {
    await expect(read('{"a": 1,\n "name": "A\\u0000B"}')).rejects.toThrow(/zero character.*line 2/);
    await expect(read('["\\\\\\u0000"]')).rejects.toThrow(/zero character/);
    expect(await read('["A\\\\u0000B"]')).toEqual(['A\\u0000B']);
  });

  it('is refused when it nests deeper than anything needs, and says where', async () => {
    const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
    const file = (more: string) => `{"type": "FeatureCollection", "features": [{"type": "Feature", ${more}}]}`;
    for (const levels of [100, 10_000]) {
      await expect(
        read(file(`"properties": {}, "geometry": {"type": "Polygon", "coordinates": ${deep(levels)}}`)),
      ).rejects.toThrow(
        'data.json nests more than 64 levels deep, at features[0].geometry.coordinates…. No geometry or property needs that: export it again.',
      );
      await expect(read(file(`"geometry": null, "properties": {"name": ${deep(levels)}}`))).rejects.toThrow(
        /at features\[0\]\.properties\.name/,
      );
      await expect(read(deep(levels))).rejects.toThrow(/at \[0\]\[0\]\[0\]\[0\]…/);
    }
    expect(await read(deep(64))).toBeInstanceOf(Array);
  });

  it('is refused when it is too large to be read as a whole', async () => {
    const large = { ...fileOf('large.json', '{}'), bytes: 201 * 1024 * 1024 };
    await expect(readJson(large, new Report())).rejects.toThrow(/201 MB.*up to 200 MB/);
  });
});

describe('GeoJSON', () => {
  it('may be a collection, a feature or a bare geometry', () => {
    const feature = { type: 'Feature', id: 7, properties: { name: 'A' }, geometry: point };
    expect(geoRecords('f', { type: 'FeatureCollection', features: [feature, { ...feature, geometry: null }] })).toEqual(
      [
        { row: 1, id: 7, properties: { name: 'A' }, geometry: point },
        { row: 2, id: 7, properties: { name: 'A' }, geometry: null },
      ],
    );
    const collection = { type: 'GeometryCollection', geometries: [point] };
    expect(geoRecords('f', collection)).toEqual([{ row: 1, id: undefined, properties: {}, geometry: collection }]);
  });

  it('is refused when it is something else, empty, or names another coordinate system', () => {
    expect(() => geoRecords('f', { networks: [] })).toThrow(/not GeoJSON/);
    expect(() => geoRecords('f', { type: 'FeatureCollection', features: [] })).toThrow(/without features/);
    const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::25832' } };
    expect(() => geoRecords('f', { type: 'FeatureCollection', crs, features: [point] })).toThrow(
      /EPSG::25832.*ogr2ogr/,
    );
  });
});

describe('a position', () => {
  it.each([
    [[7.9, 51.8], undefined],
    [[51.8, 7.9], /axes are swapped/],
    [[423_000, 5_735_000], /UTM \(EPSG:25832/],
    [[3_423_000, 5_735_000], /Gauß-Krüger/],
    [[879_000, 6_751_000], /Web Mercator/],
    [[32_423_000, 5_735_000], /zone prefix/],
    [[-1.6, 6.7], /far outside Germany/],
    [['7.9', 51.8], /not two numbers/],
    [[7.9], /not two numbers/],
    [[7.9, 51.8, 120], undefined],
    [[7.9, 51.8, 'high'], /not two numbers/],
  ])('%j is judged', (position, problem) => {
    if (problem) expect(positionProblem(position)?.problem.en).toMatch(problem);
    else expect(positionProblem(position)).toBeUndefined();
  });

  it('may be anywhere on earth where that is allowed, but not with swapped axes', () => {
    expect(positionProblem([-1.6, 6.7], true)).toBeUndefined();
    expect(positionProblem([51.8, 7.9], true)?.problem.en).toMatch(/swapped/);
    expect(positionProblem([423_000, 5_735_000], true)?.problem.en).toMatch(/metres/);
  });

  it('is read from WKT', () => {
    expect(pointFromWkt('POINT (7.9 51.8)')).toEqual([7.9, 51.8]);
    expect(pointFromWkt('SRID=4326;point(7.9 51.8)')).toEqual([7.9, 51.8]);
    expect(pointFromWkt('POINT (7.9)')).toBeUndefined();
    expect(pointFromWkt('POINT (7,9 51,8)')).toBeUndefined();
    expect(pointFromWkt('LINESTRING (7.9 51.8, 8 52)')).toBeUndefined();
  });
});

describe('a line', () => {
  it.each([
    { type: 'LineString', coordinates: [[7, 51]] },
    {
      type: 'MultiLineString',
      coordinates: [
        [
          [7, 51],
          [8, 52],
        ],
        [[7, 51]],
      ],
    },
    { type: 'MultiLineString', coordinates: [] },
    { type: 'MultiLineString', coordinates: [null] },
  ])('needs two positions in each part: $coordinates', (line) => {
    expect(firstProblem(line as never)?.problem.en).toMatch(/fewer than two positions/);
  });
});

describe('a collection', () => {
  it.each([
    { type: 'GeometryCollection' },
    { type: 'GeometryCollection', geometries: {} },
    { type: 'GeometryCollection', geometries: [null] },
    { type: 'GeometryCollection', geometries: [{}] },
    { type: 'GeometryCollection', geometries: [{ type: 'toString', coordinates: [] }] },
    { type: 'GeometryCollection', geometries: [{ type: 'GeometryCollection', geometries: [7] }] },
  ])('needs a list of geometries: %j', (collection) => {
    expect(firstProblem(collection as never)?.problem.en).toMatch(/list of geometries|not a geometry type/);
  });
});

describe('a polygon', () => {
  it('needs closed rings and nested coordinates', () => {
    const ring = [
      [7, 51],
      [8, 51],
      [8, 52],
      [7, 51],
    ];
    expect(firstProblem({ type: 'Polygon', coordinates: [ring] })).toBeUndefined();
    expect(firstProblem({ type: 'Polygon', coordinates: [ring.slice(0, 3)] })?.problem.en).toMatch(/ring/);
    expect(firstProblem({ type: 'MultiPolygon', coordinates: [ring] as never })?.problem).toBeDefined();
    expect(
      firstProblem({
        type: 'GeometryCollection',
        geometries: [
          {
            type: 'Polygon',
            coordinates: [
              [
                [51, 7],
                [51, 8],
                [52, 8],
                [51, 7],
              ],
            ],
          },
        ],
      })?.problem.en,
    ).toMatch(/swapped/);
  });
});
