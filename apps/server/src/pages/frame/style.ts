import { createHash } from 'node:crypto';
import { WEB } from '../../web-folder.js';
import { facesOf } from './faces.js';
import { Html } from './html.js';

/** Tables of six columns and more that hold words: each of them would be four lines high. */
const WORDY = '.cards:has(thead th:nth-child(6):not(.number))';

/** Rows as cards: what is off the screen is not read, and nothing says that it is there. */
const cardsUpTo = (width: string, cards: string) => `@media screen and (max-width: ${width}) {
  ${cards} :is(table, caption, tbody, th, td) { display: block; } ${cards} thead { position: absolute; clip-path: inset(50%); }
  ${cards} tr { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 16rem), 1fr)); border: 1px solid var(--line); padding-bottom: .35rem; }
  ${cards} tr + tr { border-top: 0; padding-top: .35rem; } ${cards} tbody { margin-bottom: .75rem; } ${cards} tr:has([scope=row]) { margin-bottom: .75rem; border-top: 1px solid var(--line); padding-top: 0; }
  ${cards} :is(th, td) { border: 0; padding: .15rem .6rem; } ${cards} th { grid-column: 1 / -1; margin-bottom: .25rem; }
  ${cards} tfoot { display: block; } ${cards} .number { text-align: start; white-space: normal; } ${cards} td.number br { display: none; }
  /* Titles that sort the table stay, as a list of links. */
  ${cards} thead:has(a) { display: block; position: static; clip-path: none; } ${cards} thead:has(a) tr { display: flex; flex-wrap: wrap; gap: .1rem 1rem; border: 0; } .scroll${cards} thead:has(a) th { padding: .15rem 0; margin: 0; background: none; }
  .scroll${cards} :is(td, th) { min-width: 0; max-width: none; position: static; }
  ${cards} td::before { content: attr(data-label) ": "; content: attr(data-label) ": " / ""; color: var(--muted); }
}
`;

