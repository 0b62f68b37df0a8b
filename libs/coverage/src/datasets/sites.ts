// Where mobile networks send from, by their operators' account and by measurement.
import { type Column, defineDataset } from '@stadtlage/datasets';
import { evidence, id, number, source } from './columns.js';

const text = (de: string, en: string): Column => ({ type: 'text', description: { de, en } });
const integer = (de: string, en: string, unit?: string): Column => ({ type: 'integer', unit, description: { de, en } });
const day = (de: string, en: string): Column => ({ type: 'date', description: { de, en } });
const degrees = (de: string, en: string): Column => ({
  type: 'number',
  unit: 'deg',
  description: { de: `${de} (WGS 84)`, en: `${en} (WGS 84)` },
});
const longitude = degrees('Geographische Länge', 'Longitude');
const latitude = degrees('Geographische Breite', 'Latitude');
const operator = text('Netzbetreiber; leer, wenn unbekannt', 'Operator; empty where unknown');
const operatorId = text('Kennung des Netzbetreibers', 'Identifier of the operator');

export const mobileSites = defineDataset({
  id: 'mobile-sites',
  view: 'mobile_sites',
  title: { de: 'Mobilfunk: Standorte', en: 'Mobile networks: sites' },
  description: {
    de: 'Mobilfunkstandorte in Betrieb und in Planung, nach Angaben der Netzbetreiber.',
    en: 'Sites of mobile networks, live and planned, by the account of their operators.',
  },
  licence: 'dl-by-de/2.0',
  theme: 'TECH',
  updateRhythm: 'IRREG',
  columns: {
    id: number,
    site_id: text('Kennung des Standorts beim Betreiber', "The operator's identifier of the site"),
    operator,
    operator_id: operatorId,
    technologies: text(
      'Netze am Standort, durch Komma getrennt: 2g, 3g, 4g, 5g, 5g_sa (eigenständiges 5G)',
      'Networks at the site, separated by commas: 2g, 3g, 4g, 5g, 5g_sa (standalone 5G)',
    ),
    status: text('live (in Betrieb) oder planned (geplant)', 'live or planned'),
    since: day('In Betrieb seit; leer, wenn unbekannt', 'Live since; empty where unknown'),
    expected: day(
      'Geplant für; leer, wenn der Betreiber nichts sagt',
      'Planned for; empty where the operator does not say',
    ),
    evidence,
    valid_from: day('Seit wann der Betreiber das angibt', 'Since when the operator says so'),
    source,
    longitude,
    latitude,
  },
  filters: { operator_id: 'value', technologies: 'name', status: 'value' },
  geometry: {
    type: 'Point',
    tiles: [{ fromZoom: 10, columns: ['operator', 'operator_id', 'technologies', 'status', 'since', 'expected'] }],
  },
});

export const mobileCells = defineDataset({
  id: 'mobile-cells',
  view: 'mobile_cells',
  title: { de: 'Mobilfunk: gemessene Funkzellen', en: 'Mobile networks: measured cells' },
  description: {
    de: 'Funkzellen, die Telefone von Freiwilligen gemessen haben. Der Ort ist aus den Messungen geschätzt; von dort wird nicht gesendet.',
    en: 'Cells that the phones of volunteers have measured. The place is estimated from the measurements; it is not where the cell sends from.',
  },
  licence: 'cc-by-sa/4.0',
  theme: 'TECH',
  updateRhythm: 'IRREG',
  columns: {
    id,
    operator,
    operator_id: operatorId,
    technology: text(
      'Technik: 2g, 3g, 4g oder 5g; leer, wenn unbekannt',
      'Technology: 2g, 3g, 4g or 5g; empty where unknown',
    ),
    country_code: integer('Ländervorwahl des Netzes (MCC)', 'Country code of the network (MCC)'),
    network_code: integer('Kennzahl des Netzes (MNC)', 'Code of the network (MNC)'),
    area_code: integer('Nummer des Gebiets (LAC oder TAC)', 'Number of the area (LAC or TAC)'),
    cell: integer('Nummer der Zelle', 'Number of the cell'),
    range_m: integer('Geschätzte Reichweite', 'Estimated range', 'm'),
    samples: integer('Zahl der Messungen', 'Number of measurements', '1'),
    average_signal_dbm: integer('Mittlere Signalstärke', 'Average signal', 'dB[mW]'),
    first_seen: day('Zuerst gemessen', 'First measured'),
    last_seen: day('Zuletzt gemessen', 'Last measured'),
    evidence,
    source,
    longitude,
    latitude,
  },
  geometry: {
    type: 'Point',
    tiles: [{ fromZoom: 12, columns: ['operator', 'technology', 'average_signal_dbm', 'range_m'] }],
  },
});
