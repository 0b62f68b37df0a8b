import { html, type Html } from '../frame/html.js';
import { EASY, query, versionsOf, withLang, type Page } from '../frame/page.js';
import { isOtherNumber, pathOf, type Hit } from '../address-answer/search.js';
import { easyDemo, EXPLAINED, lines, unchecked } from './sentences.js';

/** Leads to the answer in Leichte Sprache. */
export function easySearchForm(text = ''): Html {
  return html`<form action="/address" method="get" role="search">
    <h2>Suchen Sie Ihre Adresse</h2>
    ${lines(['Schreiben Sie Ihre Straße.', 'Schreiben Sie dann die Haus-Nummer.', 'Drücken Sie auf: Suchen.'])}
    <p>
      <label for="q">Straße und Haus-Nummer</label><br />
      <input id="q" name="q" type="search" value="${text}" maxlength="200" autocomplete="street-address" required />
      <input name="lang" type="hidden" value="${EASY}" />
      <button type="submit">Suchen</button>
    </p>
  </form>`;
}

/** What this service is, and the way to an answer. */
export function easyStartPage(cityName: string): Page {
  return {
    title: 'Schnelles Internet in Ihrer Straße',
    language: 'de',
    isEasy: true,
    description: `In Leichter Sprache: Gibt es in Ihrer Straße in ${cityName} Glas-Faser und schnelles Internet?`,
    versions: { de: withLang('/', 'de'), en: withLang('/', 'en'), 'de-simple': '/leicht' },
    content: html`${lines([html`Willkommen bei Stadtlage <strong>${cityName}</strong>.`, 'Hier erfahren Sie:'])}
      <ul class="easy">
        <li>Gibt es in Ihrem Haus Glas-Faser?</li>
        <li>Wer baut Glas-Faser?</li>
        <li>Wann ist die Glas-Faser fertig?</li>
        <li>Welches Handy-Netz gibt es hier?</li>
      </ul>
      ${easySearchForm()}
      <h2>Was ist Glas-Faser?</h2>
      ${lines(EXPLAINED.fibre)}
      <h2>Woher kommen die Angaben?</h2>
      ${lines([
        'Firmen und Ämter geben uns die Angaben.',
        'Manchmal wissen wir etwas nicht.',
        'Dann schreiben wir: Das wissen wir nicht.',
      ])}
      <h2>Was gibt es hier noch?</h2>
      ${lines([
        html`Es gibt eine <a href="/?lang=de">Karte</a>.`,
        html`Es gibt Zahlen für alle <a href="/districts?lang=de">Stadt-Teile</a>.`,
        html`Diese Seiten sind <strong>nicht</strong> in Leichter Sprache.`,
      ])}
      ${unchecked()}`,
  };
}

/**
 * @param hits null where the text was too long
 * @param example an address to try; null where the city is not made up
 */
export function easySearchPage(text: string, hits: Hit[] | null, example: Hit | null): Page {
  const links = (hits ?? []).map(
    ({ id, label }) => html`<li><a href="${withLang(pathOf(id), EASY)}">${label}</a></li>`,
  );
  const nothing = hits
    ? lines(['Wir haben nichts gefunden.', 'Schreiben Sie nur die Straße.', 'Suchen Sie noch einmal.'])
    : lines(['Ihr Text ist zu lang.', 'Schreiben Sie nur Straße und Haus-Nummer.']);
  const isOther = hits !== null && isOtherNumber(text, hits);
  return {
    title: 'Adresse suchen',
    language: 'de',
    isEasy: true,
    versions: versionsOf(text && hits ? `/address?${query({ q: text })}` : '/address', { easy: true }),
    content: html`${example && easyDemo()}
    ${
      links.length
        ? html`${isOther && lines(['Die Haus-Nummer kennen wir nicht.', 'Das sind andere Adressen.'])}
            ${lines(['Diese Adressen passen zu Ihrer Suche.', 'Ist Ihre Adresse dabei?', 'Dann drücken Sie darauf.'])}
            <ol class="easy">
              ${links}
            </ol>`
        : text && nothing
    }
    ${
      example &&
      !links.length &&
      lines([
        'Auch die Straßen sind erfunden.',
        'Diese Adresse gibt es hier:',
        html`<a href="${withLang(pathOf(example.id), EASY)}">${example.label}</a>`,
      ])
    }
    ${easySearchForm(hits ? text : '')}`,
  };
}

export const easyMissingPage = (): Page => ({
  title: 'Diese Adresse kennen wir nicht',
  language: 'de',
  isEasy: true,
  content: html`${lines(['Vielleicht ist etwas falsch geschrieben.', 'Suchen Sie Ihre Adresse noch einmal.'])}
  ${easySearchForm()}`,
});
