// The coordinate systems of German geodata, by their EPSG codes (https://epsg.org). PostGIS transforms; here they are only told apart:
// by name, by well-known text (https://www.ogc.org/standard/wkt-crs/), or by where in the world the numbers would lie.

import { UserError } from '@stadtlage/database';

interface System {
  name: string;
  /** Its eastings begin with this number of millions, by which people tell the zones apart. */
  zone?: number;
  /** Longitude and latitude to about a tenth of a degree: enough to see whether a place can be in Germany. */
  toDegrees(x: number, y: number): [longitude: number, latitude: number];
}

const SYSTEMS: Record<number, System> = {
  4326: { name: 'WGS 84', toDegrees: (x, y) => [x, y] },
  4258: { name: 'ETRS89', toDegrees: (x, y) => [x, y] },
  25832: { name: 'ETRS89 / UTM zone 32', toDegrees: meridianStrip(9, 0.9996, 500_000) },
  25833: { name: 'ETRS89 / UTM zone 33', toDegrees: meridianStrip(15, 0.9996, 500_000) },
  4647: { name: 'ETRS89 / UTM zone 32 with zone prefix', zone: 32, toDegrees: meridianStrip(9, 0.9996, 32_500_000) },
  5650: { name: 'ETRS89 / UTM zone 33 with zone prefix', zone: 33, toDegrees: meridianStrip(15, 0.9996, 33_500_000) },
  31466: { name: 'DHDN / Gauß-Krüger zone 2', zone: 2, toDegrees: meridianStrip(6, 1, 2_500_000) },
  31467: { name: 'DHDN / Gauß-Krüger zone 3', zone: 3, toDegrees: meridianStrip(9, 1, 3_500_000) },
  31468: { name: 'DHDN / Gauß-Krüger zone 4', zone: 4, toDegrees: meridianStrip(12, 1, 4_500_000) },
  31469: { name: 'DHDN / Gauß-Krüger zone 5', zone: 5, toDegrees: meridianStrip(15, 1, 5_500_000) },
  3035: { name: 'ETRS89 / LAEA Europe', toDegrees: laea },
  3857: { name: 'Web Mercator', toDegrees: webMercator },
};

/** Other codes of the same system. */
const ALIASES: Record<number, number> = { 900913: 3857, 102100: 3857, 102113: 3857, 3044: 25832, 3045: 25833 };

export const isGeographic = (epsg: number) => epsg === 4326 || epsg === 4258;

/** `ETRS89 / UTM zone 32 (EPSG:25832)`. */
export const crsTitle = (epsg: number) => `${SYSTEMS[epsg]?.name ?? 'an unknown system'} (EPSG:${epsg})`;

export const KNOWN_CRS = Object.keys(SYSTEMS).map(Number);

/** The system that has this code, if it is one that we know. */
export function knownEpsg(code: number): number | undefined {
  const epsg = ALIASES[code] ?? code;
  return SYSTEMS[epsg] ? epsg : undefined;
}

/** What an operator writes: `EPSG:25832` or `25832`. @throws UserError that lists the known ones */
export function readCrs(text: string): number {
  const code = /^(?:EPSG:+)?(\d{4,6})$/i.exec(text.trim())?.[1];
  const epsg = code && knownEpsg(Number(code));
  if (epsg) return epsg;
  throw new UserError(
    `"${text}" is no coordinate system that is read here. Known are ${KNOWN_CRS.map(crsTitle).join(', ')}. Transform others: ogr2ogr -t_srs EPSG:4326 new.geojson old`,
  );
}

/** Reads `EPSG:25832`, `urn:ogc:def:crs:EPSG::25832`, `http://www.opengis.net/def/crs/EPSG/0/25832`, `…:CRS84`. */
export function epsgOfName(name: string): number | undefined {
  if (/CRS:?84$/i.test(name)) return 4326;
  const code = /EPSG(?:\/[\d.]+\/|:[\d.]*:|:+)(\d+)$/i.exec(name.trim())?.[1];
  return code === undefined ? undefined : knownEpsg(Number(code));
}

