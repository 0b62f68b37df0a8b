import { defineDataset, type Column, type DatasetDefinition } from '@stadtlage/datasets';
import { networkDownloads } from './export-files.js';
import { datasets as planning } from './planning/index.js';

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
const ofds_status: Column = {
  type: 'text',
  description: {
    de: 'Derselbe Stand nach Open Fibre Data Standard: proposed, planned, underConstruction, inactive (fertig, nicht in Betrieb), operational, decommissioned',
    en: 'The same status by the Open Fibre Data Standard: proposed, planned, underConstruction, inactive (complete, not in use), operational or decommissioned',
  },
};
const text = (de: string, en: string): Column => ({ type: 'text', description: { de, en } });
const day = (de: string, en: string): Column => ({ type: 'date', description: { de, en } });

/** Of a day to come, what is promised by then, apart from what is said to hold. */
const promisedBy = day(
  'Letzter Tag des Zeitraums, der heute zugesagt ist; nur an einem künftigen Tag, bis zu dem er endet, und solange das Projekt oder der Bauabschnitt bis dahin nicht als fertig gilt',
  'Last day of the window that is promised today; only on a day to come by which it ends, and where the project or phase is not said to be done by then',
);

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
    ofds_status,
  },
  onDay: { rows: 'rollout_projects_file_on', more: { promised_by: promisedBy } },
  geometry: {
    type: 'Polygon',
    tiles: [
      {
        fromZoom: 8,
        columns: ['name', 'provider', 'status', 'promised_from', 'promised_to', 'date_moves'],
        onDay: { rows: 'rollout_projects_on', more: { promised_by: promisedBy } },
      },
    ],
    inCity: true,
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
    phase: text(
      'Name des Bauabschnitts; leer, wenn das ganze Projekt gemeint ist',
      'Name of the phase; empty where the whole project is meant',
    ),
    source: text('Wer das angibt', 'Who says so'),
    evidence: text(
      'Worauf es beruht: operator (Angabe des Unternehmens) oder city (von der Stadt festgestellt)',
      'What it rests on: operator (said by the company) or city (established by the city)',
    ),
  },
});

const project = text('Name des Projekts', 'Name of the project');
const projectId = text(
  'Kennung des Projekts (Datensatz rollout-projects)',
  'Identifier of the project (dataset rollout-projects)',
);
const phase = text(
  'Name des Bauabschnitts; leer, wenn das ganze Projekt gemeint ist',
  'Name of the phase; empty where the whole project is meant',
);
const provider = text('Ausbauendes Unternehmen', 'Company that builds');

const rolloutPhases = defineDataset({
  id: 'rollout-phases',
  view: 'rollout_phases',
  title: { de: 'Bauabschnitte', en: 'Rollout phases' },
  description: {
    de: 'Die Bauabschnitte der Ausbauprojekte mit Stand und zugesagtem Zeitraum. Ein Projekt ohne Bauabschnitte ist einer.',
    en: 'The phases of the rollout projects with status and promised window. A project without phases is one.',
  },
  licence: 'dl-zero-de/2.0',
  theme: 'TECH',
  updateRhythm: 'IRREG',
  columns: {
    id: text('Kennung aus Projekt und Bauabschnitt', 'Identifier made of project and phase'),
    project_id: projectId,
    project,
    name: text('Name des Bauabschnitts', 'Name of the phase'),
    provider,
    funding: text(
      'Finanzierung: own (eigenwirtschaftlich), federal (Bund), state (Land), municipal (Kommune)',
      'Funding: own (by the company), federal, state or municipal',
    ),
    status,
    ofds_status,
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
    implied: {
      type: 'boolean',
      description: {
        de: 'Ob das Projekt keine Bauabschnitte nennt',
        en: 'Whether the project names no phases',
      },
    },
    listed: {
      type: 'boolean',
      description: {
        de: 'Ob die Quelle die Adressen einzeln nennt; sonst gehören die Adressen der Fläche dazu',
        en: 'Whether the source names the addresses one by one; else those of the area belong to it',
      },
    },
  },
  onDay: { rows: 'rollout_phases_file_on', more: { promised_by: promisedBy } },
  geometry: { type: 'Polygon' },
});

