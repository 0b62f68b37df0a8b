import { readdirSync } from 'node:fs';
import { DEVICE_MODELS, findDeviceModel } from './index.js';
import { unitOf, type DeviceExample, type Measurements } from './device-model.js';

const files = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.examples.ts'));
const toBytes = (hex: string) => Buffer.from(hex.replace(/\s/g, ''), 'hex');
let all: DeviceExample[];
beforeAll(async () => {
  const modules = await Promise.all(files.map((file) => import(`./${file.replace(/\.ts$/, '.js')}`)));
  all = modules.flatMap(({ examples }) => examples);
});

test('each model reads its examples as they say', () => {
  for (const { model, title, bytes, fPort = 1, gives, rejects } of all) {
    const expected = rejects ? { errors: [expect.stringContaining(rejects)] } : gives;
    const outcome = findDeviceModel(model)!.decodeUplink({ bytes: toBytes(bytes), fPort });
    expect({ model, title, outcome }).toEqual({ model, title, outcome: expected });
  }
});

test('each model has an example', () => {
  const withExamples = new Set(all.map(({ model }) => findDeviceModel(model)));
  expect(DEVICE_MODELS.filter((model) => !withExamples.has(model))).toEqual([]);
});

test('each number has a unit, and each name belongs to one model', () => {
  for (const { model, bytes, fPort = 1 } of all) {
    const device = findDeviceModel(model)!;
    const outcome = device.decodeUplink({ bytes: toBytes(bytes), fPort });
    if ('errors' in outcome) continue;
    for (const data of [outcome.data, ...(outcome.history ?? []).map(({ data }) => data)]) {
      const numbers = Object.keys(data).filter((property) => typeof data[property] === 'number');
      expect(numbers.filter((property) => !unitOf(device, property))).toEqual([]);
    }
  }
  const ids = DEVICE_MODELS.flatMap(({ id, aliases = [] }) => [id, ...aliases]);
  expect(ids.length).toBe(new Set(ids).size);
  for (const model of DEVICE_MODELS)
    for (const id of [model.id, ...(model.aliases ?? [])]) {
      expect(findDeviceModel(id)).toBe(model);
      expect(findDeviceModel(id.split('/')[1] ?? id)).toBe(model);
    }
});

test('a model is found by its id, and by its name as people write it', () => {
  const found = Object.fromEntries(
    ['milesight-iot/em300-th', 'Milesight EM300-TH', 'EM300-TH', 'ELSYS ERS CO2', 'Cayenne LPP'].map((name) => [
      name,
      findDeviceModel(name)?.id,
    ]),
  );
  expect(found).toEqual({
    'milesight-iot/em300-th': 'milesight-iot/em300-th',
    'Milesight EM300-TH': 'milesight-iot/em300-th',
    'EM300-TH': 'milesight-iot/em300-th',
    'ELSYS ERS CO2': 'elsys/ers',
    'Cayenne LPP': 'cayenne-lpp',
  });
  for (const name of ['Test device-profile', '', '/', '-', 'x'.repeat(100_000)])
    expect(findDeviceModel(name)).toBeUndefined();
});

test('no bytes make a model throw or give what is no value', () => {
  const random = lcg(7);
  const seeds = all.map(({ bytes, fPort = 1 }) => ({ bytes: toBytes(bytes), fPort }));
  const isValue = (data: Measurements) =>
    Object.values(data).every((v) => typeof v === 'boolean' || Number.isFinite(v));
  for (const device of DEVICE_MODELS)
    for (let i = 0; i < 3_000; i++) {
      const { bytes, fPort } = seeds[random() % seeds.length]!;
      const mutant = Buffer.from(bytes.subarray(0, random() % (bytes.length + 1)));
      for (let change = random() % 4; change > 0 && mutant.length; change--)
        mutant[random() % mutant.length] = random();
      const outcome = device.decodeUplink({ bytes: mutant, fPort });
      if ('errors' in outcome) expect(outcome.errors.every((error) => error.length < 300)).toBe(true);
      else expect([outcome.data, ...(outcome.history ?? []).map(({ data }) => data)].every(isValue)).toBe(true);
    }
});

/** The same numbers on each run. */
function lcg(seed: number): () => number {
  return () => (seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0) >>> 8;
}
