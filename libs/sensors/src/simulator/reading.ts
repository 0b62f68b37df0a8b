const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A number in [0, 1) that depends on its arguments only: https://en.wikipedia.org/wiki/MurmurHash (its final mixing step). */
function hash(seed: number, step: number): number {
  let h = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(step | 0, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
}

/** A smooth curve in [-1, 1] that wanders once per `period` milliseconds. */
function drift(seed: number, time: number, period: number): number {
  const step = Math.floor(time / period);
  const part = time / period - step;
  const ease = part * part * (3 - 2 * part);
  return 2 * (hash(seed, step) * (1 - ease) + hash(seed, step + 1) * ease) - 1;
}

/** 1 at `peak` o'clock, falling to 0 within `width` hours on both sides. */
function bump(hour: number, peak: number, width: number): number {
  const distance = Math.abs(((hour - peak + 36) % 24) - 12);
  return distance >= width ? 0 : (1 + Math.cos((Math.PI * distance) / width)) / 2;
}

interface Moment {
  time: number;
  /** Hours of the day, in Central European Time all the year. */
  hour: number;
  weekend: boolean;
  /** 1 in the middle of July, -1 in the middle of January. */
  summer: number;
  /** 0 to 1: the weather is the same for all of the city. */
  wetness: number;
}

function momentOf(date: Date): Moment {
  const time = date.getTime();
  const local = time + HOUR;
  const day = Math.floor(local / DAY);
  return {
    time,
    hour: (local - day * DAY) / HOUR,
    weekend: (day + 3) % 7 >= 5,
    summer: -Math.cos(2 * Math.PI * ((day - 15) / 365.25)),
    wetness: (1 + 0.7 * drift(11, time, 20 * HOUR) + 0.3 * drift(12, time, 3 * HOUR)) / 2,
  };
}

const traffic = ({ hour, weekend }: Moment) =>
  weekend
    ? 0.05 + 0.45 * bump(hour, 14, 8)
    : 0.05 + 0.55 * bump(hour, 7.5, 2.5) + 0.3 * bump(hour, 12.5, 6) + 0.6 * bump(hour, 17, 3.5);

const air = (m: Moment) => 1 + 0.5 * drift(21, m.time, 30 * HOUR) - 0.4 * m.wetness;

const temperature = (m: Moment) =>
  10 +
  8.5 * m.summer +
  (3 + 2 * m.summer) * Math.cos((2 * Math.PI * (m.hour - 15)) / 24) +
  4 * drift(1, m.time, 3 * DAY) -
  3 * m.wetness;

/** A property's value at a moment; `own(period)` is what sets this thing apart, in [-1, 1], `site` its fixed nature, in [0, 1). */
const CURVES: Record<string, (m: Moment, site: number, own: (period: number) => number) => number> = {
  temperature: (m, site, own) => temperature(m) + site * 1.5 + 0.4 * own(HOUR),
  humidity: (m, _site, own) => 62 + 28 * m.wetness - 1.1 * (temperature(m) - 10 - 8.5 * m.summer) + 2 * own(HOUR),
  pressure: (m, _site, own) => 1014 + 12 * drift(2, m.time, 4 * DAY) - 5 * m.wetness + 0.2 * own(HOUR),
  wind_speed: (m, site, own) => 1.2 + site + 4 * m.wetness + 1.5 * bump(m.hour, 14, 9) + 1.2 * own(HOUR / 4),
  rain: (m, _site, own) => 14 * Math.max(0, m.wetness - 0.68) * (1 + 0.6 * own(HOUR / 2)),
  pm10: (m, site, own) => (10 + 8 * site + 14 * traffic(m)) * air(m) + 2 * own(HOUR / 2),
  pm25: (m, site, own) => (6 + 5 * site + 8 * traffic(m)) * air(m) + 1.2 * own(HOUR / 2),
  no2: (m, site, own) => (8 + 10 * site + 26 * traffic(m)) * air(m) + 3 * own(HOUR / 2),
  noise: (m, site, own) => 41 + 8 * site + 19 * traffic(m) + 2.5 * own(HOUR / 6),
  free_spaces: (m, site, own) => {
    const spaces = 40 + Math.floor(site * 180);
    const taken = (m.weekend ? 0.55 : 0.85) * bump(m.hour, 12.5, 9) + 0.08 + 0.06 * own(HOUR / 2);
    return spaces * Math.min(1, Math.max(0, 1 - taken));
  },
  water_level: (m, site, own) =>
    70 + 30 * site - 12 * m.summer + 35 * Math.max(0, drift(31, m.time, 6 * DAY)) + 18 * m.wetness + 0.8 * own(HOUR),
  vehicles: (m, site, own) => (200 + 900 * site) * traffic(m) * (1 + 0.15 * own(HOUR / 3)),
  bicycles: (m, site, own) =>
    (30 + 160 * site) * traffic(m) * (0.9 + 0.5 * m.summer) * (1.2 - m.wetness) * (1 + 0.25 * own(HOUR / 3)),
  battery: (m, site) => 3.45 + 0.15 * site + 0.1 * m.summer + 0.02 * drift(41, m.time, DAY),
};

const DECIMALS: Record<string, number> = {
  humidity: 0,
  noise: 1,
  free_spaces: 0,
  vehicles: 0,
  bicycles: 0,
  battery: 2,
  water_level: 0,
};
const HIGHEST: Record<string, number> = { humidity: 100 };

/** The number that sets a thing apart in {@link demoReading}; the simulator uses this one. */
export function thingSeed(thingId: string): number {
  return [...thingId].reduce((sum, character) => (Math.imul(sum, 31) + character.codePointAt(0)!) | 0, 7);
}

/**
 * What a demo sensor measures: believable curves over day, week and year, the same weather for all things, the same value
 * for the same arguments. So a generated history and the readings the simulator publishes later are one line.
 * @param property an id of sensors.observed_property; an unknown one wanders between 0 and 100
 * @param seed the thing's own number ({@link thingSeed}): it decides where it stands and how it differs from its neighbours
 * @returns the value in the property's unit
 */
export function demoReading(property: string, seed: number, time: Date): number {
  const curve = CURVES[property] ?? ((_m, _site, own) => 50 + 50 * own(6 * HOUR));
  const moment = momentOf(time);
  // The salt keeps two properties of one thing from moving alike.
  const salt = [...property].reduce((sum, character) => Math.imul(sum, 31) + character.charCodeAt(0), seed);
  const value = curve(moment, hash(salt, 0), (period) => drift(salt, moment.time, period));
  const lowest = property === 'temperature' ? -30 : 0;
  return Number(Math.min(HIGHEST[property] ?? Infinity, Math.max(lowest, value)).toFixed(DECIMALS[property] ?? 1)) + 0;
}
