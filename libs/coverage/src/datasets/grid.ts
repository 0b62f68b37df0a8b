// What is said about areas: shares of municipalities and districts, and 100 m cells.
import { defineDataset } from '@stadtlage/datasets';
import { connectionLevel, count, evidence, id, mbit, number, provider, source, use, validFrom } from './columns.js';

export const gridAvailability = defineDataset({
  id: 'grid-availability',
  view: 'grid_availability',
  title: { de: 'Festnetz: Verfügbarkeit je 100-m-Zelle', en: 'Fixed networks: availability by 100 m cell' },
  description: {
    de: 'Anteil der Haushalte einer Gitterzelle von 100 m, die mindestens eine bestimmte Geschwindigkeit bekommen können, aus der amtlichen Statistik, und Zellen, die Anbieter nach eigenen Angaben versorgen. Über eine einzelne Adresse sagt das nichts.',
    en: 'Share of the households of a 100 m cell that can get at least a certain speed, from official statistics, and cells that providers say they serve. It says nothing about a single address.',
  },
  licence: 'dl-by-de/2.0',
  theme: 'TECH',
  updateRhythm: 'IRREG',
  columns: {
    id: number,
    cell_id: {
      type: 'text',
      description: {
        de: 'Zelle des INSPIRE-Gitters (EPSG:3035), benannt nach ihrer Südwestecke in Einheiten von 100 m',
        en: 'Cell of the INSPIRE grid (EPSG:3035), named by its south-west corner in units of 100 m',
      },
    },
    provider: {
      ...provider,
      description: { de: 'Anbieter; leer: alle zusammen', en: 'Provider; empty: all together' },
    },
    technology: {
      type: 'text',
      description: {
        de: 'Technik: all (alle), wired (leitungsgebunden), fttb_ftth, ftth und fttb (Glasfaser), fttc (VDSL), hfc (Fernsehkabel), dsl, fixed_wireless (Funk), satellite, other',
        en: 'Technology: all, wired, fttb_ftth, ftth and fttb (fibre), fttc (VDSL), hfc (television cable), dsl, fixed_wireless, satellite or other',
      },
    },
    use,
    min_down_mbit: {
      ...mbit('Mindestens diese Geschwindigkeit im Download; 0: beliebig', 'At least this download speed; 0: any'),
      type: 'integer',
    },
    share: {
      type: 'number',
      unit: '%',
      description: {
        de: 'Anteil der Haushalte (bei use commercial: der Unternehmen) der Zelle; leer, wenn die Quelle nur sagt, dass die Zelle versorgt ist',
        en: 'Share of the households (with use commercial: of the businesses) of the cell; empty where the source only says that the cell is served',
      },
    },
    max_up_mbit: mbit('Höchste Geschwindigkeit im Upload', 'Highest upload speed'),
    connection_level: connectionLevel,
    evidence,
    valid_from: validFrom,
    source,
  },
  geometry: {
    type: 'Polygon',
    tiles: [
      {
        fromZoom: 11,
        columns: ['cell_id', 'technology', 'min_down_mbit', 'share'],
        where:
          "evidence = 'official_grid' AND use = 'residential' AND technology IN ('all', 'fttb_ftth') AND min_down_mbit = 1000",
      },
    ],
  },
});

export const availabilityShares = defineDataset({
  id: 'availability-shares',
  view: 'availability_shares',
  title: {
    de: 'Breitbandverfügbarkeit der Gemeinden und Kreise',
    en: 'Broadband availability by municipality and district',
  },
  description: {
    de: 'Amtliche Statistik: Anteil der Haushalte einer Gemeinde, die mindestens eine bestimmte Geschwindigkeit bekommen können, nach Technik; Anteil der Firmen in Gewerbegebieten, die angeschlossen sind; Anteil der Flächen und Wege eines Kreises mit Mobilfunk.',
    en: 'Official statistics: share of the households of a municipality that can get at least a certain speed, by technology; share of the firms in business parks that are connected; share of the land and ways of a district with mobile coverage.',
  },
  licence: 'dl-by-de/2.0',
  theme: 'TECH',
  updateRhythm: 'ANNUAL',
  columns: {
    id,
    municipality_key: {
      type: 'text',
      description: {
        de: 'Amtlicher Gemeindeschlüssel (AGS), 8 Stellen; leer bei Kreisen',
        en: 'Official municipality key (AGS), 8 digits; empty for districts',
      },
    },
    technology: {
      type: 'text',
      description: {
        de: 'Technik: all (alle, oder keine genannt), wired (leitungsgebunden), mobile (Mobilfunk), dsl, hfc (Fernsehkabel), fttb_ftth (Glasfaser), powerline, umts, lte, 5g, wlan, wimax',
        en: 'Technology: all (or none named), wired, mobile, dsl, hfc (television cable), fttb_ftth (fibre), powerline, umts, lte, 5g, wlan or wimax',
      },
    },
    min_down_mbit: {
      ...mbit('Mindestens diese Geschwindigkeit im Download; 0: beliebig', 'At least this download speed; 0: any'),
      type: 'integer',
    },
    share: { type: 'number', unit: '%', description: { de: 'Anteil', en: 'Share' } },
    data_date: { type: 'date', description: { de: 'Stand der Angabe', en: 'The day the share describes' } },
    source,
    district_key: {
      type: 'text',
      description: {
        de: 'Kreisschlüssel, 5 Stellen; leer bei Gemeinden',
        en: 'District key, 5 digits; empty for municipalities',
      },
    },
    area_kind: {
      type: 'text',
      description: {
        de: 'Worauf sich der Anteil bezieht: municipality (Gemeinde), district (Kreis), business_parks (Gewerbegebiete der Gemeinde)',
        en: 'What the share is about: municipality, district (Kreis) or business_parks (those of the municipality)',
      },
    },
    share_of: {
      type: 'text',
      description: {
        de: 'Was 100 Prozent sind: households (Haushalte), businesses (Firmen) oder area (Fläche)',
        en: 'What 100 percent are: households, businesses or area',
      },
    },
    surface: {
      type: 'text',
      description: {
        de: 'Art der Fläche oder des Weges: all (alle), motorway, federal_road, state_road, district_road, railway, waterway, water, residential_area, commercial_area, farmland, forest_and_meadow',
        en: 'Kind of land or way: all, motorway, federal_road, state_road, district_road, railway, waterway, water, residential_area, commercial_area, farmland or forest_and_meadow',
      },
    },
    measure: {
      type: 'text',
      description: {
        de: 'available (verfügbar); bei Gewerbegebieten connected (angeschlossen), connectable (anschließbar), unconnected (unangeschlossen)',
        en: 'available; for business parks connected, connectable or unconnected',
      },
    },
    units: count(
      'Wie viele Firmen das sind; leer, wenn die Quelle es nicht sagt',
      'How many firms that is; empty where the source does not say',
    ),
    total: count('Wie viele es insgesamt sind', 'How many there are in all'),
  },
});
