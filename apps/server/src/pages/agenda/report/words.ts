import type { Language } from '../../frame/language.js';

const de = {
  locale: 'de-DE',
  about: (city: string) =>
    `Ziele, Stand, Geld und Stellen der digitalen Agenda von ${city} als Anlage zu einer Vorlage, zu jedem Tag.`,
  asOf: 'Stand vom',
  show: 'Zeigen',
  files: 'Als Datei',
  pdf: 'PDF (barrierefrei)',
  odt: 'ODT zum Weiterschreiben',
  html: 'HTML zum Drucken',
  markdown: 'Markdown',
  csv: 'Daten als CSV',
  published: 'Veröffentlichte Berichte',
  one: (number: number, day: string) => `Bericht Nr. ${number} zum ${day}`,
  publishedOn: 'veröffentlicht am',
  publish: 'Für Planerinnen und Planer: diesen Bericht veröffentlichen',
  wrong: 'Diesen Bericht gibt es nicht',
  ofToday: 'Bericht von heute',
};

const en: typeof de = {
  locale: 'en-GB',
  about: (city) =>
    `Goals, status, money and staff of the digital agenda of ${city} as an annex to a council paper, as of any day.`,
  asOf: 'As of',
  show: 'Show',
  files: 'As a file',
  pdf: 'PDF (accessible)',
  odt: 'ODT to go on writing in',
  html: 'HTML for printing',
  markdown: 'Markdown',
  csv: 'Data as CSV',
  published: 'Published reports',
  one: (number, day) => `Report no. ${number} as of ${day}`,
  publishedOn: 'published on',
  publish: 'For planners: publish this report',
  wrong: 'There is no such report',
  ofToday: 'Report of today',
};

export const REPORT_PAGE_WORDS: Record<Language, typeof de> = { de, en };
