/** Was im Rahmen der Seite steht: Suche, Karte, Ebenen, Teilen. */
export const shell = {
  withoutMap: 'Seiten ohne Karte',
  pages: {
    '/address': 'Adresse suchen, ohne Karte',
    '/districts': 'Alle Stadtteile',
    '/reports': 'Gemeldete Fehler',
    '/agenda': 'Digitale Agenda',
    '/open-data': 'Offene Daten',
    '/leicht': 'Leichte Sprache',
    '/accessibility': 'Erklärung zur Barrierefreiheit',
    '/graphql': 'Daten abfragen',
  },
  locate: {
    button: 'Mein Standort',
    busy: 'Standort wird gesucht …',
    refused:
      'Der Browser darf den Standort nicht verwenden. Erlauben Sie es in seinen Einstellungen oder tippen Sie die Adresse ein.',
    unavailable: 'Der Standort ist gerade nicht zu bestimmen. Tippen Sie die Adresse ein.',
    outside: 'In der Nähe Ihres Standorts ist hier keine Adresse bekannt. Tippen Sie die Adresse ein.',
    nearest: (label: string, metres: string) => `Nächste bekannte Adresse: ${label}, ${metres} entfernt.`,
  },
  sheet: {
    label: 'Auskunft',
    higher: 'Auskunft vergrößern',
    lower: 'Auskunft verkleinern',
    state: { peek: 'Auskunft klein, Karte groß.', half: 'Auskunft halb hoch.', full: 'Auskunft ganz hoch.' },
  },
  places: 'Schulen, Verwaltung und andere öffentliche Orte',
  placesNear: 'Öffentliche Orte erscheinen ab der Ansicht eines Stadtteils.',
  time: 'Zeit',
  share: { open: 'Teilen und drucken' },
  list: 'Liste',
  fullPage: 'Ganze Seite öffnen',
  offline: 'Keine Internetverbindung. Geladenes bleibt nutzbar; es geht von selbst weiter.',
  online: 'Die Internetverbindung steht wieder.',
  stale: (time: string) => `Werte von ${time}.`,
  retrying: 'Es wird von selbst noch einmal versucht.',
};
