import type {
  AddressUse,
  ConnectionLevel,
  FibreStatus,
  FixedTechnology,
  MobileTechnology,
  RolloutStatus,
  SensorKind,
} from '../generated/graphql.js';
import type { GroupId } from '../map/choice.js';
import type { NetworkStage } from '../map/layers/network.js';
import type { Phase } from '../map/layers/rollout.js';

const fibre: Record<FibreStatus | 'UNKNOWN', string> = {
  ACTIVATED: 'Glasfaser in Betrieb',
  CONNECTED: 'Glasfaser im Gebäude',
  PREPARED: 'Anschluss vorbereitet',
  PASSED: 'Glasfaser in der Straße',
  LEVEL_UNKNOWN: 'Glasfaser gemeldet, Stand unbekannt',
  UNDER_CONSTRUCTION: 'Im Bau',
  PLANNED: 'Geplant',
  NONE: 'Keine Glasfaser gemeldet',
  UNKNOWN: 'Nicht bekannt',
};
/** Der Stand in einem Satz, wie man ihn einer Nachbarin sagt. */
const fibreSentence: Record<FibreStatus | 'UNKNOWN', string> = {
  ACTIVATED: 'Glasfaser ist angeschlossen und in Betrieb.',
  CONNECTED: 'Glasfaser liegt im Gebäude. Ein Vertrag genügt, um sie zu nutzen.',
  PREPARED: 'Der Glasfaseranschluss ist vorbereitet, aber noch nicht im Gebäude.',
  PASSED: 'Glasfaser liegt in der Straße. Das Gebäude ist noch nicht angeschlossen.',
  LEVEL_UNKNOWN:
    'Hier ist Glasfaser gemeldet. Ob das Gebäude angeschlossen ist, sagt keine Quelle. Fragen Sie den Anbieter.',
  UNDER_CONSTRUCTION: 'Hier wird gerade Glasfaser gebaut.',
  PLANNED: 'Hier ist Glasfaser geplant.',
  NONE: 'Keine Quelle nennt hier Glasfaser, nur andere Techniken.',
  UNKNOWN: 'Für diese Adresse liegt keine Angabe zur Glasfaser vor. Das heißt nicht, dass es keine gibt.',
};
const technology: Record<FixedTechnology, string> = {
  FTTH: 'Glasfaser bis in die Wohnung (FTTH)',
  FTTB: 'Glasfaser bis ins Gebäude (FTTB)',
  FTTC: 'VDSL, Glasfaser bis zum Verteiler (FTTC)',
  HFC: 'Kabelnetz (HFC)',
  DSL: 'DSL über Kupfer',
  FIXED_WIRELESS: 'Funk am festen Ort',
  SATELLITE: 'Satellit',
  OTHER: 'Andere Technik',
};
const level: Record<ConnectionLevel, string> = {
  PASSED: 'liegt in der Straße',
  PREPARED: 'vorbereitet',
  CONNECTED: 'im Gebäude',
  ACTIVATED: 'in Betrieb',
};
const mobile: Record<MobileTechnology, string> = { G2: '2G', G4: '4G (LTE)', G5: '5G', G5_SA: '5G Standalone' };
const use: Record<AddressUse, string> = {
  RESIDENTIAL: 'Wohnen',
  COMMERCIAL: 'Gewerbe',
  MIXED: 'Wohnen und Gewerbe',
  PUBLIC: 'Öffentliche Einrichtung',
};
const rollout: Record<RolloutStatus, string> = {
  ANNOUNCED: 'Angekündigt',
  DEMAND_AGGREGATION: 'Nachfragebündelung',
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
};
const phase: Record<Phase, string> = {
  preparing: 'In Vorbereitung',
  building: 'Im Bau',
  done: 'Fertig gebaut',
  stopped: 'Unterbrochen oder aufgegeben',
};
const stage: Record<NetworkStage, string> = {
  operational: 'In Betrieb',
  building: 'Geplant oder im Bau',
  retired: 'Außer Betrieb',
};
const sensorKind: Record<SensorKind, string> = {
  WEATHER: 'Wetter',
  AIR_QUALITY: 'Luftqualität',
  NOISE: 'Lärm',
  PARKING: 'Parken',
  RIVER_LEVEL: 'Wasserstand',
  TRAFFIC: 'Verkehr',
  OTHER: 'Sonstige',
};
const group: Record<GroupId, string> = {
  fixed: 'Internet am Haus',
  mobile: 'Mobilfunk',
  rollout: 'Ausbauprojekte',
  network: 'Glasfasernetz',
  sensors: 'Sensoren',
};

