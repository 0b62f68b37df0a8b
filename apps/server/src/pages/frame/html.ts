import { escapeHtml } from '@stadtlage/datasets';

/** HTML that may stand in a page as it is. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = Html | string | number | false | null | undefined | Part[];

/** A piece of a page: what is put into it is escaped, unless it is such a piece itself. Nothing stands for null and false. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.reduce((text, string, i) => text + written(parts[i - 1]) + string));
}

function written(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Html) return part.text;
  if (Array.isArray(part)) return part.map(written).join('');
  return escapeHtml(String(part));
}

/** A link to somewhere else; where the address is none of the web, only the text. */
export function outside(url: string | null, text: string): Html {
  return url && /^https?:\/\//i.test(url) ? html`<a href="${url}" rel="external nofollow">${text}</a>` : html`${text}`;
}
