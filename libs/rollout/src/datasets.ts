import { defineDataset, type Column, type DatasetDefinition } from '@stadtlage/datasets';

const status: Column = {
  type: 'text',
  description: {
    de: 'Stand: announced (angekündigt), demand_aggregation (Nachfragebündelung), rejected (abgelehnt), funding_application (Förderung beantragt), tendered (ausgeschrieben), planned (geplant), under_construction (im Bau), passed (Leitung in der Straße), prepared (bis ans Gebäude), connected (im Gebäude), activated (in Betrieb), paused (ruht), decommissioned (stillgelegt)',
    en: 'Status: announced, demand_aggregation, rejected, funding_application, tendered, planned, under_construction, passed, prepared, connected, activated, paused or decommissioned',
  },
};
const networkStatus: Column = {
  type: 'text',
  description: {
    de: 'Stand nach Open Fibre Data Standard: proposed, planned, underConstruction, operational, decommissioned, inactive',
    en: 'Status by the Open Fibre Data Standard: proposed, planned, underConstruction, operational, decommissioned or inactive',
  },
};
const text = (de: string, en: string): Column => ({ type: 'text', description: { de, en } });
const day = (de: string, en: string): Column => ({ type: 'date', description: { de, en } });

const rolloutProjects = defineDataset({
  id: 'rollout-projects',
  view: 'rollout_projects',
  title: { de: 'Ausbauprojekte', en: 'Rollout projects' },
  description: {
    de: 'Glasfaser-Ausbaugebiete mit Unternehmen, Finanzierung, Stand und zugesagtem Zeitraum, auch wie oft er verschoben wurde.',
    en: 'Areas where fibre is rolled out, with the company, the funding, the status and the promised window, and how often it was moved.',
  },
  licence: 'dl-zero-de/2.0',
  theme: 'TECH',
  updateRhythm: 'IRREG',
  columns: {
    id: text('Kennung des Projekts', 'Identifier of the project'),
    name: text('Name des Projekts', 'Name of the project'),
    description: text('Beschreibung der Quelle', 'Description given by the source'),
    provider: text('Ausbauendes Unternehmen', 'Company that builds'),
    funding: text(
      'Finanzierung: own (eigenwirtschaftlich), federal (Bund), state (Land), municipal (Kommune)',
      'Funding: own (by the company), federal, state or municipal',
    ),
    status,
    status_since: day('Seit wann dieser Stand gilt', 'Since when this status holds'),
    promised_from: day('Erster Tag des zugesagten Zeitraums', 'First day of the promised window'),
    promised_to: day('Letzter Tag des zugesagten Zeitraums', 'Last day of the promised window'),
    date_moves: {
      type: 'integer',
      unit: '1',
      description: {
        de: 'Wie oft der letzte zugesagte Tag verschoben wurde',
        en: 'How often the last promised day was moved',
      },
    },
  },
  geometry: {
    type: 'Polygon',
    tiles: [{ fromZoom: 8, columns: ['name', 'provider', 'status', 'promised_from', 'promised_to', 'date_moves'] }],
  },
});

const rolloutHistory = defineDataset({
  id: 'rollout-history',
  view: 'rollout_history',
  title: { de: 'Verlauf der Ausbauprojekte', en: 'History of the rollout projects' },
  description: {
    de: 'Jeder Stand und jede Terminzusage, die zu einem Ausbauprojekt bekannt wurden. Verschobene Zusagen bleiben stehen.',
    en: 'Every status and every promised date that became known of a rollout project. Promises that were moved stay here.',
  },
  licence: 'dl-zero-de/2.0',
  theme: 'TECH',
  updateRhythm: 'IRREG',
  columns: {
    id: text('Kennung des Eintrags', 'Identifier of the entry'),
    project_id: text(
      'Kennung des Projekts (Datensatz rollout-projects)',
      'Identifier of the project (dataset rollout-projects)',
    ),
    project: text('Name des Projekts', 'Name of the project'),
    valid_from: day('Ab wann der Stand gilt', 'From when the status holds'),
    recorded_at: {
      type: 'timestamp',
      description: { de: 'Wann er hier bekannt wurde', en: 'When it became known here' },
    },
    status,
    promised_from: day('Erster Tag des damals zugesagten Zeitraums', 'First day of the window promised then'),
    promised_to: day('Letzter Tag des damals zugesagten Zeitraums', 'Last day of the window promised then'),
    note: text('Begründung, soweit angegeben', 'Reason, where one was given'),
  },
});

const fibreNodes = defineDataset({
  id: 'fibre-nodes',
  view: 'fibre_nodes',
  title: { de: 'Glasfasernetze: Knoten', en: 'Fibre networks: nodes' },
  description: {
    de: 'Die Knoten veröffentlichter Glasfasernetze, etwa Hauptverteiler und Zugangspunkte.',
    en: 'The nodes of published fibre networks, such as exchanges and access points.',
  },
  licence: 'dl-by-de/2.0',
  theme: 'TECH',
  updateRhythm: 'IRREG',
  columns: {
    id: text('Kennung aus Netz und Knoten', 'Identifier made of network and node'),
    network: text('Name des Netzes', 'Name of the network'),
    name: text('Name des Knotens', 'Name of the node'),
    status: networkStatus,
    types: text('Arten, durch Leerzeichen getrennt', 'Types, separated by spaces'),
    phase: text('Ausbauphase', 'Phase of the rollout'),
    access_point: {
      type: 'boolean',
      description: {
        de: 'Ob andere hier Zugang zum Netz bekommen',
        en: 'Whether others can get access to the network here',
      },
    },
    provider: text('Betreiber der Infrastruktur', 'Provider of the infrastructure'),
  },
  geometry: { type: 'Point', tiles: [{ fromZoom: 11, columns: ['name', 'status', 'types'] }] },
});

const fibreSpans = defineDataset({
  id: 'fibre-spans',
  view: 'fibre_spans',
  title: { de: 'Glasfasernetze: Strecken', en: 'Fibre networks: spans' },
  description: {
    de: 'Die Strecken veröffentlichter Glasfasernetze zwischen zwei Knoten, mit Verlegeart, Faserzahl und Länge.',
    en: 'The spans of published fibre networks between two nodes, with how they are laid, the number of fibres and the length.',
  },
  licence: 'dl-by-de/2.0',
  theme: 'TECH',
  updateRhythm: 'IRREG',
  columns: {
    id: text('Kennung aus Netz und Strecke', 'Identifier made of network and span'),
    network: text('Name des Netzes', 'Name of the network'),
    name: text('Name der Strecke', 'Name of the span'),
    status: networkStatus,
    phase: text('Ausbauphase', 'Phase of the rollout'),
    provider: text('Betreiber der Infrastruktur', 'Provider of the infrastructure'),
    deployment: text('Verlegearten, durch Leerzeichen getrennt', 'How it is laid, separated by spaces'),
    fibre_count: {
      type: 'integer',
      unit: '1',
      description: { de: 'Zahl der Fasern', en: 'Number of fibres' },
    },
    fibre_length_m: {
      type: 'number',
      unit: 'm',
      description: { de: 'Länge der Faser laut Quelle', en: 'Length of the fibre, according to the source' },
    },
    ready_for_service: day('Ab wann betriebsbereit', 'Ready for service from'),
  },
  geometry: { type: 'LineString', tiles: [{ fromZoom: 9, columns: ['name', 'status', 'provider'] }] },
});

/** The open datasets about what is being built, in the order of the catalogue. */
export const datasets: DatasetDefinition[] = [rolloutProjects, rolloutHistory, fibreNodes, fibreSpans];
