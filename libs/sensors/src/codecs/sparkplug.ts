// Eclipse Sparkplug B, the format of industrial gateways:
// https://sparkplug.eclipse.org/specification/version/3.0/documents/sparkplug-specification-3.0.0.pdf
//   topic    spBv1.0/{group}/{type}/{edge node}, and /{device} where it is about one (section 4.1)
//   payload  protobuf, see sparkplug-payload.ts (section 6.4)
// Births (NBIRTH, DBIRTH) hold the current values of all metrics, NDATA and DDATA those that have changed.
import { RejectedPayload, type Codec, type Frame, type Reading } from './codec.js';
import { doubtBirths, forgetBirths, isNodeKnown, metricsOf, rememberBirth, type Sender } from './sparkplug-births.js';
import { integerOf, isControl, isMeasured, resultOf } from './sparkplug-metric.js';
import { decodePayload } from './sparkplug-payload.js';
import { askForBirths, follow, forgetSession, isIncomplete, MODULUS } from './sparkplug-session.js';
import { checkName, parseTime } from './values.js';

export const sparkplug: Codec = {
  id: 'sparkplug',
  filters: ['spBv1.0/#'],

  // No group and no node holds a slash: no two nodes share a name.
  senderOf(topic) {
    const [, group, , node] = topic.split('/');
    return node ? `sparkplug-${group}/${node}` : 'sparkplug';
  },

  decode({ gatewayId, topic, payload: bytes, receivedAt }, context) {
    const { type, ...parts } = parseTopic(topic);
    // The state of a host, and commands to devices: sent by the likes of us.
    if (!parts.node || type.endsWith('CMD')) return { readings: [] };
    if (context.ordered === false) throw new RejectedPayload('not_decoded', NOT_SHARED);
    const { node, device } = parts;
    const sender: Sender = { gatewayId, node, device };
    const thingId = checkName(device === undefined ? node : `${node}/${device}`, 'The sender in the topic');
    const payload = decodePayload(bytes);
    if (type === 'NDEATH') {
      if (forgetBirths(sender, payload, receivedAt, context)) forgetSession(sender, context);
      return { readings: [] };
    }

    // No time is often written as 0.
    const { seq, timestamp, metrics = [] } = payload;
    const sentAt = timestamp ? parseTime(timestamp, receivedAt) : receivedAt;
    const restarts = type === 'NBIRTH';
    const frames: Frame[] = [];
    if (seq !== undefined) {
      const frame = { thingId: node, counter: checkSeq(seq), modulus: MODULUS, at: sentAt };
      frames.push(restarts ? { ...frame, restarts } : frame);
      follow({ node: sender, seq, sentAt, restarts, known: isNodeKnown(sender, context) }, context);
    }
    if (type.endsWith('BIRTH')) rememberBirth(sender, payload, sentAt, context);

    const known = metricsOf(sender, context);
    const readings: Reading[] = [];
    for (const metric of metrics.filter(isMeasured)) {
      const { name, datatype, unit } = known(metric) ?? {};
      if (!name || (datatype === undefined && integerOf(metric) !== undefined)) {
        const what = name ? `The datatype of "${name}"` : `What alias ${metric.alias ?? '(none)'} stands for`;
        const why = `the last birth of ${thingId} did not come or does not say it`;
        const fix = 'New births are asked for; where none come, let the edge node send them.';
        const detail = `${what} is unknown: ${why}. ${fix}`;
        doubtBirths(sender, context);
        throw new RejectedPayload('unknown_alias', detail, askForBirths(sender, receivedAt, context));
      }
      const result = isControl(name) ? undefined : resultOf(metric, datatype);
      if (result === undefined) continue;
      readings.push({
        thingId,
        property: checkName(name, 'The metric'),
        result,
        ...(unit && { unit }),
        // Historical metrics, sent after an outage, have their own times as all others, and need nothing else.
        phenomenonTime: metric.timestamp ? parseTime(metric.timestamp, receivedAt) : sentAt,
        ...(!metric.timestamp && !timestamp && { timeIsReceipt: true }),
      });
    }
    const requests = isIncomplete(sender, context) ? askForBirths(sender, receivedAt, context) : [];
    return { readings, frames, ...(requests.length && { requests }) };
  },
};

/** Aliases mean what the last birth says, and a gap is one only in the order of sending. */
const NOT_SHARED =
  'Sparkplug needs all its messages in one process, and MQTT_SHARED_GROUP divides them among several: nothing of it is ' +
  'read. Run one process without MQTT_SHARED_GROUP, and replay what was refused.';

const OF_NODES = ['NBIRTH', 'NDATA', 'NDEATH', 'NCMD'];
const OF_DEVICES = ['DBIRTH', 'DDATA', 'DDEATH', 'DCMD'];

function parseTopic(topic: string): { type: string; node?: string; device?: string } {
  const [, group = '', type = '', name, device, ...more] = topic.split('/');
  if (group === 'STATE') return { type: group };
  const levels = OF_NODES.includes(type) ? [group, name] : OF_DEVICES.includes(type) ? [group, name, device] : [];
  if (levels.length && levels.every(Boolean) && levels.length === (device === undefined ? 2 : 3) && !more.length) {
    return { type, node: `${group}/${name}`, device };
  }
  const expected =
    'spBv1.0/{group}/{NBIRTH, NDATA, NDEATH or NCMD}/{edge node}, or a type with D and /{device} after it';
  throw new RejectedPayload('wrong_topic', `The topic must be ${expected}.`);
}

function checkSeq(seq: number): number {
  if (seq < MODULUS) return seq;
  throw new RejectedPayload('bad_value', `"seq" is ${seq}. Expected 0 to ${MODULUS - 1}, and 0 after that.`);
}
