export const LANGUAGES = ['de', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Codes of the GraphQL schema in words; a code without a word is shown as it is. */
const de = {
  locale: 'de-DE',
  answerFor: (label: string) => `Auskunft für ${label}`,
  asOf: (day: string) => `Stand: ${day}. Unbekannt heißt, dass keine Quelle etwas sagt; es heißt nie „nein“.`,
  demo: 'Demodaten: Diese Auskunft gehört zu einer erfundenen Stadt. Nichts davon ist wahr.',
  district: 'Stadtteil',
  noDistrict: 'Nicht bekannt: Kein eingetragener Stadtteil enthält diese Adresse.',
  addressSource: 'Adresse aus',
  map: 'Diese Adresse auf der Karte zeigen',
  json: 'Diese Auskunft als JSON',
  otherLanguage: 'This page in English',
  search: 'Andere Adresse suchen',
  searchLabel: 'Straße, Hausnummer und Ort',
  searchButton: 'Suchen',
  results: (text: string) => `Adressen zu „${text}“`,
  noResults: 'Keine Adresse ist dem ähnlich. Prüfen Sie die Schreibweise, oder suchen Sie nach der Straße allein.',
  tooLong: 'Der Text ist zu lang: Höchstens 200 Zeichen.',
  missing: 'Diese Adresse gibt es hier nicht',
  missingHint:
    'Die Kennung ist falsch, oder die Adresse ist aus dem amtlichen Verzeichnis verschwunden. Suchen Sie sie mit Straße und Hausnummer:',
  fault: 'Diese Auskunft ist gerade nicht möglich',
  faultHint: 'Der Fehler liegt bei uns. Bitte versuchen Sie es später noch einmal.',
  unknown: 'nicht bekannt',
  source: 'Quelle',
  evidence: 'Beleg',
  since: 'Gilt seit',
  dataOf: (day: string) => `Daten vom ${day}`,
  takenOver: (day: string) => `Datum der Daten nicht bekannt, übernommen am ${day}`,
  fixed: 'Internet am Haus',
  fixedCaption: 'Anschlüsse, die es heute gibt, je Anbieter und Technik',
  noFixed: 'Nicht bekannt: Keine Quelle nennt einen Anschluss an dieser Adresse. Das heißt nicht, dass es keinen gibt.',
  best: (speed: string, technology: string) =>
    `Höchste Geschwindigkeit nach den Quellen: ${speed}. Beste Technik: ${technology}. Schnell heißt nicht Glasfaser.`,
  provider: 'Anbieter',
  technologyTitle: 'Technik',
  levelTitle: 'Stand des Anschlusses',
  upTo: (speed: string) => `bis zu ${speed}`,
  down: 'Herunterladen bis',
  up: 'Hochladen bis',
  useTitle: 'Für',
  contradictions: 'Worin Quellen sich widersprechen',
  contradictionsHint:
    'Beide Angaben stehen hier nebeneinander. Zusammengefasste Zahlen folgen der jeweils ersten, die besser belegt oder neuer ist.',
  contradictionCaption: (provider: string, technology: string, what: string) =>
    `${provider}, ${technology}: verschieden ${what}`,
  differs: { CONNECTION_LEVEL: 'im Stand des Anschlusses', SPEED: 'in der Geschwindigkeit' },
  and: ' und ',
  noContradictions: 'Die bekannten Quellen widersprechen einander hier nicht.',
  rollout: 'Ausbau',
  noRollout:
    'Nicht bekannt: Keine Quelle nennt ein Ausbauprojekt für diese Adresse. Das heißt nicht, dass keines geplant ist.',
  builder: 'Es baut',
  status: 'Stand',
  statusSince: (status: string, day: string) => `${status} (seit ${day})`,
  window: 'Zugesagt',
  noWindow: 'Nicht bekannt: Derzeit ist kein Termin zugesagt.',
  between: (from: string, to: string) => `vom ${from} bis zum ${to}`,
  until: (to: string) => `bis zum ${to}`,
  from: (from: string) => `ab dem ${from}`,
  passed: 'Dieser Termin ist verstrichen.',
  moves: 'Verschoben',
  moved: (moves: number, days: number | null) =>
    moves === 0
      ? 'Der Termin wurde bisher nicht verschoben.'
      : `${moves === 1 ? 'einmal' : `${moves}-mal`}${days === null ? '' : days === 0 ? ', am Ende auf den ersten Termin zurück' : `, insgesamt um ${Math.abs(days)} ${Math.abs(days) === 1 ? 'Tag' : 'Tage'} ${days > 0 ? 'nach hinten' : 'nach vorn'}`}`,
  next: 'Wie es weitergeht',
  promisesCaption: 'Alle Zusagen, die älteste zuerst',
  promisedOn: 'Zugesagt am',
  reason: 'Begründung',
  movedBy: 'Gegen die vorige',
  days: (days: number) =>
    days === 0 ? 'gleich' : `${days > 0 ? '+' : '−'}${Math.abs(days)} ${Math.abs(days) === 1 ? 'Tag' : 'Tage'}`,
  demand: 'Vorverträge',
  demandText: (share: string, deadline: string) =>
    `${share} der Wohnungen und Betriebe müssen bis zum ${deadline} zustimmen`,
  signedUp: (count: number, share: string | null, day: string) =>
    `${count} Vorverträge${share ? ` (${share})` : ''} am ${day}`,
  mobile: 'Mobilfunk',
  mobileCaption: 'Netze, die diese Adresse nach Angabe der Quelle im Freien erreichen',
  noMobile: 'Nicht bekannt: Keine Quelle nennt ein Mobilfunknetz an dieser Adresse.',
  mobileHint: 'Netze, die hier nicht stehen, nennt keine Quelle.',
  operator: 'Betreiber',
  network: 'Netz',
  own: 'eigenes Netz',
  roaming: 'über das Netz eines anderen Betreibers',
  fibre: {
    ACTIVATED: 'Glasfaser ist angeschlossen und in Betrieb.',
    CONNECTED: 'Glasfaser liegt im Gebäude.',
    PREPARED: 'Der Glasfaseranschluss ist vorbereitet, aber noch nicht im Gebäude.',
    PASSED: 'Glasfaser liegt in der Straße. Das Gebäude ist noch nicht angeschlossen.',
    UNDER_CONSTRUCTION: 'Hier wird gerade Glasfaser gebaut.',
    PLANNED: 'Hier ist Glasfaser geplant.',
    NONE: 'Die Quellen nennen hier nur andere Techniken und kein Projekt, das Glasfaser zusagt.',
    UNKNOWN: 'Ob es hier Glasfaser gibt, ist nicht bekannt.',
  },
  technology: {
    FTTH: 'Glasfaser bis in die Wohnung (FTTH)',
    FTTB: 'Glasfaser bis ins Gebäude (FTTB)',
    FTTC: 'VDSL, Glasfaser bis zum Verteiler (FTTC)',
    HFC: 'Kabelnetz (HFC)',
    DSL: 'DSL über Kupfer',
    FIXED_WIRELESS: 'Funk am festen Ort',
    SATELLITE: 'Satellit',
    OTHER: 'andere Technik',
  },
  level: {
    PASSED: 'liegt in der Straße',
    PREPARED: 'bis ans Gebäude vorbereitet',
    CONNECTED: 'im Gebäude',
    ACTIVATED: 'in Betrieb',
  },
  use: { ANY: 'alle', RESIDENTIAL: 'Wohnungen', COMMERCIAL: 'Gewerbe' },
  evidenceClass: {
    MEASUREMENT: 'gemessen',
    CITY: 'von der Stadt festgestellt',
    OPERATOR: 'Angabe des Betreibers',
    OFFICIAL_GRID: 'amtliche Statistik je Rasterzelle, nicht je Haus',
    RESIDENT_REPORT: 'Meldung aus der Bevölkerung, noch nicht geprüft',
  },
  generation: { G2: '2G (GSM)', G4: '4G (LTE)', G5: '5G', G5_SA: '5G Standalone' },
  rolloutStatus: {
    ANNOUNCED: 'Angekündigt',
    DEMAND_AGGREGATION: 'Vorverträge werden gesammelt',
    REJECTED: 'Nicht zustande gekommen',
    FUNDING_APPLICATION: 'Förderung beantragt',
    TENDERED: 'Ausgeschrieben',
    PLANNED: 'Geplant',
    UNDER_CONSTRUCTION: 'Im Bau',
    PASSED: 'Glasfaser liegt in der Straße',
    PREPARED: 'Anschlüsse vorbereitet',
    CONNECTED: 'Gebäude angeschlossen',
    ACTIVATED: 'In Betrieb',
    PAUSED: 'Unterbrochen',
    DECOMMISSIONED: 'Stillgelegt',
  },
  outcome: {
    REACHED: 'Es sind genug.',
    MISSED: 'Es waren zu wenige.',
    WITHDRAWN: 'Das Unternehmen hat vorher aufgegeben.',
  },
};

export type Words = typeof de;

const en: Words = {
  locale: 'en-GB',
  answerFor: (label) => `What is known about ${label}`,
  asOf: (day) => `As of ${day}. Not known means that no source says anything; it never means no.`,
  demo: 'Demo data: this answer belongs to a made-up city. None of it is true.',
  district: 'District',
  noDistrict: 'Not known: no district on record contains this address.',
  addressSource: 'Address from',
  map: 'Show this address on the map',
  json: 'This answer as JSON',
  otherLanguage: 'Diese Seite auf Deutsch',
  search: 'Look up another address',
  searchLabel: 'Street, house number and place',
  searchButton: 'Search',
  results: (text) => `Addresses for “${text}”`,
  noResults: 'No address is like this. Check the spelling, or search for the street alone.',
  tooLong: 'The text is too long: 200 characters at most.',
  missing: 'There is no such address here',
  missingHint: 'The identifier is wrong, or the address has left the official list. Search by street and house number:',
  fault: 'This cannot be answered right now',
  faultHint: 'The fault is on our side. Please try again later.',
  unknown: 'not known',
  source: 'Source',
  evidence: 'Evidence',
  since: 'Holds since',
  dataOf: (day) => `data of ${day}`,
  takenOver: (day) => `date of the data not known, taken over on ${day}`,
  fixed: 'Fixed internet',
  fixedCaption: 'Connections that there are today, by provider and technology',
  noFixed: 'Not known: no source names a connection at this address. That does not mean that there is none.',
  best: (speed, technology) =>
    `Highest speed according to the sources: ${speed}. Best technology: ${technology}. Fast need not be fibre.`,
  provider: 'Provider',
  technologyTitle: 'Technology',
  levelTitle: 'How far the connection is',
  upTo: (speed) => `up to ${speed}`,
  down: 'Download up to',
  up: 'Upload up to',
  useTitle: 'For',
  contradictions: 'Where sources contradict each other',
  contradictionsHint:
    'Both statements stand side by side. Figures follow the first of each pair, which has better evidence or is newer.',
  contradictionCaption: (provider, technology, what) => `${provider}, ${technology}: they differ ${what}`,
  differs: { CONNECTION_LEVEL: 'in how far the connection is', SPEED: 'in the speed' },
  and: ' and ',
  noContradictions: 'The known sources do not contradict each other here.',
  rollout: 'Rollout',
  noRollout: 'Not known: no source names a rollout project for this address. That does not mean that none is planned.',
  builder: 'Built by',
  status: 'Status',
  statusSince: (status, day) => `${status} (since ${day})`,
  window: 'Promised',
  noWindow: 'Not known: no date is promised at present.',
  between: (from, to) => `from ${from} to ${to}`,
  until: (to) => `by ${to}`,
  from: (from) => `from ${from}`,
  passed: 'This date has passed.',
  moves: 'Moved',
  moved: (moves, days) =>
    moves === 0
      ? 'The date has not been moved so far.'
      : `${moves === 1 ? 'once' : `${moves} times`}${days === null ? '' : days === 0 ? ', in the end back to the first date' : `, ${Math.abs(days)} ${Math.abs(days) === 1 ? 'day' : 'days'} ${days > 0 ? 'later' : 'earlier'} in all`}`,
  next: 'What happens next',
  promisesCaption: 'Every promise, the oldest first',
  promisedOn: 'Promised on',
  reason: 'Reason',
  movedBy: 'Against the one before',
  days: (days) =>
    days === 0 ? 'the same' : `${days > 0 ? '+' : '−'}${Math.abs(days)} ${Math.abs(days) === 1 ? 'day' : 'days'}`,
  demand: 'Pre-orders',
  demandText: (share, deadline) => `${share} of the premises must sign by ${deadline}`,
  signedUp: (count, share, day) => `${count} pre-orders${share ? ` (${share})` : ''} on ${day}`,
  mobile: 'Mobile networks',
  mobileCaption: 'Networks that reach this address outdoors, according to the source',
  noMobile: 'Not known: no source names a mobile network at this address.',
  mobileHint: 'Networks that are not listed are named by no source.',
  operator: 'Operator',
  network: 'Network',
  own: 'its own network',
  roaming: "through another operator's network",
  fibre: {
    ACTIVATED: 'Fibre is connected and in use.',
    CONNECTED: 'Fibre ends in the building.',
    PREPARED: 'The fibre connection is prepared, but not in the building yet.',
    PASSED: 'Fibre lies in the street. The building is not connected yet.',
    UNDER_CONSTRUCTION: 'Fibre is being built here.',
    PLANNED: 'Fibre is planned here.',
    NONE: 'Sources name other technologies only, and no project that promises fibre.',
    UNKNOWN: 'Whether there is fibre here is not known.',
  },
  technology: {
    FTTH: 'fibre to the home (FTTH)',
    FTTB: 'fibre to the building (FTTB)',
    FTTC: 'VDSL, fibre to the cabinet (FTTC)',
    HFC: 'television cable (HFC)',
    DSL: 'DSL over copper',
    FIXED_WIRELESS: 'fixed wireless',
    SATELLITE: 'satellite',
    OTHER: 'another technology',
  },
  level: {
    PASSED: 'lies in the street',
    PREPARED: 'laid up to the building',
    CONNECTED: 'in the building',
    ACTIVATED: 'in use',
  },
  use: { ANY: 'everybody', RESIDENTIAL: 'homes', COMMERCIAL: 'firms' },
  evidenceClass: {
    MEASUREMENT: 'measured',
    CITY: 'established by the city',
    OPERATOR: 'said by the operator',
    OFFICIAL_GRID: 'official statistics by grid cell, not by building',
    RESIDENT_REPORT: 'reported by a resident, not checked yet',
  },
  generation: { G2: '2G (GSM)', G4: '4G (LTE)', G5: '5G', G5_SA: '5G standalone' },
  rolloutStatus: {
    ANNOUNCED: 'announced',
    DEMAND_AGGREGATION: 'pre-orders are being collected',
    REJECTED: 'did not come about',
    FUNDING_APPLICATION: 'funding applied for',
    TENDERED: 'tendered',
    PLANNED: 'planned',
    UNDER_CONSTRUCTION: 'under construction',
    PASSED: 'fibre lies in the street',
    PREPARED: 'connections prepared',
    CONNECTED: 'buildings connected',
    ACTIVATED: 'in use',
    PAUSED: 'paused',
    DECOMMISSIONED: 'switched off',
  },
  outcome: { REACHED: 'There are enough.', MISSED: 'There were too few.', WITHDRAWN: 'The company gave up before.' },
};

export const WORDS: Record<Language, Words> = { de, en };

/** The language of a page: what its address says, else the browser's first choice of ours, else German. */
export function languageOf(asked: unknown, accepted: string | undefined): Language {
  const known = (tag: string) => LANGUAGES.find((language) => language === tag.trim().slice(0, 2).toLowerCase());
  const wished = (accepted ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';');
      const quality = parameters
        .map((text) => /^\s*q=([\d.]+)\s*$/i.exec(text)?.[1])
        .find((text) => text !== undefined);
      return { language: known(tag), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ language, quality }) => language && quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return (typeof asked === 'string' ? known(asked) : undefined) ?? wished[0]?.language ?? 'de';
}

/** A calendar day, YYYY-MM-DD, in words: "30. Juni 2024". */
export const dayIn = (words: Words, day: string): string =>
  new Intl.DateTimeFormat(words.locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));

/** The calendar day of a moment, YYYY-MM-DD. */
export const dayOf = (moment: Date | string, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone }).format(new Date(moment));

export const percentIn = (words: Words, share: number): string =>
  new Intl.NumberFormat(words.locale, { style: 'percent', maximumFractionDigits: 1 }).format(share / 100);

export const speedIn = (words: Words, mbit: number): string =>
  `${new Intl.NumberFormat(words.locale, { maximumFractionDigits: 1 }).format(mbit)} Mbit/s`;

/** A code of the GraphQL schema in words. */
export const wordFor = (words: Record<string, string>, code: string): string => words[code] ?? code;
