import { defineDataset } from '../definition.js';

export const usageDataset = defineDataset({
  id: 'dataset-usage',
  view: 'dataset_usage',
  title: { de: 'Nutzung der offenen Daten', en: 'Use of the open data' },
  description: {
    de: 'Wie oft offene Daten an jedem vergangenen Tag heruntergeladen und Schnittstellen abgerufen wurden: eine Zahl je Tag, Datensatz oder Schnittstelle und Kanal. Über die Abrufenden wird nichts erfasst, weder Adresse noch Programm noch Uhrzeit; darum zählen auch Suchmaschinen und andere Automaten mit. Der laufende Tag erscheint, wenn er vorbei ist.',
    en: 'How often open data was downloaded and interfaces were called on each past day: one number by day, dataset or interface, and channel. Nothing is recorded about who asks, no address, no program, no time of day; so search engines and other robots count, too. The running day appears when it is over.',
  },
  licence: 'dl-zero-de/2.0',
  theme: 'GOVE',
  updateRhythm: 'DAILY',
  columns: {
    id: {
      type: 'text',
      description: { de: 'Kennung: Tag/Art/Name/Kanal', en: 'Identifier: day/kind/name/channel' },
    },
    day: { type: 'date', description: { de: 'Tag', en: 'Day' } },
    kind: {
      type: 'text',
      description: {
        de: 'Art: download (eine Datei) oder api (eine Schnittstelle)',
        en: 'Kind: download (a file) or api (an interface)',
      },
    },
    name: {
      type: 'text',
      description: {
        de: 'Bei Dateien der Datensatz, sonst die Schnittstelle: graphql, tiles, ogc, catalogue, calendar, address',
        en: 'Of a file the dataset, else the interface: graphql, tiles, ogc, catalogue, calendar, address',
      },
    },
    channel: {
      type: 'text',
      description: {
        de: 'Kanal: Format der Datei oder Antwort, query (GraphQL-Abfragen anderer), tile (Kacheln in Karten anderer) oder own-pages (Abrufe der eigenen Seiten, keine Nachnutzung)',
        en: 'Channel: format of the file or answer, query (GraphQL queries of others), tile (tiles in maps of others), or own-pages (calls of our own pages, no reuse)',
      },
    },
    uses: { type: 'integer', description: { de: 'Wie oft', en: 'How often' } },
    is_demo: {
      type: 'boolean',
      description: { de: 'Ein Beispiel, nichts Gezähltes', en: 'An example, nothing that was counted' },
    },
  },
  filters: { kind: 'value', name: 'value', channel: 'value' },
});