// Colours are KERN's (light and dark); in forced colours the browser puts its own in their place.
const STYLE = `${facesOf(`${WEB}assets`)}
:root {
  color-scheme: light dark; font: 100%/1.5 "Fira Sans", system-ui, sans-serif;
  --ground: light-dark(#fff, oklch(20.23% .0321 277.67)); --raised: light-dark(oklch(96.72% .0041 271.37), oklch(25.07% .0381 276.75));
  --text: light-dark(oklch(20.23% .0321 277.67), oklch(96.72% .0041 271.37)); --muted: light-dark(oklch(46.61% .0574 276.44), oklch(78.01% .0315 277.47));
  --line: light-dark(oklch(78.01% .0315 277.47), oklch(42.13% .0539 275.67)); --edge: oklch(56.94% .0532 275.53);
  --action: light-dark(oklch(42.84% .1689 265.02), oklch(75.39% .0772 264.66)); --on-action: light-dark(#fff, #000); accent-color: var(--action);
}
body { margin: 0; background: var(--ground); color: var(--text); overflow-wrap: break-word; }
/* Tables have the width that they need; lines of text end where the eye finds the next one. */
main, .top, .bottom { padding: 1rem max(1rem, 50% - 37rem); }
main { padding-bottom: 3rem; } @media screen { main:has(.edit) > * { max-width: 50rem; } p:not(.demo, .past), dl { max-width: 48rem; } }
a { color: var(--action); }
:is(a, input, button, select, summary, textarea, [tabindex="0"]):focus-visible { outline: 3px solid var(--action); outline-offset: 2px; border-radius: 3px; }
.skip { position: absolute; inset-inline-start: .5rem; top: -6rem; padding: .6rem 1rem; background: var(--action); color: var(--on-action); }
.skip:focus { top: .5rem; }
.top { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .5rem 1.5rem; border-bottom: 1px solid var(--line); }
.brand { display: flex; align-items: center; gap: .6rem; color: inherit; text-decoration: none; } .brand:hover { text-decoration: underline; } .brand img { display: block; }
.top ul, .bottom ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; margin: 0; padding: 0; }
.top li a, .bottom li a { display: inline-block; padding: .3rem 0; }
.bottom { border-top: 1px solid var(--line); background: var(--raised); }
h1 { font-size: clamp(1.5rem, 1.2rem + 1.5vw, 2.1rem); line-height: 1.2; margin: .75rem 0; }
h2 { font-size: 1.3rem; margin-top: 2.25rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.05rem; }
.scroll { overflow-x: auto; } .muted, small { color: var(--muted); } pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--raised); padding: .75rem; } pre, code { font: .9em/1.5 ui-monospace, monospace; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
caption { text-align: start; font-weight: 600; padding-bottom: .4rem; max-width: calc(100vw - 2rem); }
th, td { border: 1px solid var(--line); padding: .35rem .5rem; text-align: start; vertical-align: top; } td > time { white-space: nowrap; }
th { background: var(--raised); } .number { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums; } thead th { vertical-align: bottom; }
dt { font-weight: 600; } dd { margin: 0 0 .5rem; } @media screen and (min-width: 48rem) { dl { display: grid; grid-template-columns: fit-content(14rem) minmax(0, 1fr); gap: .1rem 1.5rem; } dd { grid-column: 2; margin: 0 0 .25rem; } }
.number.wrap, .number small { white-space: normal; } tfoot { font-weight: 600; } th[aria-sort] a { font-weight: 800; }
.choice ul { display: flex; flex-wrap: wrap; gap: .5rem; list-style: none; padding: 0; } .choice a { display: inline-block; padding: .4rem .8rem; border: 1px solid var(--edge); border-radius: 6px; }
.choice a[aria-current] { background: var(--action); color: var(--on-action); text-decoration: none; }
main img { max-width: 100%; height: auto; } figure { margin: 1rem 0; } .chart { max-width: min(100%, 56rem); height: auto; font-size: 12px; fill: var(--text); } .chart .grid { stroke: var(--line); fill: none; }
.line { stroke: currentColor; fill: currentColor; stroke-width: 2; } .line path:first-child { fill: none; } .line > :not(:first-child) { stroke-width: 1; }
.passed { color: light-dark(oklch(42.84% .1689 265.02), oklch(75.39% .0772 264.66)); } .connected { color: light-dark(#00695c, #6fd6c4); } .connected path:first-child { stroke-dasharray: 9 4; }
.gigabit { color: light-dark(#9a3d00, #f0a868); } .gigabit path:first-child { stroke-dasharray: 2 4; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; list-style: none; padding: 0; } .legend svg { vertical-align: middle; }
.demo, .past { border: 1px solid var(--edge); border-inline-start-width: 6px; background: var(--raised); padding: .5rem .75rem; font-weight: 600; }
.lead { font-size: 1.15rem; } .address-of-page { display: none; }
[lang=de-simple] form { font-size: 1.2rem; }
.easy { font-size: 1.2rem; line-height: 1.6; max-width: 40rem; } ul.easy li, ol.easy li { margin: .3rem 0; } .demo .easy { margin: 0; }
.said { white-space: pre-wrap; }
.houses { display: flex; flex-wrap: wrap; gap: .15rem .9rem; list-style: none; padding: 0; margin: .5rem 0 1rem; } .houses a { display: inline-block; min-width: 1.5rem; padding: .15rem 0; }
.mistake { display: inline-block; border-inline-start: 5px solid var(--text); padding-inline-start: .6rem; }
.mistakes, .mistake { font-weight: 600; } .mistakes { border: 3px solid var(--text); padding: .5rem .75rem; } .mistakes h2 { border: 0; margin: 0; }
.trap { position: absolute; inset-inline-start: -200vw; }
form.report { max-width: 40rem; } fieldset { border: 1px solid var(--line); margin: 1rem 0; } legend { font-weight: 600; }
.report fieldset p { margin: .2rem 0; } .report fieldset label { display: flex; gap: .5rem; min-height: 1.5rem; }
.report :is(input, textarea, select) { scroll-margin-top: 9rem; } .report select, .report textarea { font: inherit; padding: .4rem .6rem; border: 1px solid var(--edge); border-radius: 6px; background: var(--ground); color: inherit; max-width: 100%; box-sizing: border-box; }
.report textarea { width: 100%; } [type=radio], [type=checkbox] { flex: none; min-width: 0; width: 1.2em; height: 1.2em; margin: .15rem 0; }
input, button, select { font: inherit; padding: .55rem .75rem; border: 1px solid var(--edge); border-radius: 6px; background: var(--ground); color: inherit; } select { max-width: 100%; box-sizing: border-box; }
button { background: var(--action); border-color: var(--action); color: var(--on-action); cursor: pointer; } input { min-width: min(24rem, 100%); box-sizing: border-box; }
.edit { max-width: 50rem; } .edit .edit { max-width: none; } .edit :is(select, textarea) { font: inherit; padding: .55rem .75rem; border: 1px solid var(--edge); border-radius: 6px; background: var(--ground); color: inherit; max-width: 100%; box-sizing: border-box; }
.edit :is(textarea, input:not([type=checkbox], [type=radio], [type=date])) { width: 100%; } .edit fieldset { min-width: 0; } .edit fieldset fieldset { background: var(--raised); } .edit p { margin: .6rem 0; }
.edit label:has([type=radio], [type=checkbox]) { display: inline-flex; gap: .5rem; } .edit :is(input, textarea, select, fieldset) { scroll-margin-top: 4rem; }
.minor { background: var(--ground); color: var(--action); } .deeds { display: flex; flex-wrap: wrap; gap: .5rem; } .account { margin: 1rem 0; } .sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 1fr)); gap: 1rem; }
@media (max-width: 40rem) { .chart text { font-size: 21px; } .scroll td:not(.number) { min-width: 9rem; } .scroll th[scope=row] { min-width: 7rem; max-width: 45vw; position: sticky; inset-inline-start: 0; } }
${cardsUpTo('47.99rem', '.cards')}${cardsUpTo('75rem', WORDY)}@media print {
  @page { margin: 1cm; }
  :root { color-scheme: light; font-size: 7.6pt; line-height: 1.2; } main { padding: 0; }
  form, nav, .skip, .bottom, [aria-labelledby=report], [aria-labelledby=near] { display: none; } .top { padding: 0 0 .3rem; } .address-of-page { display: block; } .brand img { width: 1.2rem; height: 1.2rem; }
  h1 { font-size: 1.6rem; margin: .3rem 0; } h2 { font-size: 1.15rem; margin: .5rem 0 .2rem; padding: 0; } h3 { margin: .3rem 0 .1rem; } p { margin: .2rem 0; }
  .scroll { overflow: visible; } table { margin: .2rem 0; font-size: .85rem; } th, td { padding: .05rem .3rem; } .number br { display: none; } .lead, .easy { font-size: 1.1rem; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 .7rem; margin: .3rem 0; } dd { grid-column: 2; margin: 0; }
  section:has(article + article) { columns: 2; column-gap: .5cm; } article { break-inside: avoid; } article h3 { margin-top: 0; } section > h2 { column-span: all; }
  article td:nth-child(3), [aria-labelledby=mobile] td:not(:nth-last-child(4)) { white-space: nowrap; } h3 ~ .scroll small { display: none; }
  /* What contradicts each other stands in the table of all statements: on one sheet it is named, and not told again. */
  [aria-labelledby=fixed] h3 ~ .scroll :is(thead, tr:not(:has([colspan]))) { display: none; } [aria-labelledby=fixed] h3 ~ .scroll caption { font-weight: normal; padding: 0; } [aria-labelledby=fixed] td:is(:last-child, :nth-last-child(8)) { min-width: 2.7cm; } [aria-labelledby=fixed] td:nth-last-child(3) { min-width: 2.2cm; } [aria-labelledby=fixed] td br { display: none; }
  tr, figure { break-inside: avoid; } h2, h3 { break-after: avoid; } .chart { max-width: 12cm; }
  a[rel~=external]::after { content: " (" attr(href) ")"; }
}
`;

/** Byte for byte what the policy allows. */
export const STYLE_ELEMENT = new Html(`<style>${STYLE}</style>`);

/** No scripts, nothing from elsewhere, only this style and the letters of the web app. */
export const POLICY = [
  "default-src 'none'",
  // No script of ours asks for anything; who judges the page from within it asks for /robots.txt.
  "connect-src 'self'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "font-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join('; ');