export const de = {
  languageName: 'Deutsch',
  tagline: (city: string) => `Digitale Infrastruktur in ${city}`,
  skipToAnswer: 'Zum Inhalt springen',
  skipToMap: 'Zur Karte springen',
  switchLanguage: 'Sprache wählen',
  navigation: 'Weitere Seiten',
  queryData: 'Daten abfragen',
  loading: 'Wird geladen …',
  retry: 'Noch einmal versuchen',
  failed: 'Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.',
  close: 'Schließen',
  yes: 'ja',
  no: 'nein',
  demo: {
    label: 'Demodaten',
    text: (city: string) =>
      `Diese Karte zeigt eine erfundene Stadt an der Stelle von ${city}. Nichts davon ist eine Auskunft.`,
    badge: 'Demo',
  },
  start: {
    title: 'Was liegt an Ihrer Adresse?',
    text: 'Glasfaser, Mobilfunk und was gerade gebaut wird: Geben Sie Ihre Adresse ein oder tippen Sie auf die Karte.',
    districts: 'Die Ortsteile im Überblick',
    district: 'Ortsteil',
    addresses: 'Adressen',
    fibreOnOffer: 'Glasfaser verfügbar',
    unknown: 'unbekannt',
    noDistricts: 'Es sind noch keine Ortsteile geladen.',
  },
  search: {
    label: 'Adresse suchen',
    placeholder: 'Straße und Hausnummer',
    clear: 'Eingabe löschen',
    none: 'Keine Adresse gefunden. Prüfen Sie die Schreibweise oder versuchen Sie es mit der Straße allein.',
    results: (count: number) => (count === 1 ? 'Ein Vorschlag' : `${count} Vorschläge`),
    failed: 'Die Suche ist gerade nicht erreichbar.',
  },
  address: {
    missing: 'Diese Adresse gibt es hier nicht.',
    page: 'Alles zu dieser Adresse auf einer Seite: zum Drucken, Weitergeben und Melden von Fehlern',
    shown: (label: string) => `Auskunft für ${label}`,
    premises: (count: number) =>
      count === 1 ? '1 Wohn- oder Geschäftseinheit' : `${count} Wohn- oder Geschäftseinheiten`,
    best: (technology: string, speed: string) => `Am schnellsten heute: ${technology}, bis zu ${speed}.`,
    noBest: 'Zu verfügbaren Anschlüssen liegen keine Angaben vor.',
    fixed: 'Anschlüsse',
    noFixed: 'Keine Angaben zu Anschlüssen.',
    down: 'Herunterladen bis zu',
    up: 'Hochladen bis zu',
    speedUnknown: 'nicht angegeben',
    level: 'Stand',
    mobile: 'Mobilfunk im Freien',
    notNamed: 'von keiner Quelle genannt',
    mobileHint: 'Ein Strich heißt: Keine Quelle nennt dieses Netz hier.',
    noMobile: 'Keine Angaben zum Mobilfunk.',
    projects: 'Ausbau an dieser Adresse',
    noProjects: 'Für diese Adresse ist kein Ausbauprojekt bekannt.',
    next: 'Wie geht es weiter?',
  },
  project: {
    missing: 'Dieses Projekt gibt es hier nicht.',
    label: 'Ausbauprojekt',
    builder: 'Wer baut',
    provider: 'Anbieter',
    status: 'Stand',
    since: (date: string) => `seit ${date}`,
    promised: 'Zugesagt',
    noPromise: 'kein Termin genannt',
    between: (from: string, to: string) => `${from} bis ${to}`,
    from: (date: string) => `ab ${date}`,
    until: (date: string) => `bis ${date}`,
    moves: (count: number) =>
      count === 0
        ? 'Der Termin wurde nie verschoben.'
        : count === 1
          ? 'Der Termin wurde einmal verschoben.'
          : `Der Termin wurde ${count}-mal verschoben.`,
    funding: 'Finanzierung',
    history: 'Verlauf',
    more: 'Projekt und Verlauf ansehen',
  },
  sensor: {
    missing: 'Diesen Sensor gibt es hier nicht.',
    noData: 'Noch kein Messwert',
    since: (time: string) => `gemessen ${time}`,
    last24: 'Verlauf der letzten 24 Stunden',
    chart: (title: string, low: string, high: string) =>
      `${title}: zwischen ${low} und ${high} in den letzten 24 Stunden.`,
    noHistory: 'Keine Werte in den letzten 24 Stunden.',
    silent: (time: string) => `Seit ${time} kein neuer Wert`,
  },
  sources: {
    title: 'Quellen',
    asOf: (date: string) => `Stand ${date}`,
    imported: (date: string) => `geladen am ${date}`,
  },
  link: {
    open: 'Live',
    connecting: 'Verbinde …',
    lost: 'Verbindung unterbrochen. Die Werte können veraltet sein; es wird von selbst weiter versucht.',
    recovered: 'Verbindung wiederhergestellt.',
  },
  map: {
    title: 'Karte der Stadt',
    help: 'Karte. Mit den Pfeiltasten verschieben, mit Plus und Minus zoomen. Dieselbe Auskunft gibt die Adresssuche als Text.',
    legend: 'Ebenen',
    basemapFailed: 'Die eingestellte Hintergrundkarte ist nicht erreichbar. Die eigene Karte wird gezeigt.',
    unavailable:
      'Die Karte kann auf diesem Gerät nicht gezeigt werden. Adresssuche und Auskünfte funktionieren trotzdem.',
    tilesFailed: 'Ein Teil der Karte konnte nicht geladen werden.',
    truncated: 'Hier ist nicht alles gezeichnet. Näher heranzoomen zeigt mehr.',
    zoomIn: 'Vergrößern',
    zoomOut: 'Verkleinern',
    sheetOpen: 'Auskunft aufklappen',
    sheetClose: 'Auskunft einklappen',
  },
  legend: {
    colouring: 'Einfärben nach',
    status: 'Stand der Glasfaser',
    technology: 'Beste Technik',
    fibreShare: 'Von weitem: Anteil der Adressen mit Glasfaser in der Straße',
    gigabitShare: 'Von weitem: Anteil der Adressen mit 1 Gbit/s',
    operator: 'Netzbetreiber',
    allOperators: 'Alle Betreiber',
    generation: 'Mobilfunkgeneration',
    allGenerations: 'Alle Generationen',
    sensorsHint: 'Die Werte erneuern sich von selbst.',
    node: 'Netzknoten',
  },
  dataset: { title: 'Offene Daten' },
  fibre,
  fibreSentence,
  technology,
  level,
  mobile,
  use,
  rollout,
  phase,
  stage,
  sensorKind,
  group,
};

/** What every language must say. */
export type Dictionary = typeof de;