const rolloutPromises = defineDataset({
  id: 'rollout-promises',
  view: 'rollout_promises',
  title: { de: 'Terminzusagen', en: 'Promised dates' },
  description: {
    de: 'Jeder Zeitraum, der je für ein Ausbauprojekt oder einen Bauabschnitt zugesagt wurde, und um wie viele Tage er sich verschob.',
    en: 'Every window that was ever promised for a rollout project or a phase, and by how many days it moved.',
  },
  licence: 'dl-zero-de/2.0',
  theme: 'TECH',
  updateRhythm: 'IRREG',
  columns: {
    id: text('Kennung der Zusage', 'Identifier of the promise'),
    project_id: projectId,
    project,
    phase,
    provider,
    number: {
      type: 'integer',
      unit: '1',
      description: { de: 'Die wievielte Zusage', en: 'Which promise in their order' },
    },
    promised_on: day('Ab wann das zugesagt war', 'From when that was promised'),
    recorded_at: {
      type: 'timestamp',
      description: { de: 'Wann die Zusage hier bekannt wurde', en: 'When the promise became known here' },
    },
    promised_from: day('Erster Tag des zugesagten Zeitraums', 'First day of the promised window'),
    promised_to: day('Letzter Tag des zugesagten Zeitraums', 'Last day of the promised window'),
    moved_by_days: {
      type: 'integer',
      unit: 'd',
      description: {
        de: 'Tage, um die der letzte Tag gegen die Zusage davor verschoben ist; leer bei der ersten',
        en: 'Days by which the last day moved against the promise before; empty for the first',
      },
    },
    moved_in_all_days: {
      type: 'integer',
      unit: 'd',
      description: { de: 'Dasselbe gegen die erste Zusage', en: 'The same against the first promise' },
    },
    note: text('Begründung, soweit angegeben', 'Reason, where one was given'),
    source: text('Wer das angibt', 'Who says so'),
  },
});

const demandAggregations = defineDataset({
  id: 'demand-aggregations',
  view: 'demand_aggregations',
  title: { de: 'Nachfragebündelungen', en: 'Demand aggregations' },
  description: {
    de: 'Jeder Versuch, vor dem Bau genug Vorverträge zu sammeln: Ziel, letzter Zählstand, Stichtag und was daraus wurde.',
    en: 'Every try to collect enough pre-orders before building: target, latest count, deadline, and what came of it.',
  },
  licence: 'dl-zero-de/2.0',
  theme: 'TECH',
  updateRhythm: 'IRREG',
  columns: {
    id: text('Kennung aus Bauabschnitt und Stichtag', 'Identifier made of phase and deadline'),
    project_id: projectId,
    project,
    phase,
    provider,
    starts_on: day('Beginn', 'First day'),
    deadline: day('Stichtag', 'Deadline'),
    target_share: {
      type: 'number',
      unit: '%',
      description: {
        de: 'Nötiger Anteil der Wohn- und Geschäftseinheiten',
        en: 'Share of homes and businesses needed',
      },
    },
    premises: {
      type: 'integer',
      unit: '1',
      description: { de: 'Zahl der Wohn- und Geschäftseinheiten', en: 'Number of homes and businesses' },
    },
    counted_on: day('Tag des letzten Zählstands', 'Day of the latest count'),
    sign_ups: { type: 'integer', unit: '1', description: { de: 'Vorverträge bis dahin', en: 'Pre-orders by then' } },
    share: { type: 'number', unit: '%', description: { de: 'Anteil bis dahin', en: 'Share by then' } },
    outcome: text(
      'Ergebnis: reached (erreicht), missed (verfehlt), withdrawn (abgebrochen); leer, solange offen',
      'Outcome: reached, missed or withdrawn; empty while it is open',
    ),
    decided_on: day('Tag der Entscheidung', 'Day of the decision'),
    reason: text('Begründung, soweit angegeben', 'Reason, where one was given'),
  },
});

const euros = (de: string, en: string): Column => ({ type: 'number', unit: '[EUR]', description: { de, en } });
const rolloutFunding = defineDataset({
  id: 'rollout-funding',
  view: 'rollout_funding',
  title: { de: 'Förderung des Ausbaus', en: 'Funding of the rollout' },
  description: {
    de: 'Welches Förderprogramm für welches Ausbauprojekt beantragt und bewilligt wurde.',
    en: 'Which funding programme was applied for and granted for which rollout project.',
  },
  licence: 'dl-zero-de/2.0',
  theme: 'TECH',
  updateRhythm: 'IRREG',
  columns: {
    id: text('Kennung aus Bauabschnitt und Programm', 'Identifier made of phase and programme'),
    project_id: projectId,
    project,
    phase,
    programme: text('Name des Förderprogramms', 'Name of the programme'),
    applied_amount: euros('Beantragter Betrag', 'Amount applied for'),
    applied_on: day('Tag des Antrags', 'Day of the application'),
    granted_amount: euros('Bewilligter Betrag', 'Amount granted'),
    granted_on: day('Tag der Bewilligung', 'Day of the grant'),
    share: {
      type: 'number',
      unit: '%',
      description: { de: 'Anteil an den förderfähigen Kosten', en: 'Share of the eligible costs' },
    },
  },
});

const fibreNodes = defineDataset({
  id: 'fibre-nodes',
  view: 'fibre_nodes',
  otherDownloads: networkDownloads('fibre-nodes'),
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
  otherDownloads: networkDownloads('fibre-spans'),
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
export const datasets: DatasetDefinition[] = [
  rolloutProjects,
  rolloutPhases,
  rolloutHistory,
  rolloutPromises,
  demandAggregations,
  rolloutFunding,
  ...planning,
  fibreNodes,
  fibreSpans,
];
