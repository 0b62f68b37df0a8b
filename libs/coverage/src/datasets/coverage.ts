// What follows for addresses and districts: see coverage.refresh() in the migrations.
import { defineDataset, type Column } from '@stadtlage/datasets';
import { AddressUse } from '@stadtlage/places';
import { FibreStatus } from '../fibre-status.js';
import { FixedTechnology } from '../fixed/fixed-availability.js';
import { address, count, id, mbit } from './columns.js';

const percent = (de: string, en: string): Column => ({
  type: 'number',
  unit: '%',
  description: {
    de: `${de}, Anteil an allen Adressen; leer, wenn über keine etwas bekannt ist`,
    en: `${en}, share of all addresses; empty where nothing is known about any of them`,
  },
});

/** What coarse zooms show in place of addresses. */
const shares = {
  addresses: count('Zahl der Adressen darin', 'Number of addresses in it'),
  fibre_share: percent('Adressen mit Glasfaser', 'Addresses with fibre'),
  gigabit_share: percent('Adressen mit mindestens 1.000 Mbit/s', 'Addresses with at least 1,000 Mbit/s'),
};
/** Of a day to come, what is promised by then, apart from what is said to hold. */
const promised_by: Column = {
  type: 'date',
  description: {
    de: 'Letzter Tag des Zeitraums, für den heute Glasfaser zugesagt ist; nur an einem künftigen Tag, bis zu dem er endet, und wo sie dann nach keiner Angabe im Gebäude liegt',
    en: 'Last day of the window for which fibre is promised today; only on a day to come by which it ends, and where no source says that fibre ends in the building by then',
  },
};
/** Of those, under a filter. */
const matching = {
  matching: count(
    'Davon Adressen, die der Filter durchlässt',
    'Number of those addresses that the filter lets through',
  ),
  matching_share: percent('Adressen, die der Filter durchlässt', 'Addresses that the filter lets through'),
};
const street = {
  name: { type: 'text', description: { de: 'Name der Straße', en: 'Name of the street' } },
  class: {
    type: 'text',
    description: { de: 'Rang der Straße (Datensatz streets)', en: 'Rank of the street (dataset streets)' },
  },
} satisfies Record<string, Column>;

export const addressCoverage = defineDataset({
  id: 'address-coverage',
  view: 'address_coverage',
  title: { de: 'Versorgung je Adresse', en: 'Coverage by address' },
  description: {
    de: 'Für jede Adresse der Stand des Glasfaserausbaus, die beste Technik und die höchste Geschwindigkeit. Ein leeres Feld heißt unbekannt, nicht unversorgt.',
    en: 'For every address how far fibre has come, the best technology and the highest speed. An empty field means unknown, not unserved.',
  },
  licence: 'dl-by-de/2.0',
  theme: 'TECH',
  updateRhythm: 'IRREG',
  columns: {
    id: { type: 'text', description: { de: 'Amtliche Kennung der Adresse', en: 'Official identifier of the address' } },
    address,
    use: {
      type: 'text',
      description: {
        de: 'Nutzung: residential (Wohnen), commercial (Gewerbe), mixed (beides), public (öffentlich)',
        en: 'Use: residential, commercial, mixed (both) or public',
      },
    },
    premises: count('Zahl der Wohn- und Geschäftseinheiten', 'Number of homes and businesses'),
    district_id: {
      type: 'text',
      description: {
        de: 'Kennung des Stadtteils (Datensatz districts)',
        en: 'Identifier of the district (dataset districts)',
      },
    },
    fibre_status: {
      type: 'text',
      description: {
        de: 'Glasfaser: activated (in Betrieb), connected (im Gebäude), prepared (bis ans Gebäude), passed (in der Straße), level_unknown (im Angebot, aber keine Quelle sagt, wie weit sie liegt), under_construction (im Bau), planned (geplant), none (keine); leer, wenn unbekannt',
        en: 'Fibre: activated, connected, prepared, passed, level_unknown (on offer, but no source says how far it has come), under_construction, planned or none; empty where unknown',
      },
    },
    best_technology: {
      type: 'text',
      description: {
        de: 'Beste angebotene Technik, Glasfaser zuerst; leer, wenn unbekannt',
        en: 'Best technology on offer, fibre first; empty where unknown',
      },
    },
    max_down_mbit: mbit(
      'Höchste Geschwindigkeit im Download; leer, wenn unbekannt',
      'Highest download speed; empty where unknown',
    ),
    providers: {
      type: 'text',
      description: { de: 'Anbieter, durch Komma getrennt', en: 'Providers, separated by commas' },
    },
  },
  onDay: { rows: 'address_coverage_file_on', more: { promised_by } },
  // Those of the map.
  filters: {
    use: { of: Object.values(AddressUse) },
    fibre_status: { of: Object.values(FibreStatus) },
    best_technology: { of: Object.values(FixedTechnology) },
    max_down_mbit: 'from',
    providers: 'name',
  },
  geometry: {
    type: 'Point',
    tiles: [
      {
        fromZoom: 8,
        view: 'coverage_cells',
        columns: ['addresses', 'fibre_share', 'gigabit_share'],
        own: shares,
        // The squares are counted for today. Streets would be too many here; districts have figures of every day.
        onDay: { rows: 'district_coverage_on' },
        filtered: { rows: 'coverage_cell_addresses', columns: [], all: 'addresses', more: matching },
      },
      {
        fromZoom: 11,
        view: 'street_coverage',
        columns: ['name', 'class', 'addresses', 'fibre_share', 'gigabit_share'],
        own: { ...shares, ...street },
        onDay: { rows: 'street_coverage_on' },
        filtered: {
          rows: 'coverage_street_addresses',
          columns: ['name', 'class'],
          all: 'addresses',
          more: matching,
        },
      },
      {
        fromZoom: 13,
        columns: ['address', 'use', 'fibre_status', 'best_technology', 'max_down_mbit', 'providers'],
        onDay: { rows: 'address_coverage_on', more: { promised_by } },
      },
    ],
    inCity: true,
  },
});

