import { Html, html } from './html.js';
import { dayIn } from './language.js';

/** What a browser may forget of a table whose parts are not laid out as one. */
const ROLES: [RegExp, string][] = [
  [/<table>/, '<table role="table">'],
  [/<(thead|tbody|tfoot)>/g, '<$1 role="rowgroup">'],
  [/<tr>/g, '<tr role="row">'],
  [/<td/g, '<td role="cell"'],
  [/<th\s+scope="col"/g, '<th role="columnheader" scope="col"'],
  [/<th scope="row/g, '<th role="rowheader" scope="row'],
];

/** A table whose rows are cards where the screen is narrow; each cell is a {@link cell}. */
export const cards = (caption: string, titles: (string | Html)[], bodies: Html | Html[]): Html =>
  new Html(
    ROLES.reduce((text, [part, role]) => text.replace(part, role), table(caption, titles, bodies).text).replace(
      'class="scroll"',
      'class="scroll cards"',
    ),
  );

/** A cell that names its column where no head of the table can do that. */
export const cell = (title: string, content: Html | string | null, kind?: 'number'): Html =>
  html`<td data-label="${title}" ${kind && html`class="${kind}"`}>${content}</td>`;

/** A table that says what it is; bodies are `tbody` elements. */
export function table(caption: string, titles: (string | Html)[], bodies: Html | Html[]): Html {
  // What is wider than the screen can be moved with the keyboard as well.
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${titles.map((title) => (typeof title === 'string' ? html`<th scope="col">${title}</th>` : title))}
        </tr>
      </thead>
      ${bodies}
    </table>
  </div>`;
}

/** A day that machines can read, too. */
export const day = (date: string, words: { locale: string }): Html =>
  html`<time datetime="${date}">${dayIn(words, date)}</time>`;
