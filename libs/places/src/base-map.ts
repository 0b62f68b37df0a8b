import { defineDataset } from '@stadtlage/datasets';

/** What the map draws under the data. */
export const baseMap = defineDataset({
  id: 'base-map',
  view: 'base_map',
  title: { de: 'Grundkarte', en: 'Base map' },
  description: {
    de: 'Der Kartenhintergrund: Gewässer, Bahnlinien, Grün- und Gewerbeflächen, Gebäudegrundrisse, und die Wege, die nicht im amtlichen Straßenverzeichnis stehen.',
    en: 'What lies under the data on the map: waters, railways, green and industrial areas, building footprints, and the roads that are not in the official list of streets.',
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
        de: 'Art: water (stehendes Gewässer), river (Fließgewässer), railway (Bahnlinie), road (Straße oder Weg ohne Straßenschlüssel), park (Park), forest (Wald), farmland (Acker und Grünland), industrial (Gewerbefläche), building (Gebäude)',
        en: 'Kind: water, river, railway, road (without an official key), park, forest, farmland, industrial or building',
      },
    },
    name: { type: 'text', description: { de: 'Name, soweit vorhanden', en: 'Name, where there is one' } },
    class: {
      type: 'text',
      description: {
        de: 'Bei road der Rang im Netz, wie im Datensatz streets',
        en: 'Of a road its rank in the network, as in the dataset streets',
      },
    },
  },
  geometry: {
    type: 'Geometry',
    tiles: [
      {
        fromZoom: 8,
        columns: ['kind', 'name', 'class'],
        isAnonymous: true,
        where: "kind IN ('water', 'river', 'railway', 'forest') OR class = 'arterial'",
      },
      {
        fromZoom: 11,
        columns: ['kind', 'name', 'class'],
        isAnonymous: true,
        where: "kind <> 'building' AND (class IS NULL OR class IN ('arterial', 'collector'))",
      },
      { fromZoom: 13, columns: ['kind', 'name', 'class'], isAnonymous: true, where: "kind <> 'building'" },
      { fromZoom: 14, columns: ['kind', 'name', 'class'], isAnonymous: true },
    ],
    inCity: true,
  },
});
