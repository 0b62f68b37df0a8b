import { defineDataset, type Column, type DatasetDefinition } from '@stadtlage/datasets';

const text = (de: string, en: string): Column => ({ type: 'text', description: { de, en } });
const day = (de: string, en: string): Column => ({ type: 'date', description: { de, en } });
const count = (de: string, en: string): Column => ({ type: 'integer', unit: '1', description: { de, en } });
const days = (de: string, en: string): Column => ({ type: 'integer', unit: 'd', description: { de, en } });
const mbit = (de: string, en: string): Column => ({ type: 'number', unit: 'Mbit/s', description: { de, en } });
const yes = (de: string, en: string): Column => ({ type: 'boolean', description: { de, en } });

const id = text(
  'Amtliche Kennung der Adresse (Datensatz addresses)',
  'Official identifier of the address (dataset addresses)',
);
const address = text('Anschrift', 'Postal address');
const district_id = text(
  'Kennung des Stadtteils (Datensatz districts)',
  'Identifier of the district (dataset districts)',
);
const use = text(
  'Nutzung: residential (Wohnen), commercial (Gewerbe), mixed (beides), public (öffentlich)',
  'Use: residential, commercial, mixed (both) or public',
);
const premises = count('Zahl der Wohn- und Geschäftseinheiten', 'Number of homes and businesses');
const fibre_status = text(
  'Wie weit Glasfaser ist: none (keine), planned (geplant), under_construction (im Bau), level_unknown (im Angebot, Stufe unbekannt), passed (in der Straße), prepared (bis ans Gebäude); leer, wenn unbekannt',
  'How far fibre has come: none, planned, under_construction, level_unknown (on offer, level unknown), passed (in the street) or prepared (up to the building); empty where unknown',
);
const best_technology = text('Die beste Technik: ftth, hfc, dsl …', 'The best technology: ftth, hfc, dsl …');
const project = text('Name des Projekts', 'Name of the project');
const provider = text('Ausbauendes Unternehmen', 'Company that builds');
const first_promise = day('Zuerst zugesagter letzter Tag', 'The last day promised first');
const latest_promise = day('Zuletzt zugesagter letzter Tag', 'The last day promised latest');

/** The lists of the graph have the same bound. */
export const FURTHEST_METRES = 250;

const common = { licence: 'dl-zero-de/2.0', theme: 'TECH', updateRhythm: 'IRREG' } as const;

const projectSlippage = defineDataset({
  ...common,
  id: 'rollout-slippage',
  view: 'rollout_slippage',
  title: { de: 'Terminverzug der Ausbauprojekte', en: 'Slippage of the rollout projects' },
  description: {
    de: 'Je Ausbauprojekt die erste und die letzte Terminzusage, wie oft sie verschoben wurde und wann das Gebiet angeschlossen war.',
    en: 'For each rollout project the first and the latest promised date, how often it was moved, and when the area was connected.',
  },
  columns: {
    id: text(
      'Kennung des Projekts (Datensatz rollout-projects)',
      'Identifier of the project (dataset rollout-projects)',
    ),
    project,
    provider,
    first_promise,
    latest_promise,
    moved_days: days(
      'Tage zwischen beiden; negativ, wenn vorgezogen',
      'Days between the two; negative where moved forward',
    ),
    moves: count('Wie oft der letzte Tag verschoben wurde', 'How often the last day was moved'),
    done_on: day('Tag, seit dem es angeschlossen oder in Betrieb ist', 'Day since which it is connected or activated'),
    given_up: yes('Ob es abgelehnt oder stillgelegt wurde', 'Whether it was rejected or decommissioned'),
    late_days: days(
      'Tage nach der ersten Zusage, bis heute, solange es nicht fertig ist; leer, wenn aufgegeben',
      'Days after the first promise, up to today while it is not done; empty where given up',
    ),
  },
});

const providerSlippage = defineDataset({
  ...common,
  id: 'provider-slippage',
  view: 'provider_slippage',
  title: { de: 'Termintreue der Unternehmen', en: 'Slippage by provider' },
  description: {
    de: 'Je Unternehmen, wie es die Terminzusagen seiner Ausbauprojekte gehalten hat.',
    en: 'How each company kept the dates that its rollout projects promised.',
  },
  columns: {
    id: text('Kennung des Unternehmens', 'Identifier of the company'),
    provider,
    projects: count('Projekte mit einer Zusage', 'Projects with a promise'),
    moved: count('Projekte, deren Termin verschoben wurde', 'Projects whose date was moved'),
    moves: count('Zahl der Verschiebungen', 'Number of moves'),
    mean_moved_days: {
      type: 'number',
      unit: 'd',
      description: {
        de: 'Tage zwischen erster und letzter Zusage, Mittel über die Projekte',
        en: 'Days between first and latest promise, mean over the projects',
      },
    },
    most_moved_days: days('Die meisten Tage dazwischen', 'The most days between them'),
    done: count('Projekte, die angeschlossen sind', 'Projects that are connected'),
    done_in_time: count('Davon bis zum zuerst zugesagten Tag', 'Of these, by the day promised first'),
    overdue: count(
      'Projekte, die nicht fertig sind, obwohl auch die letzte Zusage verstrichen ist',
      'Projects that are not done although even the latest promise has passed',
    ),
  },
});

