import { codes } from './codes.de.js';
import { shell } from './shell.de.js';
import { pluralIn } from './plural.js';

const plural = pluralIn('de');

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
  shown: (name: string) => `Auskunft für ${name}`,
  yes: 'ja',
  no: 'nein',
  demo: {
    label: 'Demodaten',
    text: (city: string) =>
      `Diese Karte zeigt eine erfundene Stadt an der Stelle von ${city}. Nichts davon ist eine Auskunft.`,
    noMap: 'Diese Auskünfte und Zahlen gehören, ganz oder zum Teil, zu einer erfundenen Stadt.',
    badge: 'Demo',
  },
  start: {
    title: 'Was liegt an Ihrer Adresse?',
    text: 'Glasfaser, Mobilfunk und was gerade gebaut wird: Geben Sie Ihre Adresse ein.',
    tap: 'Oder tippen Sie auf die Karte.',
    districts: 'Die Stadtteile im Überblick',
    district: 'Stadtteil',
    addresses: 'Adressen',
    fibreOnOffer: 'Glasfaser verfügbar, mindestens in der Straße',
    unknown: 'unbekannt',
    noDistricts: 'Es sind noch keine Stadtteile geladen.',
  },
  search: {
    label: 'Adresse suchen',
    placeholder: 'Straße, Hausnummer',
    button: 'Suchen',
    clear: 'Eingabe löschen',
    none: 'Keine Adresse gefunden. Prüfen Sie die Schreibweise oder versuchen Sie es mit der Straße allein.',
    invented: 'Die Straßen dieser Demostadt sind erfunden. Zum Beispiel gibt es:',
    otherNumber: 'Diese Hausnummer steht nicht im Verzeichnis. Das sind ähnliche Adressen, nicht Ihre:',
    street: (count: number) => plural(count, { one: 'Straße, 1 Adresse', other: `Straße, ${count} Adressen` }),
    results: (count: number) => plural(count, { one: 'Ein Vorschlag', other: `${count} Vorschläge` }),
    failed: 'Die Suche ist gerade nicht erreichbar.',
  },
  address: {
    missing: 'Diese Adresse gibt es hier nicht.',
    page: 'Alles zu dieser Adresse auf einer Seite: zum Drucken und Weitergeben',
    report: 'Fehler melden',
    premises: (count: number) =>
      plural(count, { one: '1 Wohn- oder Geschäftseinheit', other: `${count} Wohn- oder Geschäftseinheiten` }),
    best: (technology: string, speed: string) => `Am schnellsten heute: ${technology}, bis zu ${speed}.`,
    noBest: 'Zu verfügbaren Anschlüssen liegen keine Angaben vor.',
    noneInside: 'Welcher Anschluss heute schon im Gebäude geht, ist nicht bekannt.',
    later: (technology: string, speed: string) =>
      `Sobald das Gebäude an Glasfaser angeschlossen ist: ${technology}, bis zu ${speed}.`,
    fixed: 'Anschlüsse',
    noFixed: 'Keine Angaben zu Anschlüssen.',
    down: 'Herunterladen bis zu',
    up: 'Hochladen bis zu',
    speedUnknown: 'nicht angegeben',
    level: 'Stand',
    evidence: 'Beleg',
    mobile: 'Mobilfunk im Freien',
    notNamed: 'von keiner Quelle genannt',
    mobileHint: 'Ein Strich heißt: Keine Quelle nennt dieses Netz hier.',
    noMobile: 'Keine Angaben zum Mobilfunk.',
    projects: 'Ausbau an dieser Adresse',
    noProjects: 'Für diese Adresse ist kein Ausbauprojekt bekannt.',
    wifi: 'Öffentliches WLAN in der Nähe',
    noWifi: 'Keine Quelle nennt öffentliches WLAN.',
    advice: 'Beratung zu Digitalem',
    away: (metres: string) => `${metres}\u00a0m`,
  },
  project: {
    missing: 'Dieses Projekt gibt es hier nicht.',
    label: 'Ausbauprojekt',
    builder: 'Wer baut',
    provider: 'Anbieter',
    status: 'Stand',
    since: (date: string) => `seit ${date}`,
    announced: (provider: string, window: string | null) =>
      `Angekündigt: ${provider} will hier Glasfaser bauen, ${window ? `zugesagt ${window}` : 'ohne zugesagten Termin'}.`,
    promised: 'Zugesagt',
    noPromise: 'kein Termin genannt',
    overdue: 'Dieser Termin ist verstrichen.',
    between: (from: string, to: string) => `${from} bis ${to}`,
    from: (date: string) => `ab ${date}`,
    until: (date: string) => `bis ${date}`,
    moves: (count: number) =>
      count === 0
        ? 'Der Termin wurde nie verschoben.'
        : plural(count, {
            one: 'Der Termin wurde einmal verschoben.',
            other: `Der Termin wurde ${count}-mal verschoben.`,
          }),
    funding: 'Finanzierung',
    history: 'Verlauf',
    more: 'Projekt und Verlauf ansehen',
  },
  sources: {
    title: 'Quellen',
    asOf: (date: string) => `Stand ${date}`,
    imported: (date: string) => `geladen am ${date}`,
  },
  link: {
    open: 'Live',
    connecting: 'Verbinde …',
    paused: 'Angehalten',
    pause: 'Live-Werte anhalten',
    resume: 'Live-Werte fortsetzen',
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
    show: 'Karte zeigen',
  },
  legend: { operator: 'Netzbetreiber', node: 'Netzknoten' },
  dataset: { title: 'Offene Daten' },
  shell,
  ...codes,
};

/** What every language must say. */
export type Dictionary = typeof de;