export const districtStatistics = defineDataset({
  id: 'district-statistics',
  view: 'district_statistics',
  title: { de: 'Versorgung je Stadtteil', en: 'Coverage by district' },
  description: {
    de: 'Adressen je Stadtteil und Nutzung, gezählt nach ihrer Versorgung. Glasfaser und Gigabit sind getrennte Zahlen; Adressen ohne Angaben sind eigens ausgewiesen.',
    en: 'Addresses by district and use, counted by what they can get. Fibre and gigabit are separate figures; addresses without information are shown apart.',
  },
  licence: 'dl-by-de/2.0',
  theme: 'TECH',
  updateRhythm: 'IRREG',
  columns: {
    id,
    district_id: { type: 'text', description: { de: 'Kennung des Stadtteils', en: 'Identifier of the district' } },
    district: { type: 'text', description: { de: 'Name des Stadtteils', en: 'Name of the district' } },
    use: {
      type: 'text',
      description: {
        de: 'Gezählte Adressen: all (alle), residential (Wohnen) oder commercial (Gewerbe); gemischte zählen in beiden',
        en: 'Addresses counted: all, residential or commercial; those of mixed use count in both',
      },
    },
    addresses: count('Adressen', 'Addresses'),
    premises: count('Wohn- und Geschäftseinheiten', 'Homes and businesses'),
    unknown: count('Adressen, über die keine Quelle etwas sagt', 'Addresses about which no source says anything'),
    fibre_passed: count(
      'Adressen mit Glasfaser mindestens in der Straße',
      'Addresses with fibre at least in the street',
    ),
    fibre_level_unknown: count(
      'Adressen mit Glasfaser im Angebot, deren Ausbaustufe keine Quelle nennt; sie zählen nicht in fibre_passed',
      'Addresses where fibre is on offer and no source gives its level; they do not count in fibre_passed',
    ),
    fibre_connected: count('Adressen mit Glasfaser im Gebäude', 'Addresses with fibre in the building'),
    gigabit: count(
      'Adressen mit mindestens 1000 Mbit/s, gleich mit welcher Technik',
      'Addresses with 1000 Mbit/s or more, with any technology',
    ),
    under_30_mbit: count('Adressen mit weniger als 30 Mbit/s', 'Addresses with less than 30 Mbit/s'),
    fibre_share: percent(
      'Glasfaser im Angebot, in bekannter oder unbekannter Ausbaustufe',
      'Fibre on offer, of known or unknown level',
    ),
    fibre_passed_share: percent('Glasfaser mindestens in der Straße', 'Fibre at least in the street'),
    fibre_connected_share: percent('Glasfaser im Gebäude', 'Fibre in the building'),
    gigabit_share: percent('Mindestens 1000 Mbit/s', '1000 Mbit/s or more'),
  },
  geometry: {
    type: 'Polygon',
    tiles: [
      {
        fromZoom: 8,
        columns: ['district', 'addresses', 'unknown', 'fibre_passed_share', 'fibre_connected_share', 'gigabit_share'],
        where: "use = 'all'",
      },
    ],
  },
});
