// Where the sources of fixed-availability disagree: see coverage.contradictions_as_of() in the migrations.
import { defineDataset, type Column } from '@stadtlage/datasets';
import {
  address,
  addressId,
  connectionLevel,
  definition,
  evidence,
  mbit,
  provider,
  source,
  technology,
  use,
  validFrom,
} from './columns.js';

/** The columns of one of two statements that are compared. */
function statement(prefix: string, de: string, en: string): Record<string, Column> {
  const columns = {
    connection_level: connectionLevel,
    max_down_mbit: mbit('Höchste Geschwindigkeit im Download', 'Highest download speed'),
    definition,
    evidence,
    valid_from: validFrom,
    source,
  };
  return Object.fromEntries(
    Object.entries(columns).map(([name, column]): [string, Column] => [
      prefix + name,
      { ...column, description: { de: `${column.description.de} (${de})`, en: `${column.description.en} (${en})` } },
    ]),
  );
}

export const availabilityContradictions = defineDataset({
  id: 'availability-contradictions',
  view: 'availability_contradictions',
  title: { de: 'Festnetz: Widersprüche zwischen Quellen', en: 'Fixed networks: contradictions between sources' },
  description: {
    de: 'Zwei Angaben über dasselbe Angebot, die heute gelten und sich in Ausbaustufe oder Geschwindigkeitsklasse unterscheiden. Nichts wird gemittelt: in Zahlen zählt die Angabe mit der besseren Evidenz, sie steht zuerst.',
    en: 'Two statements about the same offer that hold today and differ in the connection level or the speed class. Nothing is averaged: figures follow the statement of better evidence, which comes first.',
  },
  licence: 'dl-by-de/2.0',
  theme: 'TECH',
  updateRhythm: 'IRREG',
  columns: {
    id: { type: 'text', description: { de: 'Kennungen der beiden Angaben', en: 'Identifiers of the two statements' } },
    address_id: addressId,
    address,
    district_id: {
      type: 'text',
      description: {
        de: 'Kennung des Stadtteils (Datensatz districts)',
        en: 'Identifier of the district (dataset districts)',
      },
    },
    provider,
    technology,
    use,
    differs: {
      type: 'text',
      description: {
        de: 'Worin sie sich unterscheiden: connection_level, speed, oder beides mit Leerzeichen getrennt',
        en: 'In what they differ: connection_level, speed, or both, separated by a space',
      },
    },
    ...statement('', 'der ersten Angabe', 'of the first statement'),
    ...statement('other_', 'der anderen Angabe', 'of the other statement'),
  },
  order: ['address_id', 'id'],
  geometry: { type: 'Point' },
});
