// Births say what the metrics of a Sparkplug edge node or device are and what their aliases stand for; what follows them
// leaves that out. They are remembered, so that a restart of ours needs no new ones. Sections 5.4 and 6.4.6 of
// https://sparkplug.eclipse.org/specification/version/3.0/documents/sparkplug-specification-3.0.0.pdf
import { memoryKey, type CodecContext } from './codec.js';
import { integerOf, unitOf } from './sparkplug-metric.js';
import type { Metric, Payload } from './sparkplug-payload.js';
import { checkName } from './values.js';

/** An edge node, `{group}/{node}`, or one of its devices. Two gateways may have nodes of the same name. */
export interface Sender {
  gatewayId: string;
  node: string;
  device?: string;
}

/** What is known of a metric beside its value. */
export interface KnownMetric {
  name: string;
  datatype?: number;
  unit?: string;
}

/** The last birth of a sender, as JSON. */
interface Birth {
  /** Names a birth of the node. That of a device holds until the next one of its node. */
  born: number;
  /** The NDEATH of an earlier connection, which may come late, has another number. */
  bdSeq?: number;
  aliases: Record<string, string>;
  metrics: Record<string, { datatype: number; unit?: string }>;
}

const keyOf = ({ gatewayId, node, device }: Sender) =>
  memoryKey('sparkplug', gatewayId, device === undefined ? node : `${node}/${device}`);
const nodeOf = ({ gatewayId, node }: Sender): Sender => ({ gatewayId, node });
const lastBirth = (sender: Sender, { memory }: CodecContext) => memory.get(keyOf(sender)) as Birth | undefined;
const lastBirthOfNode = (sender: Sender, context: CodecContext) => lastBirth(nodeOf(sender), context);

export const isNodeKnown = (sender: Sender, context: CodecContext) => lastBirthOfNode(sender, context) !== undefined;

export function rememberBirth(sender: Sender, { metrics = [] }: Payload, sentAt: Date, context: CodecContext): void {
  const bdSeq = bdSeqOf(metrics);
  const aliases: [string, string][] = [];
  const definitions: [string, Birth['metrics'][string]][] = [];
  for (const metric of metrics) {
    if (!metric.name) continue;
    const name = checkName(metric.name, 'The metric');
    const unit = unitOf(metric);
    definitions.push([name, { datatype: metric.datatype ?? 0, ...(unit && { unit }) }]);
    if (metric.alias !== undefined) aliases.push([String(metric.alias), name]);
  }
  const birth: Birth = {
    born: sender.device === undefined ? sentAt.getTime() : (lastBirthOfNode(sender, context)?.born ?? 0),
    ...(bdSeq !== undefined && { bdSeq }),
    // fromEntries() makes "__proto__" a name like any other.
    aliases: Object.fromEntries(aliases),
    metrics: Object.fromEntries(definitions),
  };
  context.memory.set(keyOf(sender), birth);
}

/** They do not say what a message is about, but another process may have seen newer ones. */
export function doubtBirths(sender: Sender, { memory }: CodecContext): void {
  for (const born of [nodeOf(sender), sender]) memory.doubt?.(keyOf(born));
}

/** @returns false for the death of an earlier connection: the node is born again already */
export function forgetBirths(node: Sender, { metrics = [] }: Payload, diedAt: Date, context: CodecContext): boolean {
  const birth = lastBirth(node, context);
  if (!birth || birth.bdSeq !== bdSeqOf(metrics)) return false;
  // With another `born` the births of the devices hold no longer either.
  context.memory.set(keyOf(node), { born: diedAt.getTime(), aliases: {}, metrics: {} } satisfies Birth);
  return true;
}

/** Tells what is known of each metric of a message; undefined where its alias stands for nothing. */
export function metricsOf(sender: Sender, context: CodecContext): (metric: Metric) => KnownMetric | undefined {
  const last = lastBirth(sender, context);
  const holds = sender.device === undefined || last?.born === (lastBirthOfNode(sender, context)?.born ?? 0);
  const birth = holds ? last : undefined;
  return (metric) => {
    const name = metric.name || own(birth?.aliases, String(metric.alias));
    if (!name) return undefined;
    const definition = own(birth?.metrics, name);
    return { name, datatype: metric.datatype || definition?.datatype, unit: unitOf(metric) ?? definition?.unit };
  };
}

function own<T>(record: Record<string, T> | undefined, name: string): T | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}

function bdSeqOf(metrics: Metric[]): number | undefined {
  const value = integerOf(metrics.find(({ name }) => name === 'bdSeq'));
  return value === undefined ? undefined : Number(value);
}
