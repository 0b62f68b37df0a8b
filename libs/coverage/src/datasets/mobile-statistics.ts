import { type Column, defineDataset } from '@stadtlage/datasets';
import { count, id } from './columns.js';

const text = (de: string, en: string): Column => ({ type: 'text', description: { de, en } });
const area = (de: string, en: string): Column => ({ type: 'number', unit: 'km2', description: { de, en } });

export const mobileStatistics = defineDataset({
  id: 'mobile-statistics',
  view: 'mobile_statistics',
  title: { de: 'Mobilfunk: Versorgung nach Netzbetreibern', en: 'Mobile networks: coverage by operator' },
  description: {
    de: 'Je Netzbetreiber und Technik, für die Stadt und jeden Stadtteil: wie viele Adressen und Haushalte und wie viel Fläche im Freien versorgt sind, und wie viele Standorte in Betrieb und geplant sind.',
    en: 'By operator and technology, for the city and each district: how many addresses and premises and how much area are covered outdoors, and how many sites are live and planned.',
  },
  licence: 'dl-by-de/2.0',
  theme: 'TECH',
  updateRhythm: 'IRREG',
  columns: {
    id,
    district_id: text(
      'Kennung des Stadtteils; leer für die ganze Stadt',
      'Identifier of the district; empty for the city',
    ),
    district: text('Stadtteil; leer für die ganze Stadt', 'District; empty for the city'),
    operator_id: text('Kennung des Netzbetreibers', 'Identifier of the operator'),
    operator: text('Netzbetreiber', 'Operator'),
    technology: text(
      'Technik: 2g, 4g, 5g (auch eigenständiges), 5g_sa (nur eigenständiges)',
      'Technology: 2g, 4g, 5g (standalone included), 5g_sa (standalone only)',
    ),
    addresses: count('Adressen', 'Addresses'),
    covered_addresses: count('Versorgte Adressen', 'Addresses covered'),
    premises: count(
      'Wohnungen und Geschäfte an Adressen, von denen die Zahl bekannt ist',
      'Homes and businesses at addresses of which the number is known',
    ),
    covered_premises: count('Davon versorgt', 'Of these, covered'),
    area_km2: area('Fläche', 'Area'),
    covered_km2: area('Versorgte Fläche', 'Area covered'),
    sites_live: count('Standorte in Betrieb', 'Sites live'),
    sites_planned: count('Geplante Standorte', 'Sites planned'),
  },
  filters: { district_id: 'value', operator_id: 'value', technology: 'value' },
});
