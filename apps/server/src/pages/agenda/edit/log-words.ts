import type { Language } from '../../frame/language.js';

const de = {
  title: 'Protokoll der Agenda',
  hint: 'Wer was getan oder versucht hat, das Neueste zuerst. Das sehen nur Angemeldete; Netzadressen werden nicht gespeichert, und was abgewiesen wurde, wird nach einem Jahr gelöscht.',
  at: 'Am',
  by: 'Von',
  deed: 'Was',
  about: 'Woran',
  why: 'Warum',
  nobody: 'niemand Angemeldetes',
  older: 'Ältere',
  newer: 'Neuere',
  deeds: {
    added: 'angelegt',
    changed: 'geändert',
    withdrawn: 'zurückgezogen',
    drafted: 'Entwurf gespeichert',
    'draft-accepted': 'Entwurf angenommen',
    'draft-refused': 'Entwurf abgelehnt',
    'draft-withdrawn': 'Entwurf zurückgenommen',
    published: 'Bericht veröffentlicht',
    refused: 'abgewiesen',
  },
  actions: {
    edit: 'Bearbeiten eines Eintrags',
    draft: 'Entscheiden über einen Entwurf',
    import: 'Einlesen einer Datei',
    publish: 'Veröffentlichen eines Berichts',
    graphql: 'Ändern über GraphQL',
  } as Record<string, string>,
  reasons: {
    'not-signed-in': 'nicht angemeldet',
    forged: 'Formular nicht von dieser Seite oder Anmeldung',
    'own-draft': 'eigener Entwurf',
  } as Record<string, string>,
  times: (count: number) => `${count}-mal in dieser Stunde`,
};

type LogWords = typeof de;

const en: LogWords = {
  title: 'Log of the agenda',
  hint: 'Who did or tried what, the newest first. Only those who signed in see this; no network addresses are stored, and what was refused is deleted after a year.',
  at: 'On',
  by: 'By',
  deed: 'What',
  about: 'Of what',
  why: 'Why',
  nobody: 'nobody who had signed in',
  older: 'Older',
  newer: 'Newer',
  deeds: {
    added: 'added',
    changed: 'changed',
    withdrawn: 'withdrawn',
    drafted: 'draft saved',
    'draft-accepted': 'draft accepted',
    'draft-refused': 'draft refused',
    'draft-withdrawn': 'draft taken back',
    published: 'report published',
    refused: 'refused',
  },
  actions: {
    edit: 'editing a record',
    draft: 'deciding on a draft',
    import: 'importing a file',
    publish: 'publishing a report',
    graphql: 'changing over GraphQL',
  },
  reasons: {
    'not-signed-in': 'not signed in',
    forged: 'form not of this page or session',
    'own-draft': 'own draft',
  },
  times: (count) => `${count} times in this hour`,
};

export const LOG_WORDS: Record<Language, LogWords> = { de, en };
