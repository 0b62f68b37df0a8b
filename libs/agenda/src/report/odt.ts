import { escapeHtml } from '@stadtlage/datasets';
import { unbroken, type Block } from './blocks.js';
import { headingStyle, NAMESPACES, stylesXml } from './odt-styles.js';
import { zipOf } from './zip.js';

export interface OdtOptions {
  language: 'de' | 'en';
  title: string;
}

const TYPE = 'application/vnd.oasis.opendocument.text';

/** A text document (OpenDocument 1.3) that the administration writes on in: real headings, lists, and tables with header cells. */
export function toOdt(blocks: Block[], options: OdtOptions): Buffer {
  return zipOf([
    // First and not packed: by that programs know what it is.
    { name: 'mimetype', content: TYPE, isStored: true },
    { name: 'META-INF/manifest.xml', content: MANIFEST },
    { name: 'content.xml', content: contentXml(blocks) },
    { name: 'styles.xml', content: stylesXml(options) },
    { name: 'meta.xml', content: metaXml(options) },
  ]);
}

const MANIFEST = `<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${TYPE}"/>
${['content', 'styles', 'meta'].map((name) => `<manifest:file-entry manifest:full-path="${name}.xml" manifest:media-type="text/xml"/>`).join('\n')}
</manifest:manifest>
`;

const metaXml = ({ language, title }: OdtOptions) => `<?xml version="1.0" encoding="UTF-8"?>
<office:document-meta ${NAMESPACES} office:version="1.3"><office:meta><meta:generator>Stadtlage</meta:generator><dc:title>${escaped(title)}</dc:title><dc:language>${language}</dc:language></office:meta></office:document-meta>
`;

function contentXml(blocks: Block[]): string {
  const styles = blocks.flatMap((block, i) => (block.kind === 'table' ? columnStyles(block, i) : []));
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document-content ${NAMESPACES} office:version="1.3">
<office:automatic-styles>
<style:style style:name="Wide" style:family="table"><style:table-properties style:width="17.4cm" table:align="margins" table:border-model="collapsing" fo:margin-bottom="8pt"/></style:style>
<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #8a8f9c" fo:padding="0.1cm"/></style:style>
<style:style style:name="Head" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #8a8f9c" fo:padding="0.1cm" fo:background-color="#eef1f6"/></style:style>
<style:style style:name="Number" style:family="paragraph" style:parent-style-name="Table_20_Contents"><style:paragraph-properties fo:text-align="end"/></style:style>
<style:style style:name="NumberHead" style:family="paragraph" style:parent-style-name="Table_20_Heading"><style:paragraph-properties fo:text-align="end"/></style:style>
${styles.join('\n')}
</office:automatic-styles>
<office:body><office:text>
${blocks.map(written).join('\n')}
</office:text></office:body>
</office:document-content>
`;
}

type Table = Extract<Block, { kind: 'table' }>;

/** Long texts get more room than short ones, but not as much more as they are longer; a column has room for its longest word. */
function columnStyles({ titles, rows }: Table, table: number): string[] {
  return titles.map((title, column) => {
    const cells = [title, ...rows.map((row) => row[column]!)];
    const longest = Math.max(6, ...cells.map(({ length }) => length));
    const word = Math.max(...cells.flatMap((cell) => cell.split(/[ -]/)).map(({ length }) => length));
    const width = Math.round(Math.max(100 * Math.sqrt(longest), 50 * word));
    return `<style:style style:name="T${table}.${column}" style:family="table-column"><style:table-column-properties style:rel-column-width="${width}*"/></style:style>`;
  });
}

function written(block: Block, index: number): string {
  switch (block.kind) {
    case 'heading':
      return `<text:h text:style-name="${headingStyle(block.level)}" text:outline-level="${block.level}">${escaped(block.text)}</text:h>`;
    case 'text':
      return paragraph('Text_20_body', block.text);
    case 'list':
      return `<text:list text:style-name="List_20_1">${block.items.map((item) => `<text:list-item>${paragraph('List_20_Contents', item)}</text:list-item>`).join('')}</text:list>`;
    case 'table':
      return tableXml(block, index);
  }
}

function tableXml({ caption, titles, rows, numbers }: Table, index: number): string {
  const cell = (style: 'Cell' | 'Head', paragraphStyle: string, words: string) =>
    `<table:table-cell table:style-name="${style}" office:value-type="string">${paragraph(paragraphStyle, words)}</table:table-cell>`;
  const head = (title: string, i: number) =>
    cell('Head', numbers.includes(i) ? 'NumberHead' : 'Table_20_Heading', title);
  const one = (words: string, i: number) =>
    i === 0
      ? cell('Cell', 'Table_20_Heading', words)
      : cell('Cell', numbers.includes(i) ? 'Number' : 'Table_20_Contents', words);
  const column = (i: number) => `<table:table-column table:style-name="T${index}.${i}"/>`;
  const row = (cells: string[]) => `<table:table-row>${cells.join('')}</table:table-row>`;
  return `${paragraph('Caption', caption)}
<table:table table:name="T${index}" table:style-name="Wide"><table:title>${escaped(caption)}</table:title>
<table:table-header-columns>${column(0)}</table:table-header-columns>${titles
    .slice(1)
    .map((_, i) => column(i + 1))
    .join('')}
<table:table-header-rows>${row(titles.map(head))}</table:table-header-rows>
${rows.map((cells) => row(cells.map(one))).join('\n')}
</table:table>`;
}

const paragraph = (style: string, words: string) => `<text:p text:style-name="${style}">${escaped(words)}</text:p>`;

// What XML 1.0 cannot hold, not even escaped: most control characters, and halves of characters.
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const escaped = (words: string): string =>
  escapeHtml(
    unbroken(words)
      .replace(/\p{Cs}/gu, '\uFFFD')
      .replace(CONTROL, ''),
  );
