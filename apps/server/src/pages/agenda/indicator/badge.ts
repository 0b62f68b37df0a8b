import { escapeHtml } from '@stadtlage/datasets';

export interface BadgeText {
  title: string;
  value: string;
}

const PER_LETTER = 7.2;
const PADDING = 10;

/** A picture of the present value for other pages: it needs no fonts, scripts or styles from anywhere. */
export function badgeOf({ title, value }: BadgeText): string {
  const [left, right] = [title, value].map((text) => Math.ceil(text.length * PER_LETTER) + 2 * PADDING) as [
    number,
    number,
  ];
  const width = left + right;
  const text = (x: number, words: string, weight: number) =>
    `<text x="${x}" y="19" font-weight="${weight}" textLength="${Math.ceil(words.length * PER_LETTER)}" lengthAdjust="spacingAndGlyphs">${escapeHtml(words)}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="28" role="img" aria-label="${escapeHtml(`${title}: ${value}`)}">
<title>${escapeHtml(`${title}: ${value}`)}</title>
<rect width="${width}" height="28" rx="4" fill="#171a2b"/>
<path d="M${left} 0H${width - 4}a4 4 0 0 1 4 4V24a4 4 0 0 1-4 4H${left}z" fill="#1c57b0"/>
<g fill="#fff" font-family="system-ui,sans-serif" font-size="13">${text(PADDING, title, 400)}${text(left + PADDING, value, 700)}</g>
</svg>
`;
}
