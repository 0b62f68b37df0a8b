// The lie of the land, drawn by hand at the size of 20,000 addresses and stretched for other sizes: where river, railway and
// main roads run, how far the town reaches, and what each quarter is like. Kilometres from the centre, as the real places lie.
import { blob, curve, distance, inside, nearestOn, towards, type Line, type Point } from './plane.js';
import { noise } from './random.js';

/** How a quarter was built, which decides its streets and houses. */
export type Pattern =
  'old' | 'block' | 'colony' | 'grid' | 'curved' | 'crescent' | 'estate' | 'village' | 'industrial' | 'rural';

export interface Quarter {
  name: string;
  pattern: Pattern;
  at: Point;
  /** Direction of the long sides of its blocks, in radians. */
  angle: number;
  /** The outline of a village or an industrial area; a quarter of the town is what lies nearest to its centre. */
  outline?: Point[];
}

export interface Road {
  name: string;
  line: Point[];
}

export interface Plan {
  seed: number;
  /** 1 is the city of 20,000 addresses; lengths of the plan grow with it, houses and blocks do not. */
  scale: number;
  quarters: Quarter[];
  arterials: Road[];
  innerRing: Road;
  outerRing: Road;
  river: Point[];
  railway: Point[];
  station: Point;
  parks: { name: string; outline: Point[] }[];
  forests: Point[][];
  industry: { name: string; outline: Point[] }[];
  /** Radius of the built-up town, of the municipality, in a direction. */
  townRadius(angle: number): number;
  municipalityRadius(angle: number): number;
  /** What is built at a place; undefined where nothing is: water, park, forest, another municipality. */
  quarterAt(point: Point): Quarter | undefined;
}

type Named = readonly [name: string, pattern: Pattern, x: number, y: number, degrees: number];

const QUARTERS: readonly Named[] = [
  ['Altstadt', 'old', 0, 0, 12],
  ['Bahnhofsviertel', 'block', 0.62, -0.12, 42],
  ['Nordviertel', 'block', 0.1, 0.62, 8],
  ['Westviertel', 'block', -0.72, -0.12, 80],
  ['Marienviertel', 'block', 0.1, -0.85, 62],
  ['Werseblick', 'curved', -1.15, 0.55, 35],
  ['Kapellenfeld', 'grid', -0.55, 1.35, 20],
  ['Musikerviertel', 'curved', 0.75, 1.2, 75],
  ['Am Stadtwald', 'crescent', 1.45, 1.7, 0],
  ['Langer Kamp', 'curved', -1.4, 1.45, 50],
  ['Ostfeld', 'grid', 1.5, 0.35, 4],
  ['Mühlenesch', 'estate', 2.1, 0.75, 30],
  ['Beckumer Feld', 'curved', 2.35, -0.4, 10],
  ['Zechensiedlung', 'colony', 1.25, -1.15, 38],
  ['Glückauf', 'colony', 1.0, -1.75, 30],
  ['Südfeld', 'grid', 0.35, -1.6, 70],
  ['Am Röttgen', 'curved', 0.25, -2.25, 80],
  ['Sonnenhang', 'crescent', 1.7, -2.1, 0],
  ['Hammer Tor', 'estate', -0.75, -1.35, 62],
  ['Eichenbrink', 'curved', -0.6, -2.1, 20],
  ['Neuer Westen', 'grid', -1.55, -0.55, 88],
  ['Heidekamp', 'crescent', -1.5, -1.35, 0],
  ['Vogelsiedlung', 'curved', -2.1, 0.2, 70],
  ['Dichterviertel', 'grid', 0.2, 1.75, 15],
];

/** Villages and hamlets outside the town: quarter, radius in kilometres. */
const VILLAGES: readonly (readonly [...Named, radius: number])[] = [
  ['Dolberg', 'village', 1.72, -5.55, 20, 0.62],
  ['Dolberg-Heide', 'curved', 2.5, -5.95, 60, 0.3],
  ['Vorhelm', 'village', 3.75, 5.0, 30, 0.66],
  ['Vorhelm Bahnhof', 'village', 4.25, 3.25, 40, 0.3],
  ['Tönnishäuschen', 'village', 1.75, 6.45, 75, 0.19],
  ['Isendorf', 'village', 0.85, 4.9, 75, 0.13],
  ['Brockhausen', 'village', -3.6, 1.95, 20, 0.15],
  ['Borbein', 'village', -5.1, 4.35, 50, 0.14],
  ['Östrich', 'village', -3.2, -2.0, 20, 0.13],
  ['Guissen', 'village', 3.7, -3.05, 60, 0.14],
];

