import type { Language } from '../../frame/language.js';
import { pluralIn } from '../../frame/plural.js';

const [german, english] = [pluralIn('de'), pluralIn('en')];

const de = {
  signIn: 'Anmelden',
  mistakeTitle: 'Fehler: Anmelden',
  who: 'Hier ändern Planerinnen und Planer der Stadt die digitale Agenda. Ihren Schlüssel bekommen Sie von der Stelle, die diese Plattform betreibt.',
  token: 'Schlüssel',
  cookie:
    'Beim Anmelden wird ein Cookie gesetzt, nur für diese Seiten und für höchstens zehn Stunden. Anderes merken wir uns nicht.',
  wrongToken: 'Diesen Schlüssel gibt es nicht, oder er gilt nicht mehr.',
  tooOften: (seconds: number) =>
    `Das waren sehr viele falsche Versuche. In ${seconds} ${german(seconds, { one: 'Sekunde', other: 'Sekunden' })} geht es weiter.`,
  over: 'Sie sind nicht oder nicht mehr angemeldet. Es ist nichts gespeichert; was Sie geschrieben haben, ist nach dem Anmelden wieder da.',
  refused: 'Das ist hier nicht möglich',
  forgedHint:
    'Das Formular kam nicht von dieser Seite, oder es gehört zu einer früheren Anmeldung. Es ist nichts geändert. Bitte laden Sie die Seite neu und versuchen Sie es dort noch einmal.',
  tooLarge: 'Das ist mehr, als auf einmal gesendet werden kann. Dateien dürfen höchstens 2 MB groß sein.',
  noText:
    'Darin steht das Zeichen U+0000, das in keinem Text stehen kann. Nichts ist geändert. Gehen Sie zurück und nehmen Sie es heraus.',
  toEditing: 'Zur Bearbeitung der Agenda',
  goOn: 'Weiter bearbeiten',
  goOnHint: 'Sie sind angemeldet. Was Sie geschrieben haben, ist noch da und noch nicht gespeichert.',
  goOnButton: 'Weiter bearbeiten',
};

type SessionWords = typeof de;

const en: SessionWords = {
  signIn: 'Sign in',
  mistakeTitle: 'Error: Sign in',
  who: 'Here planners of the city change the digital agenda. Whoever runs this platform gives you your token.',
  token: 'Token',
  cookie: 'Signing in sets a cookie, for these pages alone and for ten hours at most. We remember nothing else.',
  wrongToken: 'There is no such token, or it counts no more.',
  tooOften: (seconds) =>
    `These were very many wrong attempts. Try again in ${seconds} ${english(seconds, { one: 'second', other: 'seconds' })}.`,
  over: 'You have not signed in, or no longer are. Nothing is saved; what you have written is there again once you sign in.',
  refused: 'This is not possible here',
  forgedHint:
    'The form did not come from this page, or belongs to an earlier session. Nothing was changed. Please load the page anew and try again there.',
  tooLarge: 'This is more than can be sent at once. Files may have at most 2 MB.',
  noText: 'It holds the character U+0000, which no text can have. Nothing was changed. Go back and take it out.',
  toEditing: 'To editing the agenda',
  goOn: 'Go on editing',
  goOnHint: 'You have signed in. What you have written is still there, and not saved yet.',
  goOnButton: 'Go on editing',
};

export const SESSION_WORDS: Record<Language, SessionWords> = { de, en };
