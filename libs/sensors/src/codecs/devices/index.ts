import { cayenneLpp, cayenneLppWithoutChannels } from './cayenne-lpp.js';
import { dlMbx, dlPm, dlTrs12 } from './decentlab.js';
import type { DeviceModel } from './device-model.js';
import { LHT65 } from './dragino-lht65.js';
import { elsys } from './elsys.js';
import { am107, em300mcs, em300th, em310udl, em500smtc } from './milesight.js';

/** Every model of device whose bytes Stadtlage can read, one line each. */
export const DEVICE_MODELS: readonly DeviceModel[] = [
  am107,
  cayenneLpp,
  cayenneLppWithoutChannels,
  dlMbx,
  dlPm,
  dlTrs12,
  elsys,
  em300mcs,
  em300th,
  em310udl,
  em500smtc,
  ...LHT65,
];

/** Names as people write them: "Milesight EM300-TH" is milesight-em300-th. */
const slug = (name: string) => name.toLowerCase().replace(/[^a-z0-9]+/g, '-');

const bySlug = new Map<string, DeviceModel>();
for (const model of DEVICE_MODELS) {
  for (const id of [model.id, ...(model.aliases ?? [])])
    for (const name of [id, id.split('/')[1] ?? id]) bySlug.set(slug(name), model);
}

/** @param name an id, an id without its brand, or either as a person writes it in a device profile */
export const findDeviceModel = (name: string): DeviceModel | undefined =>
  name.length <= 200 ? bySlug.get(slug(name)) : undefined;
