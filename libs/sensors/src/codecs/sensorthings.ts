// Observations of OGC SensorThings 1.1, created with MQTT Publish: https://docs.ogc.org/is/18-088/18-088.html
// (section 14.2; the Observation is section 8.2.7, what it is linked to section 10.2)
//   topic    v1.1/Datastreams({id})/Observations, or v1.1/Observations with {"Datastream": {"@iot.id": {id}}} in the payload
//   payload  {"phenomenonTime": "2026-03-01T12:00:00Z", "result": 21.4}
// The id is the number of a datastream of this city, or 'thing/property' in quotes, which creates the datastream with its
// first observation. phenomenonTime may be an interval: its end counts, as that is when a mean or a sum is known. Version
// 1.0 has the same messages: https://docs.ogc.org/is/15-078r6/15-078r6.html
import { RejectedPayload, type Codec, type Reading } from './codec.js';
import { checkName, isObject, parseJson, parseTime, show, toResult } from './values.js';

const TOPIC = /^v1\.[01]\/(?:(Datastreams|FeaturesOfInterest)\((.+)\)\/)?Observations$/s;

export const sensorthings: Codec = {
  id: 'sensorthings',
  // Not v1.1/+/Observations, as the quoted ids have slashes.
  filters: ['v1.1/#', 'v1.0/#'],

  decode({ topic, payload, receivedAt }) {
    const path = TOPIC.exec(topic);
    if (!path) {
      const expected = "v1.1/Datastreams(17)/Observations, v1.1/Datastreams('thing/property')/Observations";
      throw new RejectedPayload(
        'wrong_topic',
        `Only observations are created. Expected ${expected} or v1.1/Observations.`,
      );
    }
    const observation = parseJson(payload);
    if (!isObject(observation)) {
      const expected = 'Expected {"phenomenonTime": "2026-03-01T12:00:00Z", "result": 21.4}.';
      throw new RejectedPayload('wrong_shape', `The payload must be one observation. ${expected}`);
    }
    const { Datastream: link, phenomenonTime, resultTime } = observation;
    // What the topic says counts more.
    const id = path[1] === 'Datastreams' ? keyOf(path[2]!) : isObject(link) ? link['@iot.id'] : undefined;
    const reading: Reading = {
      ...datastreamOf(id),
      result: checkResult(observation['result']),
      ...timeOf(phenomenonTime, receivedAt),
    };
    if (resultTime !== undefined && resultTime !== null) {
      const time = parseTime(resultTime, receivedAt);
      if (time.getTime() !== reading.phenomenonTime.getTime()) reading.resultTime = time;
    }
    return { readings: [reading] };
  },
};

/** The key in a resource path: digits, or a text in quotes, with its own quotes doubled. */
function keyOf(key: string): unknown {
  if (/^\d+$/.test(key)) return Number(key);
  return key.length > 1 && key.startsWith("'") && key.endsWith("'") ? key.slice(1, -1).replaceAll("''", "'") : null;
}

function datastreamOf(id: unknown): Pick<Reading, 'thingId' | 'property' | 'datastreamId'> {
  if (typeof id === 'number' && Number.isSafeInteger(id) && id > 0)
    return { thingId: '', property: '', datastreamId: id };
  // Things may have slashes in their names, as those of Zigbee2MQTT do.
  const slash = typeof id === 'string' ? id.lastIndexOf('/') : -1;
  if (typeof id === 'string' && slash !== -1)
    return {
      thingId: checkName(id.slice(0, slash), 'The thing in the id of the datastream'),
      property: checkName(id.slice(slash + 1), 'The property in the id of the datastream'),
    };
  const found = id === undefined ? 'No datastream is given' : 'The id of the datastream is no such id';
  const expected = `its number, or 'thing/property' in quotes, in the topic or as {"Datastream": {"@iot.id": …}}`;
  throw new RejectedPayload('bad_name', `${found}. Expected ${expected}.`);
}

function timeOf(value: unknown, receivedAt: Date): Pick<Reading, 'phenomenonTime' | 'timeIsReceipt'> {
  if (value === undefined || value === null) return { phenomenonTime: receivedAt, timeIsReceipt: true };
  if (typeof value !== 'string' || !value.includes('/')) return { phenomenonTime: parseTime(value, receivedAt) };
  const [start, end, ...more] = value.split('/', 3).map((time) => parseTime(time, receivedAt));
  if (more.length || start! > end!)
    throw new RejectedPayload('bad_time', 'The interval in "phenomenonTime" has no start before its end.');
  return { phenomenonTime: end! };
}

function checkResult(value: unknown) {
  const result = toResult(value);
  if (result !== undefined) return result;
  const found = value === undefined ? 'missing' : show(value);
  const expected = 'a number of at most 1e300, true, false or a text of at most 200 printable characters';
  throw new RejectedPayload('bad_value', `"result" is ${found}. Expected ${expected}.`);
}
