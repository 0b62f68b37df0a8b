import { defineDataset } from '@stadtlage/datasets';

/** What the map draws under the data. */
export const baseMap = defineDataset({
  id: 'base-map',
  view: 'base_map',
  title: { de: 'Grundkarte', en: 'Base map' },
  description: {
    de: 'Der Kartenhintergrund: Gewässer, Bahnlinien, Grün- und Gewerbeflächen, Gebäudegrundrisse.',
    en: 'What lies under the data on the map: waters, railways, green and industrial areas, building footprints.',
  },
  licence: 'dl-zero-de/2.0',
  theme: 'REGI',
  updateRhythm: 'IRREG',
  columns: {
    id: {
      type: 'integer',
      description: {
        de: 'Laufende Nummer, kann sich mit jedem Import ändern',
        en: 'Number, may change with every import',
      },
    },
    kind: {
      type: 'text',
      description: {
        de: 'Art: water (stehendes Gewässer), river (Fließgewässer), railway (Bahnlinie), park (Park), forest (Wald), farmland (Acker und Grünland), industrial (Gewerbefläche), building (Gebäude)',
        en: 'Kind: water, river, railway, park, forest, farmland, industrial or building',
      },
    },
    name: { type: 'text', description: { de: 'Name, soweit vorhanden', en: 'Name, where there is one' } },
  },
  geometry: {
    type: 'Geometry',
    tiles: [
      { fromZoom: 8, columns: ['kind', 'name'], where: "kind IN ('water', 'river', 'railway', 'forest')" },
      { fromZoom: 11, columns: ['kind', 'name'], where: "kind <> 'building'" },
      { fromZoom: 14, columns: ['kind', 'name'] },
    ],
  },
});
