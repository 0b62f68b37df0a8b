import { html, type Html } from '../frame/html.js';

/** Leichte Sprache puts each sentence on a line of its own. */
export const lines = (sentences: readonly (string | Html)[]): Html =>
  html`<p class="easy">${sentences.map((sentence, i) => html`${i > 0 && html`<br />`}${sentence}`)}</p>`;

/** Hard words are explained where they first stand. */
export const EXPLAINED = {
  fibre: [
    'Glas-Faser ist ein Kabel.',
    'Das Kabel ist aus sehr dünnem Glas.',
    'Mit Glas-Faser ist das Internet sehr schnell.',
  ],
  speed: [
    'Mbit/s ist ein Maß für Internet.',
    'Man spricht es so: Mega-Bit pro Sekunde.',
    'Eine große Zahl heißt: Das Internet ist schnell.',
  ],
  mobile: [
    'Mit dem Handy-Netz haben Sie auch draußen Internet.',
    'Es gibt alte und neue Handy-Netze.',
    '5G ist neu und schnell.',
    '4G ist älter.',
    '2G ist sehr alt und langsam.',
  ],
} as const;

/** Stands where anything on the page is made up. */
export const easyDemo = (): Html =>
  html`<div class="demo">${lines(['Achtung:', 'Das ist nur ein Beispiel.', 'Diese Stadt ist erfunden.'])}</div>`;

/** Said honestly until people for whom it is written have read it. */
export const unchecked = (): Html =>
  html`<h2>Wer hat den Text geprüft?</h2>
    ${lines([
      'Texte in Leichter Sprache soll eine Prüf-Gruppe lesen.',
      'In der Prüf-Gruppe sind Menschen mit Lern-Schwierigkeiten.',
      html`Diesen Text hat <strong>noch keine</strong> Prüf-Gruppe gelesen.`,
      'Verstehen Sie etwas schlecht?',
      html`Dann sagen Sie es uns: <a href="/accessibility?lang=de#feedback">Barriere melden</a>.`,
    ])}`;
