import { phaseText } from '../address-answer/phases.js';
import { pathOf, searchForm } from '../address-answer/search.js';
import { WORDS } from '../address-answer/words.js';
import { pathOfDistrict } from '../districts/list-page.js';
import { html, type Html } from '../frame/html.js';
import { dayIn, percentIn, wordFor, type Language } from '../frame/language.js';
import { query, versionsOf, withLang, type Page } from '../frame/page.js';
import { table } from '../frame/table.js';
import { groupedBy } from '../address-answer/tables.js';
import { FRAME_WORDS } from '../frame/words.js';
import { pathOfStreet } from './path.js';
import type { Street, StreetAddress } from './read.js';
import { STREET_WORDS } from './words.js';

export interface StreetPageOptions {
  language: Language;
  cityName: string;
  /** YYYY-MM-DD, where the city is. */
  today: string;
  timeZone: string;
}

/** How far a street is: shares, who builds and when, and each house number with a link to its answer. */
export function streetPage(street: Street, options: StreetPageOptions): Page {
  const { language, cityName, today } = options;
  const words = STREET_WORDS[language];
  const locale = WORDS[language];
  const number = new Intl.NumberFormat(locale.locale);
  const { count, unknown, passed, connected } = street;
  const districts = new Map(
    street.addresses.flatMap(({ district }) => (district ? [[district.id, district.name] as const] : [])),
  );
  const lead =
    count === 0
      ? words.noAddresses
      : unknown === count
        ? words.leadUnknown
        : words.lead(number.format(passed), number.format(connected), number.format(count));
  return {
    title: words.title(street.name),
    language,
    description: words.about(street.name, cityName),
    versions: versionsOf(pathOfStreet(street.key)),
    content: html`${isDemo(street) && html`<p class="demo">${FRAME_WORDS[language].demo}</p>`}
      <p class="lead">${lead}</p>
      <p>${words.asOf(dayIn(locale, today))}</p>
      ${
        districts.size > 0 &&
        html`<dl>
          <dt>${words.districts}</dt>
          ${[...districts].map(([id, name]) => html`<dd><a href="${withLang(pathOfDistrict(id), language)}">${name}</a></dd>`)}
        </dl>`
      }
      <p><a href="/?${query({ street: street.key, lang: language })}">${words.map}</a></p>
      ${
        count > 0 &&
        html`<section aria-labelledby="figures">
          <h2 id="figures">${words.figures}</h2>
          ${figures(street, language)}
        </section>`
      }
      <section aria-labelledby="rollout">
        <h2 id="rollout">${words.rollout}</h2>
        ${street.phases.length === 0 && html`<p>${words.noRollout}</p>`}
        ${street.phases.map(
          ({ phase, addresses }) =>
            html`${phaseText(phase, { ...options, words: locale })}
              <p class="muted">${words.serves(number.format(addresses), addresses)}</p>`,
        )}
      </section>
      ${
        count > 0 &&
        html`<section aria-labelledby="houses">
          <h2 id="houses">${words.houses}</h2>
          ${houses(street, language)}
        </section>`
      }
      ${searchForm(locale, language)}`,
  };
}

const isDemo = ({ addresses, phases }: Street) =>
  [...addresses, ...phases.map(({ phase }) => phase)].some(({ source }) => source.isDemo);

function figures(street: Street, language: Language): Html {
  const words = STREET_WORDS[language];
  const locale = WORDS[language];
  const { count, unknown } = street;
  const rows: [string, number][] = [
    [words.all, count],
    [words.passed, street.passed],
    [words.connected, street.connected],
    [words.promised, street.promised],
    [words.levelUnknown, street.levelUnknown],
    [words.gigabit, street.gigabit],
    [words.unknown, unknown],
  ];
  return table(
    words.figuresCaption(street.name),
    [words.figure, words.addresses, words.share],
    html`<tbody>
      ${rows.map(
        ([title, addresses]) =>
          html`<tr>
            <th scope="row">${title}</th>
            <td class="number">${new Intl.NumberFormat(locale.locale).format(addresses)}</td>
            <td class="number">${percentIn(locale, (100 * addresses) / count)}</td>
          </tr>`,
      )}
    </tbody>`,
  );
}

/** The house numbers, by how far the fibre is: a street has hundreds of them, and few states. */
function houses({ count, addresses }: Street, language: Language): Html {
  const words = STREET_WORDS[language];
  const { fibre, locale } = WORDS[language];
  const number = new Intl.NumberFormat(locale);
  const statusOf = ({ coverage }: StreetAddress) => coverage.fibreStatus ?? 'UNKNOWN';
  const order = Object.keys(fibre);
  const groups = groupedBy(addresses, statusOf).sort(
    ([a], [b]) => order.indexOf(statusOf(a!)) - order.indexOf(statusOf(b!)),
  );
  const rest = count - addresses.length;
  return html`${groups.map(
    (group) =>
      html`<h3>${wordFor(fibre, statusOf(group[0]!))}</h3>
        <p class="muted">${words.houseCount(number.format(group.length), group.length)}</p>
        <ul class="houses">
          ${group.map(
            ({ id, houseNumber, houseNumberSuffix }) =>
              html`<li><a href="${withLang(pathOf(id), language)}">${houseNumber}${houseNumberSuffix}</a></li>`,
          )}
        </ul>`,
  )}
  ${rest > 0 && html`<p>${words.more(number.format(rest))}</p>`}`;
}
