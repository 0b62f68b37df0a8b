import { createHash } from 'node:crypto';
import { Html } from './html.js';

// System colours keep their contrast in light, dark and high-contrast settings.
const STYLE = `
:root { color-scheme: light dark; font: 100%/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 62rem; padding: 1rem; background: Canvas; color: CanvasText; }
a { color: LinkText; }
a:focus-visible, input:focus-visible, button:focus-visible, select:focus-visible, summary:focus-visible, textarea:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
h1 { font-size: 1.6rem; line-height: 1.2; }
h2 { font-size: 1.25rem; margin-top: 2rem; border-bottom: 1px solid GrayText; }
h3 { font-size: 1.05rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
caption { text-align: start; font-weight: 600; padding-bottom: .4rem; }
th, td { border: 1px solid GrayText; padding: .35rem .5rem; text-align: start; vertical-align: top; }
dt { font-weight: 600; } dd { margin: 0 0 .5rem; }
.demo, .past { border: 3px double CanvasText; padding: .5rem .75rem; font-weight: 600; }
.lead { font-size: 1.15rem; }
.said { white-space: pre-wrap; }
.mistake { display: inline-block; border-inline-start: 5px solid CanvasText; padding-inline-start: .6rem; }
.mistakes, .mistake { font-weight: 600; } .mistakes { border: 3px solid CanvasText; padding: .5rem .75rem; } .mistakes h2 { border: 0; margin: 0; }
.trap { position: absolute; inset-inline-start: -200vw; }
form.report { max-width: 40rem; } fieldset { border: 1px solid GrayText; margin: 1rem 0; } legend { font-weight: 600; }
.report fieldset p { margin: .2rem 0; } .report fieldset label { display: flex; gap: .5rem; min-height: 1.5rem; }
.report :is(input, textarea, select) { scroll-margin-top: 9rem; } .report select, .report textarea { font: inherit; padding: .4rem .6rem; max-width: 100%; box-sizing: border-box; }
.report textarea { width: 100%; } [type=radio] { flex: none; min-width: 0; width: 1.2em; height: 1.2em; margin: .15rem 0; }
input, button { font: inherit; padding: .4rem .6rem; } input { min-width: min(24rem, 100%); box-sizing: border-box; }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  form, nav { display: none; }
  tr, dl { break-inside: avoid; }
  a[rel~=external]::after { content: " (" attr(href) ")"; }
}
`;

/** Byte for byte what the policy allows. */
export const STYLE_ELEMENT = new Html(`<style>${STYLE}</style>`);

/** No scripts, nothing from elsewhere, and only this style. */
export const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join('; ');
