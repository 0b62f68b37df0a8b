import { escapeHtml } from '@stadtlage/datasets';
import { REPORT_WORDS } from './words.js';

/** Of OpenDocument 1.3 (https://docs.oasis-open.org/office/OpenDocument/v1.3/), as far as a report needs them. */
export const NAMESPACES = [
  ...['office', 'style', 'text', 'table', 'meta'].map((name) => [
    name,
    `urn:oasis:names:tc:opendocument:xmlns:${name}:1.0`,
  ]),
  ['fo', 'urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0'],
  ['svg', 'urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0'],
  ['dc', 'http://purl.org/dc/elements/1.1/'],
]
  .map(([prefix, name]) => `xmlns:${prefix}="${name}"`)
  .join(' ');

const COUNTRIES = { de: 'DE', en: 'GB' };
const SIZES = [19, 14.5, 11.5, 10];

/** The names that word processors know, so that a city can put its own template over them. */
export const headingStyle = (level: number): string => `Heading_20_${level}`;

export function stylesXml({ language, title }: { language: 'de' | 'en'; title: string }): string {
  const [before, between] = REPORT_WORDS[language].page(1, 2).split(/[12]/);
  const headings = SIZES.map(
    (size, i) =>
      `<style:style style:name="${headingStyle(i + 1)}" style:display-name="Heading ${i + 1}" style:family="paragraph" style:parent-style-name="Standard" style:next-style-name="Text_20_body" style:default-outline-level="${i + 1}" style:class="text">
<style:paragraph-properties fo:margin-top="${i === 0 ? 0 : size * 0.8}pt" fo:margin-bottom="4pt" fo:keep-with-next="always"/><style:text-properties fo:font-size="${size}pt" fo:font-weight="bold"/></style:style>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document-styles ${NAMESPACES} office:version="1.3">
<office:font-face-decls><style:font-face style:name="Noto Sans" svg:font-family="'Noto Sans', 'Liberation Sans', Arial" style:font-family-generic="swiss"/></office:font-face-decls>
<office:styles>
<style:default-style style:family="paragraph"><style:paragraph-properties fo:orphans="2" fo:widows="2"/><style:text-properties style:font-name="Noto Sans" fo:font-size="9.5pt" fo:language="${language}" fo:country="${COUNTRIES[language]}"/></style:default-style>
<style:default-style style:family="table"/><style:default-style style:family="table-row"><style:table-row-properties fo:keep-together="always"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph" style:class="text"/>
<style:style style:name="Text_20_body" style:display-name="Text body" style:family="paragraph" style:parent-style-name="Standard" style:class="text"><style:paragraph-properties fo:margin-bottom="5pt"/></style:style>
<style:style style:name="List_20_Contents" style:display-name="List Contents" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:margin-bottom="2pt"/></style:style>
<style:style style:name="Caption" style:family="paragraph" style:parent-style-name="Standard" style:class="extra"><style:paragraph-properties fo:margin-top="6pt" fo:margin-bottom="3pt" fo:keep-with-next="always"/><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Table_20_Contents" style:display-name="Table Contents" style:family="paragraph" style:parent-style-name="Standard" style:class="extra"><style:text-properties fo:font-size="8.5pt"/></style:style>
<style:style style:name="Table_20_Heading" style:display-name="Table Heading" style:family="paragraph" style:parent-style-name="Table_20_Contents" style:class="extra"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Footer" style:family="paragraph" style:parent-style-name="Standard" style:class="extra"><style:paragraph-properties><style:tab-stops><style:tab-stop style:position="17.4cm" style:type="right"/></style:tab-stops></style:paragraph-properties><style:text-properties fo:font-size="7.5pt"/></style:style>
${headings.join('\n')}
<text:outline-style style:name="Outline">${SIZES.map((_, i) => `<text:outline-level-style text:level="${i + 1}" style:num-format=""/>`).join('')}</text:outline-style>
<text:list-style style:name="List_20_1" style:display-name="List 1"><text:list-level-style-bullet text:level="1" text:bullet-char="•"><style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.4cm" fo:margin-left="0.4cm"/></style:list-level-properties></text:list-level-style-bullet></text:list-style>
</office:styles>
<office:automatic-styles>
<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="1.8cm" fo:margin-bottom="1.2cm" fo:margin-left="1.8cm" fo:margin-right="1.8cm"/><style:footer-style><style:header-footer-properties fo:min-height="0.9cm" fo:margin-top="0.4cm"/></style:footer-style></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4"><style:footer><text:p text:style-name="Footer">${escapeHtml(title)}<text:tab/>${before}<text:page-number text:select-page="current">1</text:page-number>${between}<text:page-count>1</text:page-count></text:p></style:footer></style:master-page></office:master-styles>
</office:document-styles>
`;
}
