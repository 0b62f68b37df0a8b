// What was printed: how many pages, and the text on them. Reads what Chromium and pdfkit write, no other PDF.
import { inflateSync } from 'node:zlib';

/** One object of the file: its dictionary, and its stream as text where it has one. */
interface PdfObject {
  dictionary: string;
  stream: string;
}

export interface Printed {
  pages: number;
  text: string;
}

export function readPdf(pdf: Buffer): Printed {
  const objects = objectsOf(pdf);
  const all = [...objects.values()];
  const pages = all.filter(({ dictionary }) => /\/Type\s*\/Page\b(?!s)/.test(dictionary)).length;
  // Fonts have the same names on all pages.
  const glyphs = new Map<string, Map<number, string>>();
  for (const { dictionary } of all)
    for (const [, name, number] of dictionary.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const table = /\/ToUnicode (\d+) 0 R/.exec(objects.get(number!)?.dictionary ?? '')?.[1];
      if (table && !glyphs.has(name!)) glyphs.set(name!, charactersOf(objects.get(table)!.stream));
    }
  const texts = all.filter(({ stream }) => /\bTf\b/.test(stream)).map(({ stream }) => textOf(stream, glyphs));
  return { pages, text: texts.join('\n') };
}

function objectsOf(pdf: Buffer): Map<string, PdfObject> {
  const file = pdf.toString('latin1');
  const objects = new Map<string, PdfObject>();
  for (const begin of file.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const from = begin.index + begin[0].length;
    const end = file.indexOf('endobj', from);
    const stream = file.indexOf('stream\n', from);
    const hasStream = stream > 0 && stream < end;
    const dictionary = file.slice(from, hasStream ? stream : end);
    const start = stream + 'stream\n'.length;
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1]);
    const bytes = hasStream ? pdf.subarray(start, start + length) : Buffer.alloc(0);
    const isText = !/\/(Subtype\s*\/Image|FontFile|Length1)/.test(dictionary);
    objects.set(begin[1]!, {
      dictionary,
      stream:
        !hasStream || !isText ? '' : (/FlateDecode/.test(dictionary) ? inflateSync(bytes) : bytes).toString('latin1'),
    });
  }
  return objects;
}

/** A ToUnicode table: which character each glyph stands for. */
function charactersOf(table: string): Map<number, string> {
  const characters = new Map<number, string>();
  const decoded = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le');
  for (const [, block] of table.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, glyph, text] of block!.matchAll(/<(\w+)>\s*<(\w+)>/g))
      characters.set(Number.parseInt(glyph!, 16), decoded(text!));
  for (const [, block] of table.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    // One after the other, each with its own text.
    for (const [, first, texts] of block!.matchAll(/<(\w+)>\s*<\w+>\s*\[([^\]]*)\]/g))
      [...texts!.matchAll(/<(\w*)>/g)].forEach(([, text], i) =>
        characters.set(Number.parseInt(first!, 16) + i, decoded(text!)),
      );
    for (const [, first, last, text] of block!.replace(/\[[^\]]*\]/g, '').matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g))
      for (let glyph = Number.parseInt(first!, 16), i = 0; glyph <= Number.parseInt(last!, 16); glyph++, i++)
        characters.set(glyph, String.fromCharCode(Number.parseInt(text!, 16) + i));
  }
  return characters;
}

function textOf(content: string, glyphs: Map<string, Map<number, string>>): string {
  let font: Map<number, string> | undefined;
  let text = '';
  for (const [, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|((?:<[0-9A-Fa-f]+>|\[[^\]]*\])\s*T[jJ])/g)) {
    if (name) font = glyphs.get(name);
    else
      for (const [, hex] of shown!.matchAll(/<([0-9A-Fa-f]+)>/g))
        for (const glyph of hex!.match(/.{4}/g) ?? []) text += font?.get(Number.parseInt(glyph, 16)) ?? '';
  }
  return text;
}
