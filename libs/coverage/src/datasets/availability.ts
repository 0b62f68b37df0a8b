// What the sources say, as they say it.
import { defineDataset } from '@stadtlage/datasets';
import {
  address,
  addressId,
  connectionLevel,
  definition,
  evidence,
  mbit,
  number,
  provider,
  source,
  technology,
  use,
  validFrom,
  validTo,
} from './columns.js';

export const fixedAvailability = defineDataset({
  id: 'fixed-availability',
  view: 'fixed_availability',
  title: { de: 'Festnetz: Verfügbarkeit je Adresse', en: 'Fixed networks: availability by address' },
  description: {
    de: 'Welcher Anbieter an welcher Adresse mit welcher Technik welche Geschwindigkeit anbietet, mit Ausbaustufe und Quelle. Angaben verschiedener Quellen stehen nebeneinander, auch wenn sie sich widersprechen; was davon in Zahlen zählt, entscheidet die beste Evidenz.',
    en: 'Which provider offers which speed with which technology at which address, with the connection level and the source. What different sources say stands side by side, also where they contradict each other; the best evidence decides what counts in figures.',
  },
  licence: 'dl-by-de/2.0',
  theme: 'TECH',
  updateRhythm: 'IRREG',
  columns: {
    id: number,
    address_id: addressId,
    address,
    provider,
    technology,
    use,
    connection_level: connectionLevel,
    definition,
    evidence,
    max_down_mbit: mbit('Höchste Geschwindigkeit im Download', 'Highest download speed'),
    max_up_mbit: mbit('Höchste Geschwindigkeit im Upload', 'Highest upload speed'),
    valid_from: validFrom,
    source,
  },
  geometry: { type: 'Point' },
});

export const fixedAvailabilityHistory = defineDataset({
  id: 'fixed-availability-history',
  view: 'fixed_availability_history',
  title: { de: 'Festnetz: jede Angabe, die je gemacht wurde', en: 'Fixed networks: every statement ever made' },
  description: {
    de: 'Was galt wann, und wann war es hier bekannt? Jede Angabe mit beiden Zeiten. Was späteres Wissen ersetzt hat, bleibt mit dem Zeitpunkt der Ersetzung stehen.',
    en: 'What held when, and when was it known here? Every statement with both times. What later knowledge replaced stays, with the time of its replacement.',
  },
  licence: 'dl-by-de/2.0',
  theme: 'TECH',
  updateRhythm: 'IRREG',
  columns: {
    id: number,
    address_id: addressId,
    provider,
    technology,
    use,
    connection_level: connectionLevel,
    definition,
    evidence,
    max_down_mbit: mbit('Höchste Geschwindigkeit im Download', 'Highest download speed'),
    max_up_mbit: mbit('Höchste Geschwindigkeit im Upload', 'Highest upload speed'),
    valid_from: validFrom,
    valid_to: validTo,
    recorded_at: {
      type: 'timestamp',
      description: { de: 'Seit wann es hier bekannt ist', en: 'Since when it has been known here' },
    },
    superseded_at: {
      type: 'timestamp',
      description: {
        de: 'Wann späteres Wissen es ersetzt hat; leer, solange es steht',
        en: 'When later knowledge replaced it; empty while it stands',
      },
    },
    source,
  },
});

export const mobileAvailability = defineDataset({
  id: 'mobile-availability',
  view: 'mobile_availability',
  title: { de: 'Mobilfunk: versorgte Flächen', en: 'Mobile networks: areas covered' },
  description: {
    de: 'Die Flächen, die jeder Netzbetreiber nach eigenen Angaben im Freien mit 2G, 4G, 5G oder eigenständigem 5G versorgt.',
    en: 'The areas that each operator, by its own account, covers outdoors with 2G, 4G, 5G or standalone 5G.',
  },
  licence: 'dl-by-de/2.0',
  theme: 'TECH',
  updateRhythm: 'QUARTERLY',
  columns: {
    id: number,
    operator: { type: 'text', description: { de: 'Netzbetreiber', en: 'Operator' } },
    operator_id: { type: 'text', description: { de: 'Kennung des Netzbetreibers', en: 'Identifier of the operator' } },
    technology: {
      type: 'text',
      description: {
        de: 'Technik: 2g, 4g, 5g oder 5g_sa (eigenständiges 5G)',
        en: 'Technology: 2g, 4g, 5g or 5g_sa (standalone 5G)',
      },
    },
    roaming: {
      type: 'boolean',
      description: {
        de: 'true, wo der Betreiber seine Kundschaft über ein fremdes Netz versorgt',
        en: 'true where the operator serves its customers through the network of another one',
      },
    },
    evidence,
    valid_from: validFrom,
    source,
  },
  onDay: { rows: 'mobile_availability_on' },
  filters: { operator_id: 'value', technology: 'value', roaming: 'value' },
  geometry: {
    type: 'Polygon',
    tiles: [
      {
        fromZoom: 7,
        columns: ['operator', 'operator_id', 'technology'],
        where: 'NOT roaming',
        onDay: { rows: 'mobile_availability_on' },
      },
    ],
  },
});
