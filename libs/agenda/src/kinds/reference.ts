// What records of each kind hold, as a page for people: made from the definitions, so that it is never behind them.
import { csvColumnsOf } from './csv-columns.js';
import { KINDS } from './index.js';
import type { Schema } from './read-text.js';

const TYPES: Record<string, string> = {
  integer: 'whole number',
  number: 'number',
  boolean: 'yes or no',
  array: 'ids, with spaces between',
};

const meaningOf = ({ de, en }: Called, suffix = '') => `${en}${suffix} (${de})`;
type Called = { de?: string; en?: string };

function valueOf({ type, format, enum: words, values, const: only }: Schema): string {
  if (words) return words.map((word) => `\`${word}\` (${values?.[word]?.de ?? word})`).join(', ');
  if (only === true) return '`yes` or empty';
  if (format === 'date') return 'day';
  return format === 'uri' ? 'web address' : (TYPES[type ?? ''] ?? 'text');
}

/** Markdown. */
export function kindsReference(): string {
  const sections = KINDS.flatMap((kind) => {
    const rows = csvColumnsOf(kind).map(({ name, path, schema, called, isRequired }) => {
      const suffix = path.at(-1) === 'de' ? ', in German' : path.at(-1) === 'en' ? ', in English' : '';
      return `| \`${name}\` | ${isRequired ? 'needed' : ''} | ${valueOf(schema)} | ${meaningOf(called as Called, suffix)} |`;
    });
    return [
      `## ${kind.plural.en} (${kind.plural.de})\n\n${kind.about.en}\n\nKind \`${kind.id}\`, in an agenda file \`${kind.section}\`, as open data ${kind.datasets.map((id) => `\`${id}\``).join(', ')}.`,
      [
        '| Column | | Value | Meaning |',
        '|---|---|---|---|',
        '| `id` | needed | lower-case letters, digits, single hyphens | Identifier |',
        ...rows,
        '| `reason` | | text | Why it differs from the version before; public |',
      ].join('\n'),
    ];
  });
  return `# Records of the fields of action\n\nGenerated from the definitions of the kinds. How to bring them in: [agenda.md](../agenda.md#records-of-the-fields-of-action).\n\n${sections.join('\n\n')}\n`;
}
