import { UserError } from '@stadtlage/database';
import type { DatasetDefinition, Licence } from '../definition.js';

/**
 * Name and text of each licence, and its SPDX id: https://www.dcat-ap.de/def/licenses/ , https://spdx.org/licenses/ .
 * Sorted by what they ask of whoever takes the data: nothing, to name the source, to share alike.
 */
export const LICENCES: Record<Licence, { name: string; url: string; spdx: string }> = {
  'cc-zero': {
    name: 'Creative Commons Zero 1.0',
    url: 'https://creativecommons.org/publicdomain/zero/1.0/',
    spdx: 'CC0-1.0',
  },
  'dl-zero-de/2.0': {
    name: 'Datenlizenz Deutschland – Zero – Version 2.0',
    url: 'https://www.govdata.de/dl-de/zero-2-0',
    spdx: 'DL-DE-ZERO-2.0',
  },
  'dl-by-de/2.0': {
    name: 'Datenlizenz Deutschland – Namensnennung – Version 2.0',
    url: 'https://www.govdata.de/dl-de/by-2-0',
    spdx: 'DL-DE-BY-2.0',
  },
  'cc-by/4.0': {
    name: 'Creative Commons Attribution 4.0',
    url: 'https://creativecommons.org/licenses/by/4.0/',
    spdx: 'CC-BY-4.0',
  },
  'cc-by-sa/4.0': {
    name: 'Creative Commons Attribution-ShareAlike 4.0',
    url: 'https://creativecommons.org/licenses/by-sa/4.0/',
    spdx: 'CC-BY-SA-4.0',
  },
  odbl: {
    name: 'Open Database License 1.0',
    url: 'https://opendatacommons.org/licenses/odbl/1-0/',
    spdx: 'ODbL-1.0',
  },
};

const CODES = Object.keys(LICENCES) as Licence[];

/** As DCAT-AP.de writes it (`dl-by-de/2.0`), as SPDX does (`DL-DE-BY-2.0`), or as GovData does (`dl-de/by-2-0`), in any case. */
const plain = (id: string) =>
  id
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
const BY_ID = new Map<string, Licence>([
  ...CODES.flatMap((code) => [code, LICENCES[code].spdx].map((id): [string, Licence] => [plain(id), code])),
  ['odbl', 'odbl'],
]);

/** The licence with this id. @throws UserError that lists the known ones */
export function readLicence(id: string): Licence {
  const found = BY_ID.get(plain(id));
  if (found) return found;
  const known = CODES.map((code) => `${code} (SPDX: ${LICENCES[code].spdx})`).join(', ');
  throw new UserError(`"${id}" is no licence that is known here. Known are ${known}.`);
}

/** Somebody whose data a dataset holds, and the code of the licence under which they gave it. */
export interface Owner {
  name: string;
  licence: string;
}

/** What whoever takes the dataset must keep to: the licence of its sources that asks the most; without sources, its own. */
export function licenceOfAll({ licence }: DatasetDefinition, sources: readonly Owner[]): Licence {
  return CODES.findLast((code) => sources.some((source) => source.licence === code)) ?? licence;
}

/** Who is to be named beside the data: the publisher, unless all of it is others', and whose data has another licence. */
export function ownersOf({ licence }: DatasetDefinition, publisher: string, sources: readonly Owner[]): Owner[] {
  const others = sources.filter((source) => source.licence !== licence);
  const allOthers = sources.length > 0 && others.length === sources.length;
  return allOthers ? others : [{ name: publisher, licence }, ...others];
}

/** `© Stadt Ahlen, Creative Commons Zero 1.0 (https://…)`, for where there is no markup. */
export function creditText(owners: readonly Owner[]): string {
  return owners
    .map(({ name, licence }) => {
      const known = LICENCES[licence as Licence];
      return `© ${name}, ${known ? `${known.name} (${known.url})` : licence}`;
    })
    .join('; ');
}
