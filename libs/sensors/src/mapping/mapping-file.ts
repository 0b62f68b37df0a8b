// The operator's mapping file (SENSORS_FILE), in YAML: docs/gateways.md describes it.
import { readFileSync } from 'node:fs';
import { UserError } from '@stadtlage/database';
import { isMap, LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import { findDeviceModel, DEVICE_MODELS } from '../codecs/devices/index.js';
import { isUcum, suggestUcum } from '../codecs/units.js';
import { Mapping, type DeviceMapping, type FieldMapping } from './mapping.js';

const name = z.string().min(1).max(200);
const SECONDS: Record<string, number> = { s: 1, min: 60, h: 3_600, d: 86_400 };

const interval = z
  .string()
  .regex(/^\d+(\.\d+)? ?(s|min|h|d)$/, 'must be a time such as "30 s", "15 min", "1 h" or "1 d"')
  .transform((text) => parseFloat(text) * SECONDS[/[a-z]+$/.exec(text)![0]]!)
  .refine((seconds) => seconds >= 1, 'must be at least 1 s');

const unit = z.string().superRefine((code, context) => {
  if (isUcum(code)) return;
  const instead = suggestUcum(code);
  context.addIssue(`"${code}" is not a UCUM code${instead ? `; write "${instead}"` : ' (https://ucum.org/ucum)'}`);
});

const model = z.string().superRefine((id, context) => {
  if (findDeviceModel(id)) return;
  context.addIssue(`"${id}" is not known; known are ${DEVICE_MODELS.map((known) => known.id).join(', ')}`);
});

const Field = z.union([
  z.literal(false).or(name.transform((property): FieldMapping => ({ property }))),
  z.strictObject({
    property: name.optional(),
    unit: unit.optional(),
    scale: z.number().optional(),
    offset: z.number().optional(),
    interval: interval.optional(),
  }),
]);

const File = z.strictObject({
  topics: z
    .array(
      z
        .strictObject({
          prefix: name.regex(/^[^+#]*[^+#/]$/, 'must be levels without wildcards and without a slash at the end'),
          as: name.optional(),
          gateway: name,
        })
        .transform(({ gateway, ...rest }) => ({ ...rest, gatewayId: gateway })),
    )
    .default([]),
  devices: z
    .array(
      z.strictObject({
        device: name,
        thing: name.optional(),
        model: model.optional(),
        interval: interval.optional(),
        fields: z.record(z.string(), Field).default({}),
      }),
    )
    .default([]),
});

/** @throws UserError that names the file, the line, what is wrong and how to mend it */
export function readMappingFile(path: string): Mapping {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(`SENSORS_FILE: ${path} cannot be read (${code}). Correct the path, or unset SENSORS_FILE.`);
  }
  return parseMapping(text, path);
}

/** @param path how messages call the file */
export function parseMapping(text: string, path: string): Mapping {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [error] = document.errors;
  if (error) {
    const { line } = lines.linePos(error.pos[0]);
    throw new UserError(`${path}, line ${line}: this is not YAML: ${error.message.split('\n')[0]}`);
  }
  const parsed = File.safeParse(document.toJS() ?? {});
  if (!parsed.success) {
    const { path: where, message } = deepest(parsed.error.issues[0]!);
    const line = lineOf(document, where, lines);
    throw new UserError(`${path}, line ${line}: ${where.join('.') || 'the file'}: ${message}.`);
  }
  const { topics, devices } = parsed.data;
  const twice = ambiguous(devices);
  if (twice)
    throw new UserError(
      `${path}, line ${lineOf(document, twice.path, lines)}: ${twice.path.join('.')}: ${twice.message}.`,
    );
  return new Mapping(
    topics,
    devices.map((device): DeviceMapping => ({ ...device, fields: new Map(Object.entries(device.fields)) })),
  );
}

interface Issue {
  path: PropertyKey[];
  message: string;
}

/** The place of a misspelt key; and of a field that may be written in two ways, the complaint about the way that was chosen. */
function deepest(issue: z.core.$ZodIssue): Issue {
  if (issue.code === 'unrecognized_keys')
    return { path: [...issue.path, issue.keys[0]!], message: 'is not known here; check the spelling' };
  if (issue.code !== 'invalid_union') return issue;
  const [inner] = issue.errors.flat().sort((a, b) => b.path.length - a.path.length);
  return inner?.path.length
    ? { path: [...issue.path, ...inner.path], message: inner.message }
    : {
        path: issue.path,
        message: 'must be the name of a property, false, or {property, unit, scale, offset, interval}',
      };
}

/** What could only be meant one way or the other. */
function ambiguous(devices: z.infer<typeof File>['devices']): Issue | undefined {
  for (const [i, { device, fields }] of devices.entries()) {
    if (devices.findIndex((other) => other.device === device) < i)
      return { path: ['devices', i, 'device'], message: `"${device}" stands here twice; only the first would count` };
    const properties = Object.entries(fields).map(
      ([field, to]) => (to && to.property) || (to === false ? undefined : field),
    );
    for (const [n, [field]] of Object.entries(fields).entries())
      if (properties[n] !== undefined && properties.indexOf(properties[n]) < n)
        return {
          path: ['devices', i, 'fields', field],
          message: `"${properties[n]}" is the property of another field already`,
        };
  }
  return undefined;
}

function lineOf(document: Document, path: PropertyKey[], lines: LineCounter): number {
  for (let length = path.length; length > 0; length--) {
    const parent = document.getIn(path.slice(0, length - 1), true);
    const pair = isMap(parent) ? parent.items.find(({ key }) => String(key) === path[length - 1]) : undefined;
    const node = (pair?.key ?? document.getIn(path.slice(0, length), true)) as { range?: [number, number, number] };
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
