import { candidatesFor, epsgOfName, epsgOfWkt, liesInGermany, readCrs } from './crs.js';

describe('a coordinate system', () => {
  it.each([
    ['EPSG:25832', 25832],
    ['urn:ogc:def:crs:EPSG::31467', 31467],
    ['urn:ogc:def:crs:EPSG:6.9:25833', 25833],
    ['http://www.opengis.net/def/crs/EPSG/0/3035', 3035],
    ['urn:ogc:def:crs:OGC:1.3:CRS84', 4326],
    ['EPSG:2263', undefined],
    ['Ahlen local', undefined],
  ])('is known by the name %s', (name, epsg) => expect(epsgOfName(name)).toBe(epsg));

  it('is named by an operator with its code, and what is none is answered with those that are known', () => {
    expect([readCrs('EPSG:25832'), readCrs('epsg:3044'), readCrs('31467')]).toEqual([25832, 25832, 31467]);
    for (const wrong of ['EPSG:2263', 'UTM 32', ''])
      expect(() => readCrs(wrong)).toThrow(/is no coordinate system .*ETRS89 \/ UTM zone 32 \(EPSG:25832\), .*ogr2ogr/);
  });

  it.each([
    ['PROJCS["ETRS_1989_UTM_Zone_32N",GEOGCS["GCS_ETRS_1989"],PARAMETER["False_Easting",500000.0]]', 25832],
    ['PROJCS["ETRS_1989_UTM_Zone_32N_zE-N",GEOGCS["x"],PARAMETER["False_Easting",32500000.0]]', 4647],
    ['PROJCS["DHDN_3_Degree_Gauss_Zone_3",GEOGCS["GCS_Deutsches_Hauptdreiecksnetz"]]', 31467],
    ['PROJCS["whatever",GEOGCS["x",AUTHORITY["EPSG","4314"]],AUTHORITY["EPSG","31467"]]', 31467],
    ['PROJCRS["ETRS89 / UTM zone 33N",BASEGEOGCRS["x"],ID["EPSG",25833]]', 25833],
    ['GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]]]', 4326],
    ['GEOGCS["GCS_ETRS_1989",DATUM["x"]]', 4258],
    ['PROJCS["ETRS_1989_LAEA",x]', 3035],
    ['PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",x]', 3857],
    ['PROJCS["NAD83 / New York",x,AUTHORITY["EPSG","2263"]]', undefined],
  ])('is known by the well-known text %s', (wkt, epsg) => expect(epsgOfWkt(wkt)).toBe(epsg));

  // One place, 7.89 E 51.76 N, in each system (as PostGIS transforms it).
  it.each([
    [4326, 7.89, 51.76],
    [4647, 32_423_392.178, 5_734_928.147],
    [5650, 33_009_584.96, 5_758_299.084],
    [31466, 2_630_530.244, 5_737_892.51],
    [31467, 3_423_434.336, 5_736_782.582],
    [3035, 4_175_339.536, 3_185_402.964],
    [3857, 878_310.782, 6_756_846.165],
  ])('EPSG:%d is told by the size of its numbers, and its axes if they are swapped', (epsg, x, y) => {
    expect(candidatesFor(x, y)).toEqual([{ epsg, swapped: false }]);
    expect(candidatesFor(y, x)).toEqual([{ epsg, swapped: true }]);
    expect(liesInGermany(epsg, x, y)).toBe(true);
  });

  it('leaves open which zone UTM coordinates without prefix are of, unless only one lies in Germany', () => {
    expect(candidatesFor(423_392, 5_734_928).map(({ epsg }) => epsg)).toEqual([25832, 25833]);
    // Munich, far from the central meridian of zone 33.
    expect(candidatesFor(691_000, 5_334_000).map(({ epsg }) => epsg)).toEqual([25832]);
  });

  it('finds none in which the sea off Ghana or no number at all is in Germany', () => {
    expect(candidatesFor(-1.6, 6.7)).toEqual([]);
    expect(candidatesFor(NaN, 51.8)).toEqual([]);
  });
});
