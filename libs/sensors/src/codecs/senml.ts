// SenML in JSON: https://www.rfc-editor.org/rfc/rfc8428
//   topic    senml/{name}
//   payload  [{"bn": "urn:dev:ow:10e2073a01080063:", "n": "temperature", "u": "Cel", "v": 21.4}, …]
// SenML names series of values and not devices. Here the base name is the thing and the name its property, without the
// separator between them. A name without a base name is a thing if it is a URI or a path (it has ":" or "/"), else a
// property of the {name} in the topic. The property of a series without a name is `value`, or what its unit says (%RH is
// humidity, %EL battery_level). Records in degrees of latitude and longitude are the place of the thing. Data values
// ("vd") are bytes and no measured values: they are left out. A sum ("s") is the property with `.sum` at its end.
import { RejectedPayload, type Codec, type ReportedLocation, type Result } from './codec.js';
import { timesSecond, ucumOf } from './senml-units.js';
import { checkName, checkTime, isObject, parseJson, show, toResult } from './values.js';

/** Section 4.3. */
interface SenmlRecord {
  bn?: string;
  bt?: number;
  bu?: string;
  bv?: number;
  bs?: number;
  bver?: number;
  n?: string;
  u?: string;
  v?: number;
  vs?: string;
  vb?: boolean;
  vd?: string;
  s?: number;
  t?: number;
  ut?: number;
}

const STRING = ['bn', 'bu', 'n', 'u', 'vs', 'vd'];
const NUMBER = ['bt', 'bv', 'bs', 'bver', 'v', 's', 't', 'ut'];
const TYPES = new Map<string, string>([
  ...STRING.map((field) => [field, 'string'] as const),
  ...NUMBER.map((field) => [field, 'number'] as const),
  ['vb', 'boolean'],
]);
const VALUES = ['v', 'vs', 'vb', 'vd'] as const;

export const senml: Codec = {
  id: 'senml',
  filters: ['senml/+'],
  senderOf: (topic) => `senml-${topic.split('/')[1]}`,

  decode({ topic, payload, receivedAt }) {
    const pack = parseJson(payload);
    if (!Array.isArray(pack)) throw wrongShape('The payload must be an array of records: [{"n": …, "v": …}].');
    const base: SenmlRecord = {};
    const places = new Map<string, Partial<ReportedLocation>>();
    const readings = pack.flatMap((entry, i) => {
      const record = checkRecord(entry, i);
      checkVersion(record, base, i);
      const fields = Object.entries(record);
      const baseFields = fields.filter(([field]) => field.startsWith('b'));
      Object.assign(base, Object.fromEntries(baseFields));
      if (baseFields.length === fields.length) return [];

      const { value, sum } = valuesOf(record, base, i);
      const symbol = record.u ?? base.bu;
      const { thingId, property } = namesOf(record.n ?? '', base.bn ?? '', symbol, topic);
      const common = { thingId, ...timeOf((base.bt ?? 0) + (record.t ?? 0), receivedAt) };
      if ((symbol === 'lat' || symbol === 'lon') && typeof value === 'number') {
        places.set(thingId, { ...places.get(thingId), thingId, ...coordinate(symbol, value) });
        return [];
      }
      const unit = typeof value === 'number' || sum !== undefined ? unitOf(symbol) : undefined;
      const reading = (name: string, result: unknown, ucum?: string) => ({
        ...common,
        property: checkName(name, 'The property'),
        result: checkResult(name, result),
        ...(ucum !== undefined && { unit: ucum }),
      });
      return [
        ...(value === undefined ? [] : [reading(property, value, typeof value === 'number' ? unit : undefined)]),
        ...(sum === undefined ? [] : [reading(`${property}.sum`, sum, unit && timesSecond(unit))]),
      ];
    });
    const locations = [...places.values()].filter(
      (place): place is ReportedLocation => place.latitude !== undefined && place.longitude !== undefined,
    );
    if (!readings.length && !places.size)
      throw new RejectedPayload('no_readings', 'No record holds a measured value: "v", "vs", "vb" or "s".');
    return locations.length ? { readings, locations } : { readings };
  },
};

/** Only the fields that section 4.3 defines: others are ignored unless their names end with "_" (section 4.4). */
function checkRecord(entry: unknown, i: number): SenmlRecord {
  if (!isObject(entry)) throw wrongShape(`Record ${i} is ${show(entry)}. Expected an object.`);
  const record: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(entry)) {
    const type = TYPES.get(field);
    if (type === undefined) {
      if (!field.endsWith('_')) continue;
      throw wrongShape(`Record ${i} has the field ${show(field)}: who does not know it must not read the pack.`);
    }
    if (typeof value !== type || value === Infinity || value === -Infinity)
      throw wrongShape(`Record ${i}: "${field}" is ${show(value)}. Expected a ${type}.`);
    record[field] = value;
  }
  return record;
}

