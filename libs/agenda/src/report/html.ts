import { escapeHtml } from '@stadtlage/datasets';
import { unbroken, type Block } from './blocks.js';

/** The parts of a page: headings, paragraphs, lists, and tables that say in their header cells what they are about. */
export const toHtml = (blocks: Block[]): string => blocks.map(written).join('\n');

/** A document of its own that prints well and loads nothing. */
export function toDocument(blocks: Block[], { language, title }: { language: string; title: string }): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${toHtml(blocks)}
</main>
</body>
</html>
`;
}

const STYLE = `
:root { color-scheme: light dark; font: 100%/1.45 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: break-word; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; } caption { text-align: start; font-weight: 600; padding: .3rem 0; }
th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: start; vertical-align: top; } .number { text-align: end; white-space: nowrap; }
@media print { @page { margin: 1.5cm; } :root { color-scheme: light; font-size: 9pt; } main { max-width: none; padding: 0; } .scroll { overflow: visible; } tr { break-inside: avoid; } h2, h3, h4, caption { break-after: avoid; } }
`;

function written(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${escaped(block.text)}</h${block.level}>`;
    case 'text':
      return `<p>${escaped(block.text)}</p>`;
    case 'list':
      return `<ul>\n${block.items.map((item) => `<li>${escaped(item)}</li>`).join('\n')}\n</ul>`;
    case 'table': {
      const { caption, titles, rows, numbers } = block;
      const number = (i: number) => (numbers.includes(i) ? ' class="number"' : '');
      const cell = (words: string, i: number) =>
        i === 0 ? `<th scope="row">${escaped(words)}</th>` : `<td${number(i)}>${escaped(words)}</td>`;
      // What is wider than the screen can be moved with the keyboard as well.
      return `<div class="scroll" role="region" aria-label="${escaped(caption)}" tabindex="0"><table>
<caption>${escaped(caption)}</caption>
<thead><tr>${titles.map((title, i) => `<th scope="col"${number(i)}>${escaped(title)}</th>`).join('')}</tr></thead>
<tbody>
${rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('\n')}
</tbody>
</table></div>`;
    }
  }
}

const escaped = (words: string): string => escapeHtml(unbroken(words));