const ARTERIALS: readonly (readonly [string, readonly Point[]])[] = [
  [
    'Hammer Landstraße',
    [
      [-0.18, -0.24],
      [-0.5, -1.05],
      [-0.95, -1.85],
      [-1.2, -2.9],
      [-2.2, -4.4],
      [-3.6, -6.4],
    ],
  ],
  [
    'Dolberger Landstraße',
    [
      [0.1, -0.28],
      [0.62, -0.98],
      [0.72, -1.9],
      [1.25, -3.3],
      [1.3, -4.5],
      [1.72, -5.55],
      [2.1, -6.6],
      [3.2, -8.4],
    ],
  ],
  [
    'Lippborger Damm',
    [
      [0.29, -0.1],
      [0.95, -0.42],
      [1.75, -1.45],
      [2.6, -2.3],
      [3.7, -3.05],
      [5.2, -3.5],
      [7.4, -4.8],
    ],
  ],
  [
    'Beckumer Landstraße',
    [
      [0.3, 0.04],
      [1.1, 0.12],
      [2.1, 0.02],
      [3.4, 0.15],
      [5, -0.25],
      [8, -0.3],
    ],
  ],
  [
    'Vorhelmer Chaussee',
    [
      [0.2, 0.23],
      [0.75, 0.72],
      [1.75, 1.42],
      [2.6, 2.75],
      [3.35, 4.2],
      [3.75, 5.0],
      [4.5, 6.2],
      [6, 8.4],
    ],
  ],
  [
    'Warendorfer Damm',
    [
      [0.03, 0.3],
      [0.3, 1.05],
      [0.42, 2.3],
      [0.85, 4.1],
      [1.75, 6.45],
      [2.1, 8.6],
    ],
  ],
  [
    'Sendenhorster Weg',
    [
      [-0.2, 0.22],
      [-0.62, 0.85],
      [-1.5, 1.75],
      [-2.6, 2.4],
      [-3.9, 3.6],
      [-5.1, 4.35],
      [-7.4, 6.6],
    ],
  ],
  [
    'Enniger Damm',
    [
      [3.45, 0.08],
      [3.85, 1.5],
      [4.28, 3.25],
      [4.0, 4.2],
      [3.85, 4.95],
    ],
  ],
  [
    'Uentroper Weg',
    [
      [1.74, -5.5],
      [2.5, -5.95],
      [3.5, -6.1],
      [5.5, -7.2],
    ],
  ],
  [
    'Heessener Weg',
    [
      [1.66, -5.6],
      [0.7, -5.3],
      [-0.6, -5.2],
      [-2.75, -5.15],
    ],
  ],
  [
    'Drensteinfurter Straße',
    [
      [-0.29, 0.02],
      [-1.1, 0.02],
      [-2.0, -0.15],
      [-3.2, 0.35],
      [-5.0, 0.3],
      [-8, 1.1],
    ],
  ],
];

const RIVER: readonly Point[] = [
  [8.4, -2.4],
  [6.6, -1.9],
  [5.2, -1.25],
  [4.1, -1.35],
  [3.2, -0.95],
  [2.5, -1.05],
  [1.9, -0.78],
  [1.3, -0.72],
  [0.85, -0.6],
  [0.35, -0.5],
  [-0.1, -0.47],
  [-0.42, -0.22],
  [-0.45, 0.15],
  [-0.75, 0.42],
  [-0.85, 0.82],
  [-1.35, 1.02],
  [-1.9, 0.95],
  [-2.6, 1.35],
  [-3.3, 1.2],
  [-4.1, 1.75],
  [-5.2, 1.7],
  [-6.2, 2.35],
  [-8.4, 2.7],
];
const RAILWAY: readonly Point[] = [
  [-6, -9],
  [-3.1, -5],
  [-1.55, -2.65],
  [-0.5, -1.25],
  [0.28, -0.25],
  [0.95, 0.42],
  [2.3, 1.45],
  [4.2, 2.92],
  [6.4, 3.75],
  [9.4, 4.6],
];
const STATION: Point = [0.36, -0.16];

// Radii in kilometres at 0°, 15°, ... counter-clockwise from the east.
const TOWN = [
  2.75, 2.45, 2.3, 2.35, 2.0, 1.9, 2.05, 1.95, 1.8, 2.05, 2.05, 2.1, 2.35, 2.2, 1.95, 2.05, 2.15, 2.3, 2.55, 2.35, 2.45,
  2.75, 2.6, 2.55,
];
const MUNICIPALITY = [
  6.4, 6.3, 6.8, 8.0, 8.4, 8.1, 7.0, 5.8, 6.0, 7.3, 7.2, 6.5, 6.6, 5.6, 5.0, 4.6, 4.9, 5.6, 6.6, 7.9, 7.4, 6.6, 5.6,
  5.7,
];