const promisedNotConnected = defineDataset({
  ...common,
  id: 'promised-not-connected',
  view: 'promised_not_connected',
  title: { de: 'Zugesagt, aber nicht angeschlossen', en: 'Promised, but not connected' },
  description: {
    de: 'Adressen, deren Bauabschnitt nach der letzten Zusage schon fertig sein müsste und in deren Gebäude keine Glasfaser endet oder von denen das nicht bekannt ist. Bis heute oder, mit den Parametern from, by und promise der Dateien, in einer anderen Zeit zugesagt, auch nach der ersten Zusage.',
    en: 'Addresses whose phase should be done by the latest promise, and in whose building no fibre ends, or of which that is not known. Promised by today or, with the parameters from, by and promise of the files, for another time, also by the first promise.',
  },
  asked: {
    function: 'promised_not_connected_by',
    arguments: {
      from: {
        type: 'day',
        meaning: {
          de: 'ein Tag: zugesagt für diesen Tag oder später (er selbst zählt mit)',
          en: 'a day: promised for that day or later (the day itself counts)',
        },
      },
      by: {
        type: 'day',
        meaning: {
          de: 'ein Tag: zugesagt für davor (er selbst zählt nicht mit); ohne Angabe für vor heute',
          en: 'a day: promised for before it (the day itself does not count), by default for before today',
        },
      },
      promise: {
        type: 'word',
        of: ['latest', 'first'],
        meaning: {
          de: 'welche Zusage zählt: latest (die letzte, ohne Angabe) oder first (die erste)',
          en: 'which promise counts: latest (by default) or first',
        },
      },
    },
  },
  columns: {
    id,
    address,
    district_id,
    project,
    phase: text('Name des Bauabschnitts', 'Name of the phase'),
    provider,
    status: text('Stand des Bauabschnitts (wie in rollout-phases)', 'Status of the phase (as in rollout-phases)'),
    first_promise,
    latest_promise,
    moves: count('Wie oft der Termin verschoben wurde', 'How often the date was moved'),
    fibre_status,
  },
  geometry: { type: 'Point' },
});

const forgottenAddresses = defineDataset({
  ...common,
  id: 'forgotten-addresses',
  view: 'forgotten_addresses',
  title: { de: 'Vergessene Adressen', en: 'Forgotten addresses' },
  description: {
    de: 'Adressen ohne Glasfaser und in keinem Ausbauprojekt, die höchstens 100 Meter von einer Strecke in Betrieb oder von einer Adresse liegen, an der es Glasfaser gibt; mit dem Parameter within_metres der Dateien andere 1 bis 250 Meter.',
    en: 'Addresses without fibre and in no rollout project, at most 100 metres from an operational span or from an address where fibre is on offer, at whatever level; with the parameter within_metres of the files another 1 to 250 metres.',
  },
  asked: {
    function: 'forgotten_addresses_within',
    arguments: {
      within_metres: {
        type: 'metres',
        most: FURTHEST_METRES,
        meaning: { de: 'wie nahe in Metern, ohne Angabe 100', en: 'how near in metres, by default 100' },
      },
    },
  },
  columns: {
    id,
    address,
    district_id,
    use,
    premises,
    near: text(
      'Was am nächsten liegt: span (eine Strecke), neighbour (eine Adresse mit Glasfaser)',
      'What lies nearest: span or neighbour (an address with fibre)',
    ),
    distance_m: {
      type: 'integer',
      unit: 'm',
      description: { de: 'Wie weit, Luftlinie', en: 'How far, as the crow flies' },
    },
  },
  geometry: { type: 'Point' },
});

const whiteSpots = defineDataset({
  ...common,
  id: 'white-spots',
  view: 'white_spots',
  title: { de: 'Weiße Flecken', en: 'White spots' },
  description: {
    de: 'Adressen, deren höchste bekannte Geschwindigkeit unter 30 Mbit/s liegt, und ob sie nach der Regel der Gigabit-Richtlinie 2.0 des Bundes gefördert werden können, soweit die Daten es zeigen. Adressen unbekannter Geschwindigkeit stehen in unknown-availability.',
    en: 'Addresses whose highest known speed is below 30 Mbit/s, and whether they can be funded by the rule of the federal Gigabit-Richtlinie 2.0, as far as the data shows. Addresses of unknown speed are in unknown-availability.',
  },
  columns: {
    id,
    address,
    district_id,
    use,
    premises,
    max_down_mbit: mbit('Höchste bekannte Geschwindigkeit im Download', 'Highest known download speed'),
    best_technology,
    eligibility: text(
      'eligible (niemand baut oder hat es für die nächsten drei Jahre zugesagt), promised (ein Unternehmen hat es eigenwirtschaftlich zugesagt), funded (ein gefördertes Projekt läuft schon)',
      'eligible (nobody builds or has promised to within three years), promised (a company has, at its own cost) or funded (a funded project is under way)',
    ),
  },
  geometry: { type: 'Point' },
});

