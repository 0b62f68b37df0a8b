import type { Example, Reading } from './codec.js';

const topic = 'zigbee2mqtt/hall';
const NOON = new Date('2026-03-01T12:00:00Z');
const now = (property: string, result: Reading['result'], unit?: string, thingId = 'hall'): Reading => ({
  thingId,
  property,
  result,
  ...(unit !== undefined && { unit }),
  phenomenonTime: NOON,
  timeIsReceipt: true,
});
const at = (time: string, property: string, result: Reading['result'], unit?: string): Reading => ({
  thingId: 'hall',
  property,
  result,
  ...(unit !== undefined && { unit }),
  phenomenonTime: new Date(time),
});
const silent = (title: string, itsTopic: string, payload: unknown): Example => ({
  title,
  topic: itsTopic,
  payload,
  gives: { readings: [] },
});
const sendsStates = { session: new Map([['zigbee2mqtt', new Set(['roof-1/hall'])]]) };

export const examples: Example[] = [
  {
    title: 'temperature and humidity, no time',
    topic,
    payload: { temperature: 27.34, humidity: 44.72 },
    gives: { readings: [now('temperature', 27.34, 'Cel'), now('humidity', 44.72, '%')] },
  },
  {
    title:
      'a name with slashes; battery in per cent and millivolts; link quality; what is about the firmware is left out',
    topic: 'zigbee2mqtt/town hall/roof/1',
    payload: {
      battery: 87,
      voltage: 2985,
      pressure: 1013.2,
      linkquality: 120,
      update: { state: 'idle', installed_version: 5 },
      update_available: false,
      device: { ieeeAddr: '0x00158d00018255df' },
      elapsed: 60000,
    },
    gives: {
      readings: [
        now('battery_level', 87, '%', 'town hall/roof/1'),
        now('voltage', 2.985, 'V', 'town hall/roof/1'),
        now('pressure', 1013.2, 'hPa', 'town hall/roof/1'),
        now('link_quality', 120, undefined, 'town hall/roof/1'),
      ],
    },
  },
  {
    title: 'last_seen: ISO_8601',
    topic,
    payload: { co2: 640, last_seen: '2026-03-01T11:59:00.123Z' },
    gives: { readings: [at('2026-03-01T11:59:00.123Z', 'co2', 640, '[ppm]')] },
  },
  {
    title: 'last_seen: ISO_8601_local',
    topic,
    payload: { last_seen: '2026-03-01T12:59:00+01:00', pm25: 7 },
    gives: { readings: [at('2026-03-01T11:59:00Z', 'pm25', 7, 'ug/m3')] },
  },
  {
    title: 'last_seen: epoch',
    topic,
    payload: { last_seen: 1772366340000, soil_moisture: 31 },
    gives: { readings: [at('2026-03-01T11:59:00Z', 'soil_moisture', 31, '%')] },
  },
  {
    title: 'never seen',
    topic,
    payload: { last_seen: null, temperature: null, linkquality: 0 },
    gives: { readings: [now('link_quality', 0)] },
  },
  {
    title: 'yes and no: a closed contact is not open',
    topic,
    payload: { contact: true, occupancy: true, water_leak: false, battery_low: false, rain: true },
    gives: {
      readings: [
        now('open', false),
        now('occupancy', true),
        now('water_leak', false),
        now('battery_low', false),
        now('rain_detected', true),
      ],
    },
  },
  {
    title: 'a metering plug',
    topic,
    payload: {
      state: 'ON',
      power: 12.5,
      current: 0.05,
      voltage: 231,
      energy: 4.2,
      power_factor: 0.97,
      ac_frequency: 50,
    },
    gives: {
      readings: [
        now('state', 'ON'),
        now('power', 12.5, 'W'),
        now('current', 0.05, 'A'),
        now('voltage', 231, 'V'),
        now('energy', 4.2, 'kW.h'),
        now('power_factor', 0.97),
        now('frequency', 50, 'Hz'),
      ],
    },
  },
  {
    title: 'a lamp: nested values; an empty action is none',
    topic,
    payload: { state: 'ON', brightness: 215, color: { x: 0.123, y: 0.456 }, color_mode: 'xy', action: '' },
    gives: {
      readings: [
        now('state', 'ON'),
        now('brightness', 215),
        now('color.x', 0.123),
        now('color.y', 0.456),
        now('color_mode', 'xy'),
      ],
    },
  },
  {
    title: 'illuminance in lux',
    topic,
    payload: { illuminance: 340 },
    gives: { readings: [now('illuminance', 340, 'lx')] },
  },
  {
    title: 'illuminance before 2.0: raw, and in lux',
    topic,
    payload: { illuminance: 25318, illuminance_lux: 340 },
    gives: { readings: [now('illuminance_raw', 25318), now('illuminance', 340, 'lx')] },
  },
  {
    title: 'output: attribute, a number',
    topic: 'zigbee2mqtt/hall/temperature',
    payload: '21.5',
    gives: { readings: [now('temperature', 21.5, 'Cel')] },
  },
  {
    title: 'output: attribute, yes or no',
    topic: 'zigbee2mqtt/hall/contact',
    payload: 'false',
    gives: { readings: [now('open', true)] },
  },
  {
    title: 'output: attribute, a text',
    topic: 'zigbee2mqtt/hall/state',
    payload: 'ON',
    gives: { readings: [now('state', 'ON')] },
  },
  silent('output: attribute, a time', 'zigbee2mqtt/hall/last_seen', '2026-03-01T12:00:00Z'),
  silent('output: attribute, about the firmware', 'zigbee2mqtt/hall/update-state', 'idle'),
  silent('output: attribute, a value that is not known', 'zigbee2mqtt/hall/temperature', ''),
  {
    title: 'output: attribute_and_json, the state',
    topic,
    payload: { temperature: 21.5 },
    context: sendsStates,
    gives: { readings: [now('temperature', 21.5, 'Cel')] },
  },
  {
    title: 'output: attribute_and_json, an attribute: the state has said it',
    topic: 'zigbee2mqtt/hall/temperature',
    payload: '21.5',
    context: sendsStates,
    gives: { readings: [] },
  },
  silent('the state of the bridge', 'zigbee2mqtt/bridge/state', '{"state":"online"}'),
  silent('the devices of the bridge', 'zigbee2mqtt/bridge/devices', [{ friendly_name: 'hall' }]),
  silent('availability', 'zigbee2mqtt/hall/availability', '{"state":"online"}'),
  silent('availability before 2.0', 'zigbee2mqtt/hall/availability', 'offline'),
  silent('a command', 'zigbee2mqtt/hall/set', '{"state":"ON"}'),
  silent('a command without JSON', 'zigbee2mqtt/hall/set/state', 'ON'),
  silent('a question', 'zigbee2mqtt/hall/get', '{"state":""}'),
  silent('a device that has left', topic, ''),
  silent('a state of nothing', topic, '{}'),
  ...(
    [
      ['not_json', topic, '{"temperature":', 'not JSON'],
      ['wrong_shape', topic, '[1]', 'must be an object'],
      ['bad_time', topic, '{"last_seen":"yesterday","temperature":1}', '"yesterday"'],
      ['time_in_future', topic, '{"last_seen":"2026-04-01T12:00:00Z","temperature":1}', 'more than one day'],
      ['bad_name', topic, '21.5', 'The friendly name ""'],
      ['bad_name', 'zigbee2mqtt', '{"temperature":1}', 'The friendly name ""'],
      ['bad_name', topic, '{"":1}', 'The property ""'],
    ] as const
  ).map(([reason, itsTopic, payload, detail], i): Example => ({
    title: `a bad one (${i + 1}): ${itsTopic} ${payload}`,
    topic: itsTopic,
    payload,
    rejects: [reason, detail],
  })),
];
