import type { Language } from '../app/location.js';

/** Apart from the other texts, as few open the dialog. */
const de = {
  title: 'Diese Ansicht teilen',
  link: 'Link',
  copy: 'Link kopieren',
  copied: 'Kopiert.',
  copyFailed: 'Das Kopieren ist nicht erlaubt. Markieren Sie den Text und kopieren Sie ihn selbst.',
  native: 'Teilen …',
  embed: 'Einbetten',
  embedText:
    'Diesen Text in eine andere Webseite einfügen; sie zeigt dann diese Ansicht. Fremde Webseiten muss der Betreiber zulassen.',
  copySnippet: 'Text kopieren',
  print: 'Drucken',
  picture: 'Karte als Bild speichern',
  pictureFailed: 'Aus der Karte ließ sich kein Bild machen.',
  sources: 'Quellen',
  made: (date: string) => `Karte vom ${date}`,
};

const en: typeof de = {
  title: 'Share this view',
  link: 'Link',
  copy: 'Copy link',
  copied: 'Copied.',
  copyFailed: 'Copying is not allowed. Select the text and copy it yourself.',
  native: 'Share …',
  embed: 'Embed',
  embedText:
    'Paste this text into another web page, which then shows this view. The operator must allow websites of others.',
  copySnippet: 'Copy text',
  print: 'Print',
  picture: 'Save the map as a picture',
  pictureFailed: 'No picture could be made of the map.',
  sources: 'Sources',
  made: (date) => `Map of ${date}`,
};

export const SHARE_WORDS: Record<Language, typeof de> = { de, en };
