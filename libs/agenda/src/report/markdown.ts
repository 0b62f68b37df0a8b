import type { Block } from './blocks.js';

/** CommonMark with the tables of GitHub (https://github.github.com/gfm/#tables-extension-). */
export function toMarkdown(blocks: Block[]): string {
  return `${blocks.map(written).join('\n\n')}\n`;
}

function written(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${line(block.text)}`;
    case 'text':
      return line(block.text);
    case 'list':
      return block.items.map((item) => `- ${line(item)}`).join('\n');
    case 'table': {
      const row = (cells: string[]) => `| ${cells.map((cell) => inline(cell).replace(/\|/g, '\\|')).join(' | ')} |`;
      const rule = block.titles.map((_, i) => (block.numbers.includes(i) ? '--:' : '---'));
      return [
        `**${line(block.caption)}**`,
        '',
        row(block.titles),
        `| ${rule.join(' | ')} |`,
        ...block.rows.map(row),
      ].join('\n');
    }
  }
}

/** Text of others stays text: nothing in it becomes a heading, a list, a link or HTML. */
const line = (words: string) =>
  inline(words)
    .replace(/^[#+-]/, '\\$&')
    .replace(/^(\d+)([.)])(?=\s)/, '$1\\$2');

const inline = (words: string) =>
  words
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_{}[\]<>~]|&(?=#?\w+;)/g, '\\$&')
    // https://github.github.com/gfm/#autolinks-extension-
    .replace(/(?<=\b(?:https?|ftp)):(?=\/\/)|(?<=\bwww)\.|(?<=[\w.+-])@(?=\w)/gi, '\\$&');
