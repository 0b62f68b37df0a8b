import { UserError } from '@stadtlage/database';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reading } from '../codecs/codec.js';
import { parseMapping, readMappingFile } from './mapping-file.js';

const FILE = `
topics:
  - prefix: stadtwerke/lora
    gateway: stadtwerke
  - { prefix: zb, as: zigbee2mqtt, gateway: rathaus }
devices:
  - device: lht-01
    thing: market-soil
    model: dragino/lht65
    interval: 20 min
    fields:
      TempC_SHT: temperature
      TempF: { property: external_temperature, unit: Cel, scale: 0.55555555555556, offset: -17.777777777778 }
      Node_type: false
  - device: "a840*"
    interval: 1 h
`;
const mapping = parseMapping(FILE, 'sensors.yaml');
const phenomenonTime = new Date('2026-03-01T12:00:00Z');
const reading = (thingId: string, property: string, result: Reading['result']): Reading => ({
  thingId,
  property,
  result,
  phenomenonTime,
});

describe('the mapping file', () => {
  test('renames things and fields, and converts units', () => {
    const readings = [
      reading('lht-01', 'TempC_SHT', 21.5),
      reading('lht-01', 'TempF', 68),
      reading('lht-01', 'Node_type', 'LHT65N'),
      reading('lht-01', 'Hum_SHT', 40),
      reading('other', 'TempC_SHT', 1),
    ];
    const frames = [{ thingId: 'lht-01', counter: 7, at: phenomenonTime }];
    const locations = [{ thingId: 'lht-01', longitude: 7.9, latitude: 51.7 }];
    const applied = mapping.apply({ readings, frames, locations });
    expect(applied.frames).toEqual([{ thingId: 'market-soil', counter: 7, at: phenomenonTime }]);
    expect(applied.locations).toEqual([{ thingId: 'market-soil', longitude: 7.9, latitude: 51.7 }]);
    expect(applied.readings).toEqual([
      reading('market-soil', 'temperature', 21.5),
      { ...reading('market-soil', 'external_temperature', 20), unit: 'Cel' },
      reading('market-soil', 'Hum_SHT', 40),
      reading('other', 'TempC_SHT', 1),
    ]);
  });

  test('gives models, prefixes, and the interval of what has been seen, in seconds', () => {
    expect(mapping.modelOf('lht-01')).toBe('dragino/lht65');
    expect(mapping.modelOf('a84041')).toBeUndefined();
    expect(mapping.prefixes).toEqual([
      { prefix: 'stadtwerke/lora', gatewayId: 'stadtwerke' },
      { prefix: 'zb', as: 'zigbee2mqtt', gatewayId: 'rathaus' },
    ]);
    mapping.apply({ readings: [reading('a84041', 'battery', 3)] });
    expect(mapping.intervalOf('market-soil', 'temperature')).toBe(1_200);
    expect(mapping.intervalOf('a84041', 'battery')).toBe(3_600);
    expect(mapping.intervalOf('other', 'battery')).toBeUndefined();
  });

  test('refuses a number that its scale makes too large', () => {
    const huge = parseMapping('devices: [{ device: a, fields: { t: { scale: 1e10 } } }]', 'x');
    for (const value of [2e290, -1e300]) {
      expect(() => huge.apply({ readings: [reading('a', 't', value)] })).toThrow(
        expect.objectContaining({ reason: 'bad_value', message: expect.stringContaining(`"t" of a is ${value}, and`) }),
      );
    }
    expect(huge.apply({ readings: [reading('a', 't', 1e290)] }).readings).toEqual([reading('a', 't', 1e300)]);
  });

  test('may be empty', () => {
    expect(parseMapping('', 'x').apply({ readings: [reading('a', 'b', 1)] }).readings).toEqual([reading('a', 'b', 1)]);
  });

  test.each([
    ['devices:\n  - device: [', 'line 2: this is not YAML'],
    ['devices:\n  - device: a\n    unit: Cel', 'line 3: devices.0.unit: is not known here'],
    [
      'devices:\n  - device: a\n    fields:\n      t:\n        unit: °C',
      'line 5: devices.0.fields.t.unit: "°C" is not a UCUM code; write "Cel"',
    ],
    ['devices:\n  - device: a\n    fields:\n      t: 7', 'line 4: devices.0.fields.t: must be the name of a property'],
    ['devices:\n  - device: a\n    model: acme/x', 'line 3: devices.0.model: "acme/x" is not known; known are'],
    ['devices:\n  - device: a\n    interval: 5', 'line 3: devices.0.interval:'],
    ['devices:\n  - device: a\n    interval: often', 'line 3: devices.0.interval: must be a time such as'],
    ['topics:\n  - prefix: a/#\n    gateway: g', 'line 2: topics.0.prefix: must be levels without wildcards'],
    ['devices: 5', 'line 1: devices:'],
    ['devices:\n  - device: a\n  - device: a', 'line 3: devices.1.device: "a" stands here twice'],
    [
      'devices:\n  - device: a\n    fields:\n      x: t\n      y: t',
      'line 5: devices.0.fields.y: "t" is the property of another field',
    ],
  ])('with a mistake says file, line and cure: %j', (text, message) => {
    expect(() => parseMapping(text, 'sensors.yaml')).toThrow(UserError);
    expect(() => parseMapping(text, 'sensors.yaml')).toThrow(`sensors.yaml, ${message}`);
  });

  test('is read from its path, and a wrong path is told', () => {
    const folder = mkdtempSync(join(tmpdir(), 'stadtlage-mapping-'));
    const path = join(folder, 'sensors.yaml');
    writeFileSync(path, FILE);
    expect(readMappingFile(path).modelOf('lht-01')).toBe('dragino/lht65');
    rmSync(folder, { recursive: true });
    expect(() => readMappingFile(path)).toThrow(/^SENSORS_FILE: .+ cannot be read \(ENOENT\)/);
  });
});