const PARKS: readonly (readonly [string, number, number, number, number])[] = [
  ['Stadtpark', -0.85, -0.62, 0.24, 1.3],
  ['Nordfriedhof', 0.95, 0.95, 0.15, 1.2],
  ['Südfriedhof', 0.55, -2.0, 0.15, 1.3],
  ['Sportpark Nord', -0.98, 1.78, 0.2, 1.1],
  ['Bürgerpark Ost', 1.95, -0.15, 0.13, 1.5],
  ['Westfriedhof', -1.75, -0.98, 0.12, 1.2],
  ['Lindenplatz', 0.38, 0.78, 0.07, 1.1],
  ['Grüne Mitte', -1.15, -0.95, 0.08, 1.3],
  ['Dorfpark', 1.5, -5.9, 0.09, 1.3],
  ['Am Schlossteich', 3.95, 5.35, 0.12, 1.2],
];
const INDUSTRY: readonly (readonly [string, number, number, number, number, number])[] = [
  ['Gewerbegebiet Ost', 2.55, 0.42, 0.42, 1.35, 0],
  ['Gewerbepark Zeche', 2.05, -1.3, 0.34, 1.25, 40],
  ['Gewerbegebiet Bahnhof', 0.92, 0.2, 0.2, 1.9, 45],
  ['Gewerbegebiet Süd', -1.15, -2.25, 0.34, 1.5, 58],
  ['Gewerbegebiet Nord', 0.6, 2.45, 0.27, 1.35, 80],
  ['Industriepark Vorhelm', 4.6, 2.95, 0.3, 1.5, 35],
];

const FOREST_SPOTS: readonly (readonly [number, number, number, number])[] = [
  [2.75, -1.75, 0.36, 1.3],
  [1.6, 2.9, 0.5, 1.7],
  [-3.1, -0.9, 0.45, 1.4],
  [-4.6, -0.7, 0.55, 1.3],
  [3.2, -5.0, 0.5, 1.6],
  [0.2, -3.7, 0.5, 1.4],
  [-1.9, -3.5, 0.4, 1.6],
  [5.1, 1.2, 0.5, 1.4],
  [4.6, -2.2, 0.35, 1.8],
  [-0.9, 3.6, 0.55, 1.5],
  [-2.6, 4.6, 0.5, 1.2],
  [-6.1, 3.6, 0.4, 1.5],
  [2.6, 6.1, 0.45, 1.6],
  [5.2, 4.9, 0.4, 1.3],
  [3.0, 7.0, 0.35, 1.5],
  [0.6, -6.2, 0.4, 1.4],
  [-5.5, 1.2, 0.3, 1.7],
  [6.0, -1.1, 0.3, 1.6],
  [-3.9, 5.4, 0.3, 1.6],
  [-1.0, -4.3, 0.3, 1.5],
  [2.2, 4.4, 0.3, 1.8],
  [4.4, -4.4, 0.4, 1.5],
  [-4.9, 2.9, 0.28, 1.4],
  [1.4, 5.6, 0.25, 1.6],
];

export const INNER_RING_KM = 0.3;
const OUTER_RING_KM = 1.3;

