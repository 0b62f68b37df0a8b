import { datasets as agenda } from '@stadtlage/agenda';
import { datasets as coverage } from '@stadtlage/coverage';
import { Registry, usageDataset } from '@stadtlage/datasets';
import { datasets as places } from '@stadtlage/places';
import { datasets as rollout } from '@stadtlage/rollout';
import { datasets as sensors } from '@stadtlage/sensors';

/** All open datasets of the platform, in the order of the catalogue. */
export function createRegistry(options: { publisher: string; publicUrl?: string }): Registry {
  return new Registry([...coverage, ...rollout, ...sensors, ...places, ...agenda, usageDataset], options);
}