/**
 * One version for the whole pack (section 4.4). Those above 10 are sets of features, one bit each; of them only the
 * secondary units exist: https://www.rfc-editor.org/rfc/rfc9100#section-2
 */
function checkVersion({ bver }: SenmlRecord, base: SenmlRecord, i: number): void {
  if (bver === undefined) return;
  if (!(Number.isInteger(bver) && bver > 0 && (bver <= 10 || bver === 26)))
    throw wrongShape(`Record ${i}: "bver" is ${bver}. Known are the versions up to 10, and 26.`);
  if (i > 0 && bver !== (base.bver ?? 10))
    throw wrongShape(`Record ${i}: "bver" is ${bver}, but ${base.bver ?? 10} before. A pack has one version.`);
}

/** Section 4.5.4. Base value and base sum count for every record after them, also where the record has none itself. */
function valuesOf(record: SenmlRecord, base: SenmlRecord, i: number): { value?: Result; sum?: number } {
  const found = VALUES.filter((field) => record[field] !== undefined);
  const hasSum = record.s !== undefined || base.bs !== undefined;
  if (found.length > 1 || (!found.length && !hasSum))
    throw wrongShape(`Record ${i} has ${found.join(' and ') || 'no value'}. Expected one of v, vs, vb, vd.`);
  const isNumber = record.v !== undefined;
  const value = isNumber ? (base.bv ?? 0) + record.v! : (record.vs ?? record.vb);
  return { value, sum: hasSum && (isNumber || !found.length) ? (base.bs ?? 0) + (record.s ?? 0) : undefined };
}

const QUANTITIES = new Map([
  ['%RH', 'humidity'],
  ['%EL', 'battery_level'],
]);
const SEPARATORS = /^[-:./_]+|[-:./_]+$/g;

/** The characters of the whole name: section 4.5.1. */
function namesOf(name: string, baseName: string, symbol: string | undefined, topic: string) {
  const whole = baseName + name;
  if (!/^[A-Za-z0-9][-A-Za-z0-9:./_]{0,399}$/.test(whole)) {
    const expected = 'a letter or digit, then up to 399 of A-Z, a-z, 0-9, "-", ":", ".", "/", "_"';
    throw new RejectedPayload('bad_name', `The name "bn" + "n" is ${show(whole)}. Expected ${expected}.`);
  }
  const own = name.replace(SEPARATORS, '');
  const isThing = !baseName && /[:/]/.test(name);
  const thing = isThing ? name : baseName || topic.split('/')[1] || '';
  return {
    thingId: checkName(baseName || isThing ? thing.replace(SEPARATORS, '') : thing, 'The thing'),
    property: (isThing ? '' : own) || QUANTITIES.get(symbol ?? '') || 'value',
  };
}

/** Seconds, below 2^28 counted from now, else from 1970 (section 4.5.3). */
function timeOf(seconds: number, receivedAt: Date): { phenomenonTime: Date; timeIsReceipt?: true } {
  if (seconds === 0) return { phenomenonTime: receivedAt, timeIsReceipt: true };
  if (Math.abs(seconds) > 1e11) {
    const hint = 'SenML counts seconds; these look like milliseconds.';
    throw new RejectedPayload('bad_time', `The time "bt" + "t" is ${seconds}. ${hint}`);
  }
  const time = new Date(Math.round(seconds * 1000) + (seconds < 2 ** 28 ? receivedAt.getTime() : 0));
  return { phenomenonTime: checkTime(time, `${seconds} s`, receivedAt) };
}

function unitOf(symbol: string | undefined): string | undefined {
  const unit = symbol === undefined ? undefined : ucumOf(symbol);
  if (unit !== undefined || symbol === undefined) return unit;
  const expected = 'a symbol of https://www.iana.org/assignments/senml: Cel, %RH, hPa, m/s, ug/m3, …';
  throw new RejectedPayload('bad_unit', `The unit is ${show(symbol)}. Expected ${expected}`);
}

function coordinate(symbol: 'lat' | 'lon', degrees: number): Partial<ReportedLocation> {
  if (Math.abs(degrees) <= (symbol === 'lat' ? 90 : 180))
    return symbol === 'lat' ? { latitude: degrees } : { longitude: degrees };
  throw new RejectedPayload('bad_value', `${degrees} is no degree of ${symbol === 'lat' ? 'latitude' : 'longitude'}.`);
}

function checkResult(property: string, value: unknown): Result {
  const result = toResult(value);
  if (result !== undefined) return result;
  const expected = 'a number of at most 1e300, true, false or a text of at most 200 printable characters';
  throw new RejectedPayload('bad_value', `${show(property)} is ${show(value)}. Expected ${expected}.`);
}

const wrongShape = (detail: string) => new RejectedPayload('wrong_shape', detail);
