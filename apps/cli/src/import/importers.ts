import { UserError } from '@stadtlage/database';
import { importers as coverage } from '@stadtlage/coverage';
import type { Importer } from '@stadtlage/imports';
import { importers as places } from '@stadtlage/places';
import { importers as rollout } from '@stadtlage/rollout';

/** Everything that `stadtlage import` takes. */
export const importers: Importer[] = [...places, ...coverage, ...rollout];

/** @throws UserError that lists the known ones */
export function importerOf(dataset: string): Importer {
  const found = importers.find((importer) => importer.dataset === dataset);
  if (found) return found;
  throw new UserError(
    `There is no import for "${dataset}". Known are ${importers.map((importer) => importer.dataset).join(', ')}.`,
  );
}