/** The system that a .prj file or a GeoPackage describes, by its code or, as Esri writes none, by its name. */
export function epsgOfWkt(wkt: string): number | undefined {
  // The outermost one comes last; others are of its datum, ellipsoid and unit.
  const code = /(?:AUTHORITY|ID)\s*\[\s*"EPSG"\s*,\s*"?(\d+)"?\s*\]\s*\]\s*$/i.exec(wkt)?.[1];
  if (code) return knownEpsg(Number(code));
  const name = /^\s*(?:PROJCS|GEOGCS|PROJCRS|GEOGCRS|GEODCRS)\s*\[\s*"([^"]*)"/i.exec(wkt)?.[1];
  if (name === undefined) return undefined;
  const plain = name.replace(/[^a-z0-9]+/gi, '_').toLowerCase();
  const falseEasting = Number(/PARAMETER\s*\[\s*"false_easting"\s*,\s*([-\d.]+)/i.exec(wkt)?.[1]);
  const utm = /(?:etrs|wgs).*utm.*zone_?(3[23])/.exec(plain)?.[1];
  if (utm) return utm === '32' ? byFalseEasting(falseEasting, 25832, 4647) : byFalseEasting(falseEasting, 25833, 5650);
  const gaussKrueger = /(?:dhdn|gauss|germany).*(?:zone|zone_|gk)_?([2345])$/.exec(plain)?.[1];
  if (gaussKrueger) return 31464 + Number(gaussKrueger);
  if (/etrs.*laea/.test(plain)) return 3035;
  if (/pseudo_mercator|web_mercator/.test(plain)) return 3857;
  if (/^(gcs_)?(wgs_?(19)?84)$/.test(plain)) return 4326;
  if (/^(gcs_)?etrs(_?(19)?89)?$/.test(plain)) return 4258;
  return undefined;
}

const byFalseEasting = (value: number, plain: number, prefixed: number) =>
  value > 30_000_000 ? prefixed : value === 500_000 ? plain : undefined;

export interface Candidate {
  epsg: number;
  /** The second axis (north) stands first. */
  swapped: boolean;
}

/** The systems in which this position would lie in Germany. */
export function candidatesFor(x: number, y: number): Candidate[] {
  return KNOWN_CRS.filter((epsg) => epsg !== 4258).flatMap((epsg): Candidate[] => {
    const { zone } = SYSTEMS[epsg]!;
    const fits = (east: number, north: number) =>
      (zone === undefined || Math.floor(east / 1_000_000) === zone) && liesInGermany(epsg, east, north);
    if (fits(x, y)) return [{ epsg, swapped: false }];
    return fits(y, x) ? [{ epsg, swapped: true }] : [];
  });
}

/** Whether a position in this system is in Germany or within some kilometres of it. False for what is not two numbers. */
export function liesInGermany(epsg: number, x: number, y: number): boolean {
  const [longitude, latitude] = SYSTEMS[epsg]!.toDegrees(x, y);
  return BANDS.some(
    ([south, north, west, east]) => latitude >= south && latitude < north && longitude >= west && longitude <= east,
  );
}

// Germany and a margin, in bands of latitude: without the open sea, and tight enough to tell systems apart.
const BANDS: [south: number, north: number, west: number, east: number][] = [
  [47, 48.9, 7.3, 14.2],
  [48.9, 53.2, 5.5, 15.4],
  [53.2, 54.8, 6.2, 14.8],
  [54.8, 55.4, 7.8, 9.9],
];

const degrees = (radians: number) => (radians * 180) / Math.PI;

/** UTM and Gauß-Krüger. Snyder, Map Projections (USGS 1395, 1987), page 63, first terms. */
function meridianStrip(meridian: number, scale: number, falseEasting: number) {
  return (x: number, y: number): [number, number] => {
    const mu = y / scale / 6_367_449;
    const foot = mu + 0.0025188 * Math.sin(2 * mu) + 0.0000037 * Math.sin(4 * mu);
    const d = (x - falseEasting) / scale / 6_388_000;
    return [
      meridian + degrees((d - (d ** 3 * (1 + 2 * Math.tan(foot) ** 2)) / 6) / Math.cos(foot)),
      degrees(foot - (Math.tan(foot) * d ** 2) / 2),
    ];
  };
}

function webMercator(x: number, y: number): [number, number] {
  return [degrees(x / 6_378_137), degrees(2 * Math.atan(Math.exp(y / 6_378_137)) - Math.PI / 2)];
}

/** On the sphere; same book, page 185. */
function laea(x: number, y: number): [number, number] {
  const [east, north, radius, latitude0] = [x - 4_321_000, y - 3_210_000, 6_371_007, (52 * Math.PI) / 180];
  const rho = Math.hypot(east, north);
  if (rho === 0) return [10, 52];
  const c = 2 * Math.asin(rho / 2 / radius);
  const latitude = Math.asin(Math.cos(c) * Math.sin(latitude0) + (north * Math.sin(c) * Math.cos(latitude0)) / rho);
  const longitude = Math.atan2(
    east * Math.sin(c),
    rho * Math.cos(latitude0) * Math.cos(c) - north * Math.sin(latitude0) * Math.sin(c),
  );
  return [10 + degrees(longitude), degrees(latitude)];
}
