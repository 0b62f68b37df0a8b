import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import { unbroken, type Block } from './blocks.js';
import { bottomOf, INK, MARGIN, RULE, SIZES, tagged, type Doc, type Element } from './pdf-look.js';
import { addTable, beginOf } from './pdf-table.js';
import { REPORT_WORDS } from './words.js';

export interface PdfOptions {
  language: 'de' | 'en';
  title: string;
}

// Of the design system. Its WOFF files, as a part of a WOFF2 font cannot be embedded.
const FONTS = join(createRequire(import.meta.url).resolve('@kern-ux/native/package.json'), '../dist/fonts/noto-sans');

/** ISO 14289-1, 5. */
const PDF_UA_1 = `
        <rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
            <pdfuaid:part>1</pdfuaid:part>
        </rdf:Description>`;

/**
 * A tagged PDF as in PDF/UA-1 (ISO 14289-1): whoever has it read aloud hears headings, lists and tables with their header cells; fonts are embedded. It takes the
 * processor for some tenths of a second, see {@link pdfInWorker}.
 */
export async function toPdf(blocks: Block[], { language, title }: PdfOptions): Promise<Buffer> {
  const words = REPORT_WORDS[language];
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: MARGIN, bottom: MARGIN + 12, left: MARGIN, right: MARGIN },
    // Page numbers are written at the end, when it is known how many there are.
    bufferPages: true,
    pdfVersion: '1.7',
    tagged: true,
    lang: language,
    displayTitle: true,
    info: { Title: title, Creator: 'Stadtlage', Producer: 'Stadtlage' },
  });
  // Not by the library's option subset, which adds a list of glyphs that lacks some (ISO 14289-1, 7.21.4.2).
  doc.appendXML(PDF_UA_1);
  const written: Buffer[] = [];
  doc.on('data', (part: Buffer) => written.push(part));
  const ended = new Promise<void>((done, failed) => doc.on('end', done).on('error', failed));
  doc.registerFont('regular', readFileSync(join(FONTS, 'NotoSans-Regular.woff')));
  doc.registerFont('bold', readFileSync(join(FONTS, 'NotoSans-Bold.woff')));

  const root = doc.struct('Document');
  doc.addStructure(root);
  const bookmarks: PDFKit.PDFOutline[] = [doc.outline];
  for (const [i, block] of blocks.entries()) {
    switch (block.kind) {
      case 'heading':
        addHeading(doc, root, block, bookmarks, roomFor(doc, blocks, i + 1));
        break;
      case 'text':
        body(doc);
        root.add(tagged(doc, 'P', () => doc.text(unbroken(block.text), MARGIN, doc.y, { paragraphGap: 5 })));
        break;
      case 'list':
        addList(doc, root, block.items.map(unbroken));
        break;
      case 'table':
        addTable(doc, root, block);
    }
  }
  root.end();
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    doc.switchToPage(page);
    addFooter(doc, title, words.page(page - start + 1, count));
  }
  doc.end();
  await ended;
  return Buffer.concat(written);
}

const body = (doc: Doc) => doc.font('regular').fontSize(SIZES.text).fillColor(INK);

const SOME_LINES = 70;

/** So much room is to be below a heading for what follows it: the begin of a table, some lines of a text, a heading with what follows that. */
function roomFor(doc: Doc, blocks: Block[], at: number): number {
  const next = blocks[at];
  if (next?.kind === 'table') return beginOf(doc, next);
  if (next?.kind !== 'heading') return SOME_LINES;
  return headingHeight(doc, next) + roomFor(doc, blocks, at + 1);
}

/** With the space above and below it. */
function headingHeight(doc: Doc, { level, text }: { level: number; text: string }): number {
  const size = SIZES.headings[level - 1]!;
  return doc.font('bold').fontSize(size).heightOfString(text) + size;
}

function addHeading(
  doc: Doc,
  root: Element,
  { level, text }: { level: number; text: string },
  bookmarks: PDFKit.PDFOutline[],
  below: number,
) {
  const size = SIZES.headings[level - 1]!;
  // A heading is not left behind by what it stands over.
  if (doc.y + headingHeight(doc, { level, text }) + below > bottomOf(doc)) doc.addPage();
  else if (doc.y > MARGIN) doc.y += size * 0.7;
  // Of measures there are too many to be found among bookmarks.
  if (level < 4) {
    bookmarks.length = level;
    bookmarks.push((bookmarks[level - 1] ?? bookmarks.at(-1)!).addItem(text, { expanded: level === 1, ...here(doc) }));
  }
  root.add(tagged(doc, `H${level}`, () => doc.fillColor(INK).text(text, MARGIN, doc.y, { paragraphGap: size * 0.3 })));
}

/** The types of the library lack where on the page a bookmark leads. */
const here = (doc: Doc): object => ({ left: doc.page.width, top: Math.max(0, doc.y - 8) });

function addList(doc: Doc, root: Element, items: string[]) {
  body(doc);
  const list = doc.struct('L');
  root.add(list);
  for (const item of items) {
    if (doc.y + doc.heightOfString(item, { width: bodyWidth(doc) - 12 }) > bottomOf(doc)) doc.addPage();
    const y = doc.y;
    const entry = doc.struct('LI');
    list.add(entry);
    entry.add(tagged(doc, 'Lbl', () => doc.text('•', MARGIN, y, { lineBreak: false })));
    entry.add(
      tagged(doc, 'LBody', () => doc.text(item, MARGIN + 12, y, { width: bodyWidth(doc) - 12, paragraphGap: 2 })),
    );
    entry.end();
  }
  list.end();
  doc.y += 4;
}

const bodyWidth = (doc: Doc) => doc.page.width - 2 * MARGIN;

/** Not part of the text: nobody hears it read on each page. */
function addFooter(doc: Doc, title: string, page: string) {
  const { bottom } = doc.page.margins;
  doc.page.margins.bottom = 0;
  doc.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] });
  const y = doc.page.height - MARGIN + 4;
  doc
    .lineWidth(0.5)
    .strokeColor(RULE)
    .moveTo(MARGIN, y - 5)
    .lineTo(doc.page.width - MARGIN, y - 5)
    .stroke();
  doc.font('regular').fontSize(SIZES.footer).fillColor(INK);
  doc.text(title, MARGIN, y, { width: bodyWidth(doc) - 90, height: 10, ellipsis: true, lineBreak: false });
  doc.text(page, doc.page.width - MARGIN - 90, y, { width: 90, align: 'right', lineBreak: false });
  doc.endMarkedContent();
  doc.page.margins.bottom = bottom;
}
