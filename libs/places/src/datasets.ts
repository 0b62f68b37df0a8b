import { defineDataset, type Column, type DatasetDefinition } from '@stadtlage/datasets';
import { baseMap } from './base-map.js';

const districtId: Column = {
  type: 'text',
  description: {
    de: 'Kennung des Stadtteils (Datensatz districts)',
    en: 'Identifier of the district (dataset districts)',
  },
};

const districts = defineDataset({
  id: 'districts',
  view: 'districts',
  title: { de: 'Stadtteile', en: 'Districts' },
  description: {
    de: 'Die Stadtteile mit Namen, Fläche und Grenzen.',
    en: 'The districts with their names, areas and boundaries.',
  },
  licence: 'dl-zero-de/2.0',
  theme: 'REGI',
  updateRhythm: 'IRREG',
  columns: {
    id: { type: 'text', description: { de: 'Kennung des Stadtteils', en: 'Identifier of the district' } },
    name: { type: 'text', description: { de: 'Name des Stadtteils', en: 'Name of the district' } },
    municipality_key: {
      type: 'text',
      description: {
        de: 'Amtlicher Gemeindeschlüssel (AGS), 8 Stellen',
        en: 'Official municipality key (AGS), 8 digits',
      },
    },
    area_km2: {
      type: 'number',
      unit: 'km2',
      description: { de: 'Fläche auf dem Ellipsoid', en: 'Area on the ellipsoid' },
    },
  },
  geometry: { type: 'Polygon', tiles: [{ fromZoom: 8, columns: ['name'] }], inCity: true },
});

const streets = defineDataset({
  id: 'streets',
  view: 'streets',
  title: { de: 'Straßen', en: 'Streets' },
  description: {
    de: 'Das amtliche Straßenverzeichnis mit Straßenschlüssel, Lage und, soweit bekannt, Verlauf.',
    en: 'The official list of streets with their keys, locations and, where known, courses.',
  },
  licence: 'dl-zero-de/2.0',
  theme: 'TRAN',
  updateRhythm: 'IRREG',
  columns: {
    id: {
      type: 'text',
      description: { de: 'Amtlicher Straßenschlüssel, 17 Stellen', en: 'Official street key, 17 digits' },
    },
    name: { type: 'text', description: { de: 'Amtlicher Name', en: 'Official name' } },
    class: {
      type: 'text',
      description: {
        de: 'Rang im Netz: arterial (Hauptstraße), collector (Sammelstraße), residential (Wohnstraße), track (Wirtschaftsweg), path (Fuß- oder Radweg)',
        en: 'Rank in the network: arterial, collector, residential, track or path',
      },
    },
    longitude: {
      type: 'number',
      unit: 'deg',
      description: {
        de: 'Länge eines Punktes der Straße (EPSG:4326)',
        en: 'Longitude of a point of the street (EPSG:4326)',
      },
    },
    latitude: {
      type: 'number',
      unit: 'deg',
      description: {
        de: 'Breite eines Punktes der Straße (EPSG:4326)',
        en: 'Latitude of a point of the street (EPSG:4326)',
      },
    },
  },
  geometry: {
    type: 'Geometry',
    tiles: [
      { fromZoom: 9, columns: ['name', 'class'], where: "class = 'arterial'" },
      { fromZoom: 11, columns: ['name', 'class'], where: "class IN ('arterial', 'collector')" },
      { fromZoom: 13, columns: ['name', 'class'] },
    ],
    inCity: true,
  },
});

const addresses = defineDataset({
  id: 'addresses',
  view: 'addresses',
  title: { de: 'Adressen', en: 'Addresses' },
  description: {
    de: 'Alle Adressen mit Lage, Stadtteil, Nutzung und Zahl der Wohn- und Geschäftseinheiten, ohne Personenbezug.',
    en: 'All addresses with their locations, districts, uses and numbers of homes and businesses; nothing about persons.',
  },
  licence: 'dl-zero-de/2.0',
  theme: 'REGI',
  updateRhythm: 'IRREG',
  columns: {
    id: { type: 'text', description: { de: 'Amtliche Kennung der Adresse', en: 'Official identifier of the address' } },
    street_key: {
      type: 'text',
      description: { de: 'Amtlicher Straßenschlüssel, 17 Stellen', en: 'Official street key, 17 digits' },
    },
    street: { type: 'text', description: { de: 'Name der Straße', en: 'Name of the street' } },
    house_number: {
      type: 'integer',
      description: { de: 'Hausnummer ohne Zusatz', en: 'House number without its suffix' },
    },
    house_number_suffix: {
      type: 'text',
      description: {
        de: 'Zusatz zur Hausnummer, etwa „a“; sonst leer',
        en: 'Suffix of the house number, such as "a"; else empty',
      },
    },
    postcode: {
      type: 'text',
      description: { de: 'Postleitzahl, 5 Stellen; leer: nicht bekannt', en: 'Postcode, 5 digits; empty: not known' },
    },
    place: {
      type: 'text',
      description: {
        de: 'Ort zur Postleitzahl; leer: nicht bekannt',
        en: 'Place that goes with the postcode; empty: not known',
      },
    },
    district_id: districtId,
    use: {
      type: 'text',
      description: {
        de: 'Nutzung: residential (Wohnen), commercial (Gewerbe), mixed (beides), public (öffentlich); leer: nicht bekannt',
        en: 'Use: residential, commercial, mixed (both) or public; empty: not known',
      },
    },
    premises: {
      type: 'integer',
      unit: '1',
      description: {
        de: 'Zahl der Wohn- und Geschäftseinheiten; leer: nicht bekannt',
        en: 'Number of homes and businesses; empty: not known',
      },
    },
  },
  geometry: { type: 'Point' },
});

const facilities = defineDataset({
  id: 'facilities',
  view: 'facilities',
  title: { de: 'Einrichtungen', en: 'Facilities' },
  description: {
    de: 'Schulen, Kitas, Verwaltung, Bibliotheken, öffentliches WLAN und andere Orte, die der Allgemeinheit dienen.',
    en: 'Schools, kindergartens, administration, libraries, public Wi-Fi and other places that serve the public.',
  },
  licence: 'dl-zero-de/2.0',
  theme: 'GOVE',
  updateRhythm: 'IRREG',
  columns: {
    id: { type: 'text', description: { de: 'Kennung der Einrichtung', en: 'Identifier of the facility' } },
    kind: {
      type: 'text',
      description: {
        de: 'Art: school (Schule), kindergarten (Kita), administration (Verwaltung), library (Bibliothek), public_wifi (öffentliches WLAN), hospital (Krankenhaus), fire_station (Feuerwehr), sports (Sport), culture (Kultur), advice (Beratung)',
        en: 'Kind: school, kindergarten, administration, library, public_wifi, hospital, fire_station, sports, culture or advice',
      },
    },
    name: { type: 'text', description: { de: 'Name', en: 'Name' } },
    address: { type: 'text', description: { de: 'Anschrift, soweit bekannt', en: 'Postal address, where known' } },
    district_id: districtId,
    website: { type: 'text', description: { de: 'Internetadresse', en: 'URL of the website' } },
  },
  geometry: { type: 'Point', tiles: [{ fromZoom: 12, columns: ['kind', 'name'] }] },
});

/** The open datasets about where things are, in the order of the catalogue. */
export const datasets: DatasetDefinition[] = [districts, streets, addresses, facilities, baseMap];
