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
    de: 'Zwei Angaben über dasselbe Angebot, die heute gelten und sich in Ausbaustufe oder Geschwindigkeitsklasse unterscheiden; oder eine Angabe und eine Meldung, nach der das Angebot nicht zu haben ist. Meldungen aus der Bevölkerung stehen hier, sobald die Stadt sie weitergegeben hat, bis sie abgeschlossen sind. Nichts wird gemittelt: in Zahlen zählt die Angabe mit der besseren Evidenz, sie steht zuerst.',
    en: 'Two statements about the same offer that hold today and differ in the connection level or the speed class; or a statement, and a report that the offer cannot be had. Reports by residents are in it from the moment on in which the city has moved them on, until they are closed. Nothing is averaged: figures follow the statement of better evidence, which comes first.',
  },
  licence: 'dl-by-de/2.0',
  theme: 'TECH',
  updateRhythm: 'IRREG',
  columns: {
    id: {
      type: 'text',
      description: {
        de: 'Kennungen der beiden Angaben, oder der Angabe und der Meldung',
        en: 'Identifiers of the two statements, or of the statement and the report',
      },
    },
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
        de: 'Worin sie sich unterscheiden: connection_level, speed, oder beides mit Leerzeichen getrennt; availability, wo das Angebot nach einer Meldung nicht zu haben ist',
        en: 'In what they differ: connection_level, speed, or both, separated by a space; availability where the offer cannot be had by a report',
      },
    },
    ...statement('', 'der ersten Angabe', 'of the first statement'),
    ...statement('other_', 'der anderen Angabe', 'of the other statement'),
    report: {
      type: 'text',
      description: {
        de: 'Kennung der Meldung, auf der die andere Angabe beruht (Datensatz coverage-reports)',
        en: 'Identifier of the report that the other statement rests on (dataset coverage-reports)',
      },
    },
  },
  order: ['address_id', 'id'],
  geometry: { type: 'Point' },
});