const unknownAvailability = defineDataset({
  ...common,
  id: 'unknown-availability',
  view: 'unknown_availability',
  title: { de: 'Adressen unbekannter Versorgung', en: 'Addresses of unknown coverage' },
  description: {
    de: 'Adressen, zu denen keine Quelle eine Geschwindigkeit nennt oder an denen Glasfaser im Angebot ist, deren Ausbaustufe keine Quelle nennt. Unbekannt heißt nicht unversorgt.',
    en: 'Addresses of which no source gives a speed, or where fibre is on offer whose level no source gives. Unknown does not mean unserved.',
  },
  columns: {
    id,
    address,
    district_id,
    use,
    premises,
    best_technology,
    unknown: text(
      'Was keine Quelle sagt: availability (ob es überhaupt einen Anschluss gibt), speed (die Geschwindigkeit), level (die Ausbaustufe der Glasfaser); mehreres durch Leerzeichen getrennt',
      'What no source says: availability (whether there is any connection), speed, level (how far the fibre has come); several are separated by spaces',
    ),
  },
  geometry: { type: 'Point' },
});

const facilitiesWithoutFibre = defineDataset({
  ...common,
  id: 'facilities-without-fibre',
  view: 'facilities_without_fibre',
  title: { de: 'Schulen und öffentliche Gebäude ohne Glasfaser', en: 'Schools and public buildings without fibre' },
  description: {
    de: 'Schulen, Kitas, Verwaltung und andere öffentliche Gebäude, in denen keine Glasfaser endet oder von denen es nicht bekannt ist.',
    en: 'Schools, kindergartens, administration and other public buildings in which no fibre ends, or of which that is not known.',
  },
  columns: {
    id: text('Kennung der Einrichtung (Datensatz facilities)', 'Identifier of the facility (dataset facilities)'),
    kind: text(
      'Art: school, kindergarten, administration, library …',
      'Kind: school, kindergarten, administration, library …',
    ),
    name: text('Name', 'Name'),
    address,
    district_id,
    fibre_status,
    best_technology,
    max_down_mbit: mbit('Höchste bekannte Geschwindigkeit im Download', 'Highest known download speed'),
  },
  filters: { kind: 'value', district_id: 'value' },
  geometry: { type: 'Point' },
});

const availabilityChanges = defineDataset({
  ...common,
  id: 'availability-changes',
  view: 'availability_changes',
  title: { de: 'Was sich in zwölf Monaten geändert hat', en: 'What changed in twelve months' },
  description: {
    de: 'Adressen, an denen sich in den letzten zwölf Monaten die Ausbaustufe der Glasfaser, die beste Technik oder die höchste Geschwindigkeit geändert hat, nach heutigem Wissen; mit den Parametern from und to der Dateien zwischen zwei anderen Tagen.',
    en: 'Addresses where the level of fibre, the best technology or the highest speed changed in the last twelve months, as we know it today; with the parameters from and to of the files between two other days.',
  },
  asked: {
    function: 'availability_changes_between',
    arguments: {
      from: {
        type: 'day',
        meaning: {
          de: 'ein Tag: der Stand vorher, ohne Angabe vor zwölf Monaten',
          en: 'a day: the state before, by default twelve months ago',
        },
      },
      to: {
        type: 'day',
        meaning: {
          de: 'ein Tag: der Stand nachher, ohne Angabe heute',
          en: 'a day: the state after, by default today',
        },
      },
    },
  },
  columns: {
    id,
    address,
    district_id,
    level_before: text('Ausbaustufe der Glasfaser vor zwölf Monaten', 'Level of fibre twelve months ago'),
    level_after: text('Ausbaustufe der Glasfaser heute', 'Level of fibre today'),
    technology_before: text('Beste Technik vor zwölf Monaten', 'Best technology twelve months ago'),
    technology_after: text('Beste Technik heute', 'Best technology today'),
    down_before: mbit('Höchste Geschwindigkeit vor zwölf Monaten', 'Highest speed twelve months ago'),
    down_after: mbit('Höchste Geschwindigkeit heute', 'Highest speed today'),
  },
  geometry: { type: 'Point' },
});

/** The open datasets for planners, in the order of the catalogue. */
export const datasets: DatasetDefinition[] = [
  projectSlippage,
  providerSlippage,
  promisedNotConnected,
  forgottenAddresses,
  whiteSpots,
  unknownAvailability,
  facilitiesWithoutFibre,
  availabilityChanges,
];
