import { html, type Html } from './html.js';
import { dayIn } from './language.js';

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