/** Draws the land for a city of a given scale. */
export function drawPlan(scale: number, seed: number): Plan {
  const unit = 1000 * scale;
  const put = ([x, y]: Point): Point => [x * unit, y * unit];
  // Small bends keep hand-drawn curves from looking drawn. They keep their size in metres when the city grows.
  const bend = (line: readonly Point[], size: number, wave: number, salt: number) =>
    curve(line.map(put), 25).map(([x, y], i, all): Point => {
      const fade = Math.min(1, i / 8, (all.length - 1 - i) / 8);
      return [x + size * fade * noise(x / wave, y / wave, salt), y + size * fade * noise(x / wave, y / wave, salt + 1)];
    });
  const radius = (table: readonly number[], rough: number, salt: number) => (angle: number) => {
    const turn = ((((angle / Math.PI) * 12) % 24) + 24) % 24;
    const [i, t] = [Math.floor(turn), turn % 1];
    const smooth = t * t * (3 - 2 * t);
    const base = table[i % 24]! * (1 - smooth) + table[(i + 1) % 24]! * smooth;
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    return unit * (base + rough * (noise(c * 4, s * 4, salt) + 0.6 * noise(c * 13, s * 13, salt + 1)));
  };
  const townRadius = radius(TOWN, 0.14, seed + 11);
  const municipalityRadius = radius(MUNICIPALITY, 0.2, 12);
  const within = (line: Point[]) => {
    const end = line.findIndex((p) => Math.hypot(...p) > municipalityRadius(Math.atan2(p[1], p[0])) - 2);
    return end > 1 ? line.slice(0, end) : line;
  };
  const inMunicipality = (line: Point[]) =>
    line.filter((p) => Math.hypot(...p) < municipalityRadius(Math.atan2(p[1], p[0])) - 2);
  const loop = (km: number, rough: number, salt: number) => {
    const line = curve(
      Array.from({ length: 40 }, (_, i) => {
        const angle = (i / 40) * 2 * Math.PI;
        const r = km * unit * (1 + rough * noise(Math.cos(angle) * 2.1, Math.sin(angle) * 2.1, salt));
        return towards([0, 0], angle, r);
      }),
      20,
      true,
    );
    return [...line, line[0]!];
  };
  const quarter = ([name, pattern, x, y, degrees]: Named): Quarter => ({
    name,
    pattern,
    at: put([x, y]),
    angle: (degrees * Math.PI) / 180,
  });

  const quarters = QUARTERS.map(quarter);
  const villages = VILLAGES.map((village, i) => {
    const [name, pattern, x, y, degrees, r] = village;
    const outline = blob(put([x, y]), r * unit, seed + 70 + i, 1.15, (degrees * Math.PI) / 180 + 1);
    return { outline, quarter: { ...quarter([name, pattern, x, y, degrees]), outline } };
  });
  const industry = INDUSTRY.map(([name, x, y, r, stretch, degrees], i) => {
    const outline = blob(put([x, y]), r * unit, seed + 40 + i, stretch, (degrees * Math.PI) / 180);
    return { name, outline, quarter: { ...quarter([name, 'industrial', x, y, degrees]), outline } };
  });
  const parks = PARKS.map(([name, x, y, r, stretch], i) => ({
    name,
    outline: blob(put([x, y]), r * unit, seed + 20 + i, stretch, x * 9),
  }));
  const forests = FOREST_SPOTS.map(([x, y, r, stretch], i) =>
    blob(put([x, y]), r * unit, seed + 90 + i, stretch, y * 7, 44),
  );
  const river = inMunicipality(bend(RIVER, 60, 260, seed + 3));
  const railway = inMunicipality(curve(RAILWAY.map(put), 40));
  const rural: Quarter = { name: 'Außenbereich', pattern: 'rural', at: [0, 0], angle: 0.4 };

  const open = [...parks.map((park) => park.outline), ...forests];
  const openBoxes = open.map(boxOf);
  const villageBoxes = villages.map((v) => boxOf(v.outline));
  const industryBoxes = industry.map((i) => boxOf(i.outline));

  const quarterAt = (point: Point): Quarter | undefined => {
    const away = Math.hypot(...point);
    const angle = Math.atan2(point[1], point[0]);
    if (away > municipalityRadius(angle) - 15) return undefined;
    for (let i = 0; i < open.length; i++) if (inBox(point, openBoxes[i]!) && inside(point, open[i]!)) return undefined;
    for (let i = 0; i < industry.length; i++)
      if (inBox(point, industryBoxes[i]!) && inside(point, industry[i]!.outline)) return industry[i]!.quarter;
    if (away < townRadius(angle)) return nearestQuarter(point);
    for (let i = 0; i < villages.length; i++)
      if (inBox(point, villageBoxes[i]!) && inside(point, villages[i]!.outline)) return villages[i]!.quarter;
    return rural;
  };
  const nearestQuarter = (point: Point): Quarter => {
    if (Math.hypot(...point) < INNER_RING_KM * unit * 1.08) return quarters[0]!;
    let best = quarters[1]!;
    let least = Infinity;
    for (const candidate of quarters) {
      const away = distance(point, candidate.at);
      if (candidate !== quarters[0] && away < least) [best, least] = [candidate, away];
    }
    return best;
  };

  return {
    seed,
    scale,
    quarters: [...quarters, ...villages.map((v) => v.quarter), ...industry.map((i) => i.quarter)],
    arterials: ARTERIALS.map(([name, line], i) => ({ name, line: within(bend(line, 30, 420, seed + 5 + i)) })),
    innerRing: { name: 'Wallring', line: loop(INNER_RING_KM, 0.16, seed + 1) },
    outerRing: { name: 'Tangente', line: loop(OUTER_RING_KM, 0.22, seed + 2) },
    river,
    railway,
    station: nearestOn(railway, put(STATION)).point,
    parks,
    forests,
    industry,
    townRadius,
    municipalityRadius,
    quarterAt,
  };
}

type Box = readonly [number, number, number, number];

function boxOf(outline: Line): Box {
  const xs = outline.map((p) => p[0]);
  const ys = outline.map((p) => p[1]);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

const inBox = ([x, y]: Point, [left, low, right, high]: Box) => x >= left && x <= right && y >= low && y <= high;
