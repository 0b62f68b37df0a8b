// What the sources say, as they say it.
import { defineDataset } from '@stadtlage/datasets';
import { address, id, mbit, number, source, technology, validFrom } from './columns.js';

export const fixedAvailability = defineDataset({
  id: 'fixed-availability',
  view: 'fixed_availability',
  title: { de: 'Festnetz: Verfügbarkeit je Adresse', en: 'Fixed networks: availability by address' },
  description: {
    de: 'Welcher Anbieter an welcher Adresse mit welcher Technik welche Geschwindigkeit anbietet, mit Ausbaustufe und Quelle. Angaben verschiedener Quellen stehen nebeneinander.',
    en: 'Which provider offers which speed with which technology at which address, with the connection level and the source. What different sources say stands side by side.',
  },
  licence: 'dl-by-de/2.0',
  theme: 'TECH',
  updateRhythm: 'IRREG',
  columns: {
    id: number,
    address_id: {
      type: 'text',
      description: {
        de: 'Amtliche Kennung der Adresse (Datensatz addresses)',
        en: 'Official identifier of the address (dataset addresses)',
      },
    },
    address,
    provider: { type: 'text', description: { de: 'Anbieter', en: 'Provider' } },
    technology,
    connection_level: {
      type: 'text',
      description: {
        de: 'Ausbaustufe: passed (Leitung in der Straße), prepared (bis ans Gebäude), connected (im Gebäude), activated (in Betrieb); leer, wenn die Quelle nichts sagt',
        en: 'Connection level: passed (in the street), prepared (up to the building), connected (in the building) or activated (in use); empty where the source does not say',
      },
    },
    max_down_mbit: mbit('Höchste Geschwindigkeit im Download', 'Highest download speed'),
    max_up_mbit: mbit('Höchste Geschwindigkeit im Upload', 'Highest upload speed'),
    valid_from: validFrom,
    source,
  },
  geometry: { type: 'Point' },
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
    valid_from: validFrom,
    source,
  },
  geometry: { type: 'Polygon', tiles: [{ fromZoom: 7, columns: ['operator', 'operator_id', 'technology'] }] },
});

export const availabilityShares = defineDataset({
  id: 'availability-shares',
  view: 'availability_shares',
  title: { de: 'Breitbandverfügbarkeit der Gemeinden', en: 'Broadband availability by municipality' },
  description: {
    de: 'Anteil der Haushalte einer Gemeinde, die mindestens eine bestimmte Geschwindigkeit bekommen können, nach Technik, aus der amtlichen Statistik.',
    en: 'Share of the households of a municipality that can get at least a certain speed, by technology, from official statistics.',
  },
  licence: 'dl-by-de/2.0',
  theme: 'TECH',
  updateRhythm: 'ANNUAL',
  columns: {
    id,
    municipality_key: {
      type: 'text',
      description: {
        de: 'Amtlicher Gemeindeschlüssel (AGS), 8 Stellen',
        en: 'Official municipality key (AGS), 8 digits',
      },
    },
    technology: {
      type: 'text',
      description: {
        de: 'Technik: all (alle), wired (leitungsgebunden), mobile (Mobilfunk), dsl, hfc (Fernsehkabel), fttb_ftth (Glasfaser)',
        en: 'Technology: all, wired, mobile, dsl, hfc (television cable) or fttb_ftth (fibre)',
      },
    },
    min_down_mbit: {
      ...mbit('Mindestens diese Geschwindigkeit im Download', 'At least this download speed'),
      type: 'integer',
    },
    share: { type: 'number', unit: '%', description: { de: 'Anteil der Haushalte', en: 'Share of households' } },
    data_date: { type: 'date', description: { de: 'Stand der Angabe', en: 'The day the share describes' } },
    source,
  },
});
