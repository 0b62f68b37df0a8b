import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Feature, type FeatureOptions, geoJsonText, isGeodata, openFeatures } from './features.js';
import type { SourceFile } from './importer.js';
import { Report } from './report.js';
import { unpackGeodata } from './shapefile-zip.js';
import { sourceFile } from './source-file.js';
import { dbfOf, geoPackageOf, shpOf, zipOf } from './testing-geodata.js';
import { fileOf } from './testing.js';
import { Told, type ToldFacts } from './told.js';

const UTM32 = 'PROJCS["ETRS_1989_UTM_Zone_32N",GEOGCS["GCS_ETRS_1989"],PARAMETER["False_Easting",500000.0]]';
const AHLEN = [423_392.178, 5_734_928.147];
const point = (coordinates: unknown, name = 'A') => ({
  type: 'Feature',
  properties: { name },
  geometry: { type: 'Point', coordinates },
});
const collection = (...features: object[]) => ({ type: 'FeatureCollection', features });

async function read(file: SourceFile, options?: FeatureOptions) {
  const report = new Report();
  const features: Feature[] = [];
  for await (const feature of openFeatures(file, report, options)) features.push(feature);
  return { features, report, crs: report.dialect.get('Coordinates') };
}

describe('geodata', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'stadtlage-test-'))));
  afterEach(() => rm(folder, { recursive: true }));
  const onDisk = async (files: Record<string, Buffer | string>) => {
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
    return sourceFile(join(folder, Object.keys(files)[0]!));
  };
  const shapefile = (more: Record<string, Buffer | string> = {}) => ({
    'parks.shp': shpOf([AHLEN, [423_400, 5_735_000]]),
    'parks.DBF': dbfOf('name', ['Südpark', 'Nordpark']),
    'parks.prj': UTM32,
    ...more,
  });

  it('comes as GeoJSON, in WGS 84', async () => {
    const { features, crs } = await read(fileOf('a.geojson', collection(point([7.9, 51.8]))));
    expect(features).toMatchObject([{ row: 1, srid: 4326, properties: { name: 'A' } }]);
    expect(crs).toBe('WGS 84 (EPSG:4326): from the definition of GeoJSON');
  });

  it('is reported by line where a feature per line nests too deep', async () => {
    const deep = '['.repeat(10_000) + ']'.repeat(10_000);
    const good = JSON.stringify(point([7.9, 51.8]));
    const nested = [
      `{"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": ${deep}}}`,
      `{"type": "Feature", "properties": {"a": ${deep}}, "geometry": null}`,
      `{"type": "Feature", "crs": ${deep}, "properties": {}, "geometry": null}`,
    ];
    const { features, report } = await read(fileOf('a.geojsonl', [good, ...nested, good].join('\n')));
    expect(features.map(({ row }) => row)).toEqual([1, 5]);
    expect(
      report.findings.map(({ row, problem, value }) => [row, /nests more than 64/.test(problem), value!.length]),
    ).toEqual([2, 3, 4].map((row) => [row, true, expect.any(Number)]));
    expect(report.findings[0]!.problemDe).toMatch(/mehr als 64 Ebenen tief verschachtelt, bei geometry\.coordinates/);
  });

  it('comes as one feature per line or as a text sequence, and a broken line is reported', async () => {
    const lines = [point([7.9, 51.8], 'A'), point([7.91, 51.8], 'B')].map((feature) => JSON.stringify(feature));
    const file = fileOf('a.geojsonl', `${lines[0]}\n\n${lines[1]!.slice(0, 30)}\n${lines[1]}`);
    const { features, report } = await read(file);
    expect(features.map(({ row, properties }) => [row, properties['name']])).toEqual([
      [1, 'A'],
      [4, 'B'],
    ]);
    expect(report.findings).toMatchObject([{ row: 3, level: 'error' }]);
    const sequence = await read(fileOf('a.json', lines.map((line) => `\u001e${line}\n`).join('')));
    expect(sequence.features).toHaveLength(2);
    expect(sequence.report.dialect.get('Format')).toBe('GeoJSON text sequence');
  });

  it('comes as Shapefile with its .prj and .dbf beside it', async () => {
    const { features, report, crs } = await read(await onDisk(shapefile()));
    expect(features).toMatchObject([
      { row: 1, srid: 25832, geometry: { coordinates: AHLEN }, properties: { name: 'Südpark' } },
      { row: 2, srid: 25832, properties: { name: 'Nordpark' } },
    ]);
    expect(crs).toBe('ETRS89 / UTM zone 32 (EPSG:25832): from parks.prj');
    expect(report.dialect.get('Encoding')).toBe('windows-1252, from its bytes');
  });

  it('comes as Shapefile in another encoding, with .cpg and without', async () => {
    const utf8 = { 'parks.DBF': dbfOf('name', ['Südpark', 'Nordpark'], 'utf8') };
    expect((await read(await onDisk(shapefile(utf8)))).features[0]!.properties).toEqual({ name: 'Südpark' });
    const wrong = await read(await onDisk(shapefile({ ...utf8, 'parks.cpg': 'ISO-8859-1' })));
    expect(wrong.features[0]!.properties).toEqual({ name: 'SÃ¼dpark' });
  });

  it('comes as zipped Shapefile, and nothing stays of it in the temporary folder', async () => {
    const before = await readdir(tmpdir());
    const zip = zipOf({ 'data/': '', ...prefixed('data/', shapefile()), 'data/readme.txt': 'x' });
    const { features, report } = await read(fileOf('parks.zip', zip));
    expect(features).toHaveLength(2);
    expect(report.dialect.get('Format')).toBe('Shapefile in a ZIP archive (parks.shp)');
    const ours = (names: string[]) => names.filter((name) => /^stadtlage-(zip|file|gpkg)-/.test(name));
    expect(ours(await readdir(tmpdir()))).toEqual(ours(before));
  });

  it('comes as GeoPackage', async () => {
    const file = fileOf('a.gpkg', geoPackageOf({ parks: [{ name: 'Südpark', at: AHLEN }] }, 25832));
    const { features, crs } = await read(file);
    expect(features).toMatchObject([
      { row: 1, id: 1, srid: 25832, geometry: { type: 'Point', coordinates: AHLEN }, properties: { name: 'Südpark' } },
    ]);
    expect(crs).toBe('ETRS89 / UTM zone 32 (EPSG:25832): from the GeoPackage');
  });

  it('comes as GeoPackage that a killed process has left locked', async () => {
    const file = await onDisk({ 'a.gpkg': geoPackageOf({ parks: [{ name: 'Südpark', at: AHLEN }] }, 25832) });
    await mkdir(join(folder, 'a.gpkg.lock'));
    expect((await read(file)).features).toHaveLength(1);
    expect(await readdir(folder)).toEqual(['a.gpkg', 'a.gpkg.lock']);
  });

  it('is told from tables and workbooks', async () => {
    expect(await isGeodata(fileOf('a.json', ' {}'))).toBe(true);
    expect(await isGeodata(fileOf('a.zip', zipOf({ 'a.shp': 'x' })))).toBe(true);
    expect(await isGeodata(fileOf('a.xlsx', zipOf({ '[Content_Types].xml': 'x' })))).toBe(false);
    expect(await isGeodata(fileOf('a.csv', 'a;b\n1;2\n'))).toBe(false);
  });

  describe('in a coordinate system', () => {
    const crs = (name: string) => ({ type: 'name', properties: { name } });

    it('that GeoJSON names is taken in it', async () => {
      const json = { ...collection(point(AHLEN)), crs: crs('urn:ogc:def:crs:EPSG::25832') };
      const { features, report } = await read(fileOf('a.geojson', json));
      expect(features[0]!.srid).toBe(25832);
      expect(report.findings).toEqual([]);
      expect(geoJsonText(features[0]!.geometry!, 25832)).toBe(
        `{"type":"Point","coordinates":[${AHLEN.join(',')}],"crs":{"type":"name","properties":{"name":"EPSG:25832"}}}`,
      );
    });

    it('that it does not name is recognised where only one is possible, and that is said', async () => {
      const { features, report } = await read(fileOf('a.geojson', collection(point([32_423_392, 5_734_928]))));
      expect(features[0]!.srid).toBe(4647);
      expect(report.findings).toMatchObject([
        { level: 'quality', problem: expect.stringMatching(/EPSG:4647.*only there/) },
      ]);
    });

    it('that it names wrongly is recognised likewise', async () => {
      const json = { ...collection(point([878_310, 6_756_846])), crs: crs('EPSG:25832') };
      const { features, report } = await read(fileOf('a.geojson', json));
      expect(features[0]!.srid).toBe(3857);
      expect(report.findings[0]!.problem).toMatch(/says that its coordinates are in EPSG:25832.*EPSG:3857/);
    });

    it('is refused where two are possible, unless somebody tells which', async () => {
      const file = fileOf('a.geojson', collection(point(AHLEN)));
      await expect(read(file)).rejects.toThrow(/metres, not degrees.*EPSG:25832.*EPSG:25833.*--crs EPSG:25832/);
      expect((await read(file, { crs: 25832 })).features[0]!.srid).toBe(25832);
    });

    it('is refused where none is possible, or an unknown one is named', async () => {
      const { 'parks.prj': _, ...withoutPrj } = shapefile({ 'parks.shp': shpOf([[10, 10]]) });
      await expect(read(await onDisk(withoutPrj))).rejects.toThrow(/does not say.*10 10.*\.prj/);
      const json = { ...collection(point([100, 100])), crs: crs('EPSG:2263') };
      await expect(read(fileOf('a.geojson', json))).rejects.toThrow(/EPSG:2263, which is not read here.*ogr2ogr/);
    });

    it('with axes swapped in all positions is put in order, and that is said', async () => {
      const { features, report } = await read(fileOf('a.geojson', collection(point([51.8, 7.9]), point([51.9, 7.8]))));
      expect(features.map(({ geometry }) => geometry)).toMatchObject([
        { coordinates: [7.9, 51.8] },
        { coordinates: [7.8, 51.9] },
      ]);
      expect(report.findings).toMatchObject([{ level: 'quality', problem: expect.stringContaining('swapped') }]);
    });

    it('with axes swapped in some positions has these reported by row', async () => {
      const { features, report } = await read(fileOf('a.geojson', collection(point([7.9, 51.8]), point([51.9, 7.8]))));
      expect(features).toHaveLength(1);
      expect(report.findings).toMatchObject([{ row: 2, level: 'error', problem: expect.stringContaining('swapped') }]);
    });

    it('has positions in the sea reported by row, in metres too', async () => {
      const far = await read(fileOf('a.geojson', collection(point([7.9, 51.8]), point([0, 0]))));
      expect(far.report.findings).toMatchObject([{ row: 2, problem: expect.stringContaining('outside Germany') }]);
      const shp = await onDisk(shapefile({ 'parks.shp': shpOf([AHLEN, [0, 0]]) }));
      expect((await read(shp)).report.findings).toMatchObject([
        { row: 2, problem: expect.stringMatching(/outside Germany in .*25832/) },
      ]);
    });

    it('may be anywhere on earth where that is allowed', async () => {
      const { features } = await read(fileOf('a.geojson', collection(point([-1.6, 6.7]))), { anywhere: true });
      expect(features).toHaveLength(1);
    });
  });

  describe('of which the operator knows more', () => {
    const told = (file: SourceFile, facts: ToldFacts) => ({ ...file, told: new Told(facts) });
    const two = geoPackageOf({ parks: [{ name: 'A', at: AHLEN }], trees: [{ name: 'B', at: AHLEN }] }, 25832);
    const names = ({ features }: { features: Feature[] }) => features.map(({ properties }) => properties['name']);

    it('has the layer or the file of an archive that they name', async () => {
      const layer = (name: string, content: Buffer, wanted: string) =>
        read(told(fileOf(name, content, 65_536), { layer: wanted }));
      expect(names(await layer('a.gpkg', two, 'trees'))).toEqual(['B']);
      expect(names(await layer('a.zip', zipOf({ 'a.gpkg': two }), 'trees'))).toEqual(['B']);
      const files = { 'x/west.geojson': JSON.stringify(collection(point([7.9, 51.8], 'W'))), 'ost.geojson': '{' };
      expect(names(await layer('a.zip', zipOf(files), 'west'))).toEqual(['W']);
      await expect(layer('a.gpkg', two, 'lakes')).rejects.toThrow('a.gpkg has no layer "lakes", but parks, trees.');
      await expect(layer('a.zip', zipOf(files), 'nord')).rejects.toThrow(
        'has no "nord", but x/west.geojson, ost.geojson.',
      );
      await expect(read(fileOf('a.gpkg', two, 65_536))).rejects.toThrow(
        'a.gpkg has 2 layers: parks, trees. Name the one that is meant: --layer "parks".',
      );
    });

    it('is read in the coordinate system that they say, whatever the file says', async () => {
      const metres = { ...collection(point(AHLEN)), crs: { type: 'name', properties: { name: 'EPSG:25833' } } };
      const { features, crs } = await read(told(fileOf('a.geojson', metres), { crs: 25832 }));
      expect(features).toMatchObject([{ srid: 25832 }]);
      expect(crs).toBe('ETRS89 / UTM zone 32 (EPSG:25832): as told');
      const wrong = await read(told(fileOf('a.geojson', metres), { crs: 31467 }));
      expect(wrong.report.findings).toMatchObject([{ row: 1, problem: expect.stringContaining('EPSG:31467') }]);
    });
  });

  it('of several kinds is taken, and that is said', async () => {
    const line = {
      type: 'LineString',
      coordinates: [
        [7.9, 51.8],
        [7.91, 51.8],
      ],
    };
    const { report } = await read(fileOf('a.geojson', collection(point([7.9, 51.8]), { ...point(0), geometry: line })));
    expect(report.findings).toMatchObject([
      { level: 'information', problem: 'The geometries are of several kinds: 1 Point, 1 LineString.' },
    ]);
  });

  describe('is refused, without a trace of it,', () => {
    const gpkg = (more: string) => geoPackageOf({ parks: [{ name: 'A', at: AHLEN }] }, 25832, more);
    it.each<[string, string, () => Buffer | string, RegExp]>([
      ['as a ZIP bomb', 'a.zip', () => zipOf({ 'a.geojson': Buffer.alloc(50_000_000, ' ') }), /ZIP bomb/],
      ['with a size that lies', 'a.zip', () => zipOf({ 'a.geojson': Buffer.alloc(5_000_000, ' ') }, 100), /damaged/],
      ['as an archive of something else', 'a.zip', () => zipOf({ 'a.txt': 'x' }), /no Shapefile.*a\.txt/],
      [
        'with two layers in an archive',
        'a.zip',
        () => zipOf({ 'a.shp': 'x', 'b.shp': 'x' }),
        /several: a\.shp, b\.shp/,
      ],
      [
        'as an archive that was cut off',
        'a.zip',
        () => zipOf({ 'a.shp': 'x'.repeat(99) }).subarray(0, 40),
        /ZIP archive/,
      ],
      ['as a Shapefile that was cut off', 'a.shp', () => shpOf([AHLEN]).subarray(0, 110), /cut off.*110 of 128/],
      ['as a part of a Shapefile', 'a.dbf', () => dbfOf('name', ['A']), /Import the \.shp/],
      ['as a SQLite database of something else', 'a.gpkg', () => gpkg('DROP TABLE gpkg_contents'), /not a GeoPackage/],
      ['as a damaged GeoPackage', 'a.gpkg', () => gpkg('').fill(7, 100, 4_000), /cannot be read as a GeoPackage/],
      ['as a GeoPackage with damaged rows', 'a.gpkg', () => damagedAtEnd(gpkg('')), /cannot be read as a GeoPackage/],
      ['as a GeoPackage of two layers', 'a.gpkg', () => geoPackageOf({ a: [], b: [] }, 25832), /2 layers: a, b/],
      [
        'as a GeoPackage that computes without end',
        'a.gpkg',
        () =>
          gpkg(`DROP TABLE parks; CREATE VIEW parks AS
                WITH RECURSIVE n(geom) AS (SELECT NULL UNION ALL SELECT geom FROM n) SELECT * FROM n`),
        /not a table/,
      ],
      [
        'with a line without end',
        'a.geojsonl',
        () => `${JSON.stringify(point([7.9, 51.8]))}\n{"a":"${'x'.repeat(11_000_000)}`,
        /10,000,000 characters/,
      ],
      ['as half a JSON', 'a.geojson', () => '{"type": "FeatureCollection", "features": [{', /breaks off/],
    ])('%s', async (_what, name, content, problem) => {
      await expect(read(fileOf(name, content(), 65_536))).rejects.toThrow(problem);
      expect((await readdir(tmpdir())).filter((entry) => /^stadtlage-(zip|file|gpkg)-/.test(entry))).toEqual([]);
    });

    it('with more files or bytes in an archive than the limits allow', async () => {
      const { path } = await onDisk({ 'a.zip': zipOf(shapefile()) });
      await expect(unpackGeodata(path!, 'a.zip', undefined, { entries: 2, bytes: 1e9, ratio: 200 })).rejects.toThrow(
        /holds 3 files/,
      );
      await expect(unpackGeodata(path!, 'a.zip', undefined, { entries: 9, bytes: 100, ratio: 200 })).rejects.toThrow(
        /more than 0 MB/,
      );
    });
  });
});

/** The rows of the layer that was made last are on the last page. */
const damagedAtEnd = (bytes: Buffer) => bytes.fill(0xff, bytes.length - 4_096);

function prefixed(prefix: string, files: Record<string, Buffer | string>) {
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [prefix + name, content]));
}
