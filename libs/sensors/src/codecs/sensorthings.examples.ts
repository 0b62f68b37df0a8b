import type { Example, Reading } from './codec.js';

const topic = 'v1.1/Datastreams(1)/Observations';
const NOON = new Date('2026-03-01T12:00:00Z');
const of = (
  datastream: number | [string, string],
  result: Reading['result'],
  more: Partial<Reading> = {},
): Reading => ({
  ...(typeof datastream === 'number'
    ? { thingId: '', property: '', datastreamId: datastream }
    : { thingId: datastream[0], property: datastream[1] }),
  result,
  phenomenonTime: NOON,
  ...more,
});

export const examples: Example[] = [
  {
    title: 'the datastream in the topic',
    topic,
    payload: { phenomenonTime: '2026-03-01T12:00:00Z', result: 21.4 },
    gives: { readings: [of(1, 21.4)] },
  },
  {
    title: 'the datastream in the payload (18-088, section 10.2.1.1), a feature of interest that we do not keep',
    topic: 'v1.1/Observations',
    payload: {
      Datastream: { '@iot.id': 1 },
      phenomenonTime: '2013-04-18T16:15:00-07:00',
      result: 124,
      FeatureOfInterest: { '@iot.id': 2 },
    },
    gives: { readings: [of(1, 124, { phenomenonTime: new Date('2013-04-18T23:15:00Z') })] },
  },
  {
    title: 'no time: the time of receipt (section 8.2.7)',
    topic: 'v1.0/Datastreams(20)/Observations',
    payload: { result: 7, resultTime: null },
    gives: { readings: [of(20, 7, { timeIsReceipt: true })] },
  },
  {
    title: 'an offset without colon',
    topic,
    payload: { phenomenonTime: '2012-06-26T03:42:02-0600', result: 70.4 },
    gives: { readings: [of(1, 70.4, { phenomenonTime: new Date('2012-06-26T09:42:02Z') })] },
  },
  {
    title: 'an interval (section 8.2.7): its end counts',
    topic,
    payload: {
      phenomenonTime: '2010-12-23T10:20:00.00-07:00/2010-12-23T12:20:00.00-07:00',
      resultTime: '2010-12-23T19:21:00Z',
      result: 3,
    },
    gives: {
      readings: [
        of(1, 3, {
          phenomenonTime: new Date('2010-12-23T19:20:00Z'),
          resultTime: new Date('2010-12-23T19:21:00Z'),
        }),
      ],
    },
  },
  {
    title: 'a result that came to be at the time of the phenomenon; what else an observation may have',
    topic,
    payload: {
      phenomenonTime: '2026-03-01T12:00:00Z',
      resultTime: '2026-03-01T13:00:00+01:00',
      result: false,
      resultQuality: [],
      validTime: '2026-03-01T12:00:00Z/2026-03-01T13:00:00Z',
      parameters: { operator: 'x' },
    },
    gives: { readings: [of(1, false)] },
  },
  {
    title: 'thing and property instead of a number',
    topic: "v1.1/Datastreams('weather-1/temperature')/Observations",
    payload: { phenomenonTime: '2026-03-01T12:00:00Z', result: 21.4 },
    gives: { readings: [of(['weather-1', 'temperature'], 21.4)] },
  },
  {
    title: 'a thing with slashes and quotes in its name, a text',
    topic: "v1.1/Datastreams('school/o''brien (3)/state')/Observations",
    payload: { phenomenonTime: '2026-03-01T12:00:00Z', result: 'geöffnet' },
    gives: { readings: [of(["school/o'brien (3)", 'state'], 'geöffnet')] },
  },
  {
    title: 'the same in the payload',
    topic: 'v1.1/FeaturesOfInterest(2)/Observations',
    payload: { Datastream: { '@iot.id': 'weather-1/temperature' }, phenomenonTime: '2026-03-01T12:00:00Z', result: 1 },
    gives: { readings: [of(['weather-1', 'temperature'], 1)] },
  },
  {
    title: 'two datastreams: the topic counts',
    topic,
    payload: { Datastream: { '@iot.id': 2 }, phenomenonTime: '2026-03-01T12:00:00Z', result: 1 },
    gives: { readings: [of(1, 1)] },
  },
  ...(
    [
      ['wrong_topic', 'v1.1/Things', '{"result":1}', 'Only observations'],
      ['wrong_topic', 'v1.1/Datastreams(1)', '{"result":1}', 'Only observations'],
      ['wrong_topic', 'v1.1/MultiDatastreams(1)/Observations', '{"result":[1,2]}', 'Only observations'],
      ['wrong_topic', 'v1.1', '{"result":1}', 'Only observations'],
      ['not_json', topic, '21.4 °C', 'not JSON'],
      ['wrong_shape', topic, '21.4', 'one observation'],
      ['wrong_shape', topic, '[{"result":1}]', 'one observation'],
      ['bad_name', 'v1.1/Observations', '{"result":1}', 'No datastream is given'],
      ['bad_name', 'v1.1/Observations', '{"Datastream":{"@iot.id":0},"result":1}', 'its number'],
      ['bad_name', 'v1.1/Observations', '{"Datastream":{"@iot.id":"temperature"},"result":1}', "'thing/property'"],
      ['bad_name', 'v1.1/Datastreams(abc)/Observations', '{"result":1}', 'in quotes'],
      ['bad_name', "v1.1/Datastreams(')/Observations", '{"result":1}', 'in quotes'],
      ['bad_name', "v1.1/Datastreams('/a')/Observations", '{"result":1}', 'The thing'],
      ['bad_name', "v1.1/Datastreams('a/')/Observations", '{"result":1}', 'The property'],
      ['bad_name', 'v1.1/Datastreams(99999999999999999999)/Observations', '{"result":1}', 'its number'],
      ['bad_value', topic, '{}', '"result" is missing'],
      ['bad_value', topic, '{"result":null}', '"result" is null'],
      ['bad_value', topic, '{"result":{"a":1}}', '"result" is {"a":1}'],
      ['bad_value', topic, '{"result":1e999}', 'a number of at most 1e300'],
      ['bad_value', topic, '{"result":-1e301}', '"result" is -1e+301'],
      ['bad_time', topic, '{"result":1,"phenomenonTime":"2026-03-01T12:00:00"}', 'time zone'],
      ['bad_time', topic, '{"result":1,"phenomenonTime":"2026-03-01T12:00:00Z/"}', 'cannot be read'],
      ['bad_time', topic, '{"result":1,"phenomenonTime":"2026-03-01T12:00:00Z/2026-03-01T11:00:00Z"}', 'no start'],
      ['bad_time', topic, '{"result":1,"resultTime":"soon"}', '"soon"'],
      ['time_in_future', topic, '{"result":1,"phenomenonTime":"2026-04-01T12:00:00Z"}', 'more than one day'],
    ] as const
  ).map(([reason, itsTopic, payload, detail], i): Example => ({
    title: `a bad one (${i + 1}): ${itsTopic} ${payload}`,
    topic: itsTopic,
    payload,
    rejects: [reason, detail],
  })),
];
