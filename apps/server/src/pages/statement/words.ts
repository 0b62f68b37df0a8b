import type { Language } from '../frame/language.js';

interface StatementWords {
  locale: string;
  title: string;
  about: (city: string) => string;
  scope: (publisher: string, where: string) => string;
  law: string;
  status: string;
  statusText: string;
  open: string;
  openHint: string;
  barriers: { part: string; reason: string; instead: string }[];
  part: string;
  reason: string;
  instead: string;
  barriersCaption: string;
  exempt: string;
  exemptText: string;
  made: string;
  madeText: (day: string) => string;
  feedback: string;
  feedbackText: string;
  responsible: string;
  contact: string;
  noContact: string;
  noContactHint: string;
  subject: string;
  enforcement: string;
  enforcementText: string;
}

const de: StatementWords = {
  locale: 'de-DE',
  title: 'Erklärung zur Barrierefreiheit',
  about: (city) => `Wie barrierefrei Stadtlage ${city} ist, was noch fehlt, und wie Sie Barrieren melden.`,
  scope: (publisher, where) =>
    `${publisher} ist bemüht, dieses Angebot${where && ` (${where})`} barrierefrei zugänglich zu machen. Diese Erklärung gilt für die Karte, für alle Seiten, die unten verlinkt sind, und für die offenen Daten.`,
  law: 'Maßgeblich sind die Richtlinie (EU) 2016/2102, §§ 10a bis 10d des Behindertengleichstellungsgesetzes Nordrhein-Westfalen (BGG NRW) und § 4 der Barrierefreie-Informationstechnik-Verordnung Nordrhein-Westfalen (BITVNRW); für Stellen des Bundes die BITV 2.0. Maßstab sind die EN 301 549 und die WCAG, beim Bau die WCAG 2.2 in der Stufe AA.',
  status: 'Stand der Vereinbarkeit',
  statusText:
    'Dieses Angebot ist wegen der folgenden Ausnahmen mit den Anforderungen teilweise vereinbar. Eine unabhängige Stelle hat es noch nicht geprüft.',
  open: 'Nicht barrierefreie Inhalte',
  openHint: 'Was nicht barrierefrei ist, warum, und was Sie stattdessen nutzen können:',
  barriers: [
    {
      part: 'Deutsche Gebärdensprache',
      reason: 'Es gibt noch keine Erläuterungen in Gebärdensprache.',
      instead: 'Die Startseite und die Auskunft zu einer Adresse gibt es in Leichter Sprache.',
    },
    {
      part: 'Leichte Sprache',
      reason:
        'Eine Prüfgruppe hat die Texte noch nicht geprüft. Nur Startseite und Auskunft zu einer Adresse liegen vor.',
      instead: 'Die Kontaktstelle erklärt Inhalte auf Anfrage.',
    },
    {
      part: 'Elektronisches Kontaktformular (§ 10b BGG NRW)',
      reason: 'Für Barrieren gibt es noch kein Formular.',
      instead: 'Bitte schreiben Sie eine E-Mail an die Kontaktstelle.',
    },
    {
      part: 'Texte aus Quellen',
      reason: 'Namen und Begründungen stehen so da, wie Unternehmen und Ämter sie liefern, meist nur auf Deutsch.',
      instead: 'Was wir selbst schreiben, gibt es auf Deutsch und Englisch.',
    },
    {
      part: 'Werkstatt für GraphQL-Abfragen',
      reason:
        'Sie ist ein fremdes Programm für Entwicklerinnen und Entwickler und nicht vollständig mit der Tastatur und mit Vorleseprogrammen bedienbar; manche ihrer Farben haben zu wenig Kontrast.',
      instead:
        'Dieselben Abfragen laufen ohne sie; die Seiten der offenen Daten nennen für jeden Datensatz ein Beispiel.',
    },
  ],
  part: 'Inhalt',
  reason: 'Was fehlt, und warum',
  instead: 'Stattdessen',
  barriersCaption: 'Inhalte, die nicht barrierefrei sind',
  exempt: 'Karte',
  exemptText:
    'Online-Karten sind von der Richtlinie ausgenommen (Artikel 1 Absatz 4 Buchstabe d), wenn wesentliche Angaben auf anderem Weg zugänglich sind. Darum steht alles, was die Karte über eine Adresse oder einen Stadtteil zeigt, auch als Text und in Tabellen: unter „Adresse suchen“ und „Stadtteile“.',
  made: 'Erstellung dieser Erklärung',
  madeText: (day) =>
    `Diese Erklärung wurde am ${day} erstellt. Sie beruht auf einer Selbstbewertung durch die Entwicklung. Sie wird mindestens einmal im Jahr überprüft.`,
  feedback: 'Barriere melden',
  feedbackText:
    'Sie haben eine Barriere gefunden, oder Sie brauchen einen Inhalt in einer Form, die Sie nutzen können? Schreiben Sie uns. Nennen Sie möglichst die Seite und was nicht geht.',
  responsible: 'Verantwortlich',
  contact: 'E-Mail',
  noContact: 'Diese Erklärung ist noch nicht vollständig: Die Stadt muss hier noch eine Kontaktadresse eintragen.',
  noContactHint: 'Für den Betrieb: Einstellung CONTACT_EMAIL.',
  subject: 'Barriere melden',
  enforcement: 'Durchsetzungsverfahren',
  enforcementText:
    'Antwortet die Stadt nicht in angemessener Frist oder hilft die Antwort nicht, können Sie sich an diese Stelle wenden. Das Verfahren kostet Sie nichts:',
};

const en: StatementWords = {
  locale: 'en-GB',
  title: 'Accessibility statement',
  about: (city) => `How accessible Stadtlage ${city} is, what is still missing, and how to report barriers.`,
  scope: (publisher, where) =>
    `${publisher} is committed to making this service${where && ` (${where})`} accessible. This statement holds for the map, for all pages linked below, and for the open data.`,
  law: 'It follows Directive (EU) 2016/2102, sections 10a to 10d of the disability equality act of North Rhine-Westphalia (BGG NRW) and section 4 of its accessible information technology regulation (BITVNRW); for federal bodies BITV 2.0. The yardstick is EN 301 549 and WCAG; this service is built to WCAG 2.2, level AA.',
  status: 'Compliance status',
  statusText:
    'This service is partially compliant with the requirements, because of the exceptions below. No independent body has examined it yet.',
  open: 'Content that is not accessible',
  openHint: 'What is not accessible, why, and what you can use instead:',
  barriers: [
    {
      part: 'German Sign Language',
      reason: 'There are no explanations in sign language yet.',
      instead: 'The start page and the answer for an address exist in easy-to-read German (Leichte Sprache).',
    },
    {
      part: 'Leichte Sprache (easy-to-read German)',
      reason: 'No testing group has examined the texts yet. Only the start page and the answer for an address exist.',
      instead: 'The contact explains content on request.',
    },
    {
      part: 'Electronic contact form (section 10b BGG NRW)',
      reason: 'There is no form for barriers yet.',
      instead: 'Please send an e-mail to the contact.',
    },
    {
      part: 'Texts of sources',
      reason: 'Names and reasons stand as companies and authorities deliver them, mostly in German only.',
      instead: 'What we write ourselves exists in German and English.',
    },
    {
      part: 'Workshop for GraphQL queries',
      reason:
        'It is a program of others for developers, and cannot be used fully by keyboard and with screen readers; some of its colours have too little contrast.',
      instead: 'The same queries run without it; the pages of the open data have an example for each dataset.',
    },
  ],
  part: 'Content',
  reason: 'What is missing, and why',
  instead: 'Instead',
  barriersCaption: 'Content that is not accessible',
  exempt: 'Map',
  exemptText:
    'Online maps are exempt from the directive (article 1, paragraph 4, letter d) where essential information is provided in another way. So all that the map shows of an address or a district is told as text and in tables, too: under “Find an address” and “Districts”.',
  made: 'Preparation of this statement',
  madeText: (day) =>
    `This statement was prepared on ${day}. It rests on a self-assessment by the developers. It is reviewed at least once a year.`,
  feedback: 'Report a barrier',
  feedbackText:
    'Have you found a barrier, or do you need some content in a form that you can use? Write to us. If you can, name the page and what does not work.',
  responsible: 'Responsible',
  contact: 'E-mail',
  noContact: 'This statement is not complete yet: the city has to name a contact here.',
  noContactHint: 'For whoever runs this service: the setting CONTACT_EMAIL.',
  subject: 'Report a barrier',
  enforcement: 'Enforcement procedure',
  enforcementText:
    'If the city does not answer within a reasonable time, or the answer does not help, you can turn to this body. The procedure costs you nothing:',
};

export const STATEMENT_WORDS: Record<Language, StatementWords> = { de, en };
