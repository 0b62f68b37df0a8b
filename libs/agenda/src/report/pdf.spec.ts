import { inflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';
import { heading, list, table, text, type Block } from './blocks.js';
import { pdfInWorker } from './pdf-in-worker.js';
import { MARGIN, SIZES } from './pdf-look.js';
import { widthsOf } from './pdf-table.js';
import { toPdf } from './pdf.js';

const rows = (count: number) =>
  Array.from({ length: count }, (_, i) => [`Zeile ${i + 1}`, String(i), 'Wörter '.repeat(30)]);
const blocks: Block[] = [
  heading(1, 'Anlage: Größe & „Ziel“'),
  text('Stand: heute.'),
  heading(2, 'Glasfaser'),
  ...list(['Zuständig: Tiefbau', 'Meilenstein']),
  ...table('Geld', ['Jahr', 'geplant (€)', 'Text'], rows(40), [1]),
  heading(3, 'Ziel'),
  heading(2, 'Schulen'),
];
const options = { language: 'de', title: 'Anlage' } as const;

/** The objects of a file by their numbers; pdfkit writes dictionaries as they are and packs streams only. */
function objectsOf(pdf: Buffer): Map<string, string> {
  const all = pdf.toString('latin1').matchAll(/(\d+) 0 obj\n([^]*?)\nendobj/g);
  return new Map([...all].map(([, number, body]) => [number!, body!]));
}

/** Each structure element with its depth, such as `2 TR`. */
function elementsOf(objects: Map<string, string>): string[] {
  const walk = (number: string, depth: number): string[] => {
    const body = objects.get(number)!;
    const kids = /\/K \[([^\]]*)\]|\/K (\d+ 0 R)/.exec(body);
    const children = [...(kids?.[1] ?? kids?.[2] ?? '').matchAll(/(\d+) 0 R/g)].map(([, kid]) => kid!);
    const inner = children.filter((kid) => objects.get(kid)!.includes('/S /')).flatMap((kid) => walk(kid, depth + 1));
    const name = /\/S \/(\w+)/.exec(body)?.[1];
    return name ? [`${depth} ${name}${/\/Scope \/(\w+)/.exec(body)?.[1] ?? ''}`, ...inner] : inner;
  };
  const root = [...objects].find(([, body]) => body.includes('/Type /StructTreeRoot'))!;
  return walk(root[0], 0);
}

/** What is drawn on the pages. */
const contentsOf = (pdf: Buffer): string[] =>
  [...pdf.toString('latin1').matchAll(/\/Filter \/FlateDecode\n>>\nstream\n([^]*?)\nendstream/g)]
    .map(([, packed]) => inflateSync(Buffer.from(packed!, 'latin1')).toString('latin1'))
    .filter((content) => content.includes('BDC'));

describe('the annex as PDF', () => {
  let pdf: Buffer;
  let objects: Map<string, string>;
  beforeAll(async () => {
    pdf = await toPdf(blocks, options);
    objects = objectsOf(pdf);
  });
  const whole = () => [...objects.values()].join('\n');

  it('says its language and title, that it is tagged, and brings its fonts', () => {
    const catalog = [...objects.values()].find((body) => body.includes('/Type /Catalog'))!;
    expect(catalog).toContain('/Lang (de)');
    expect(whole()).toContain('/Marked true');
    expect(whole()).toContain('/DisplayDocTitle true');
    expect(pdf.toString('latin1')).toContain('>Anlage</rdf:li>');
    expect(pdf.toString('latin1')).toContain('<pdfuaid:part>1</pdfuaid:part>');
    const fonts = whole().match(/\/FontName \/[A-Z]{6}\+NotoSans-(Regular|Bold)/g);
    expect(fonts).toHaveLength(2);
    expect(whole().match(/\/FontFile2 /g)).toHaveLength(2);
    expect(whole().match(/\/ToUnicode /g)).toHaveLength(2);
  });

  it('is read aloud as headings, lists, and a table with its caption and header cells, once for all of its pages', () => {
    const elements = elementsOf(objects);
    expect(elements.filter((one) => /H\d/.test(one))).toEqual(['2 H1', '2 H2', '2 H3', '2 H2']);
    expect(elements.filter((one) => /L|Lbl|LI|LBody/.test(one))).toEqual([
      ...['2 L', '3 LI', '4 Lbl', '4 LBody', '3 LI', '4 Lbl', '4 LBody'],
    ]);
    const count = (name: string) => elements.filter((one) => one.endsWith(` ${name}`)).length;
    expect([count('Table'), count('Caption'), count('TR')]).toEqual([1, 1, 41]);
    expect([count('THColumn'), count('THRow'), count('TD')]).toEqual([3, 40, 80]);
    expect(whole().match(/\/Type \/Page\n/g)!.length).toBeGreaterThan(2);
  });

  it('draws nothing that is neither part of that nor marked as no part of it', () => {
    const pages = contentsOf(pdf);
    expect(pages.length).toBe(whole().match(/\/Type \/Page\n/g)!.length);
    for (const page of pages) {
      let depth = 0;
      for (const [operator] of page.matchAll(/\b(BDC|BMC|EMC|BT|f|S)(?=\n|$)/g)) {
        if (operator === 'BDC' || operator === 'BMC') depth++;
        else if (operator === 'EMC') depth--;
        else expect(depth).toBe(1);
      }
      expect(depth).toBe(0);
    }
  });

  it('leaves no heading on a page whose table begins on the next one, whatever that begins with', async () => {
    const filler = (lines: number) => text('Zeile. '.repeat(lines * 12));
    const groups = Array.from({ length: 14 }, (_, i) => [
      filler(1 + ((i * 5) % 17)),
      ...(i % 2 ? [heading(2, `Feld ${i}`)] : []),
      heading(3, `Ziel ${i}`),
      ...table('Zielwerte', ['Indikator', 'Wert'], [[`Indikator ${i}`, 'ein Satz mit Wörtern '.repeat(120)]]),
    ]);
    const found = objectsOf(await toPdf([heading(1, 'Anlage'), heading(2, 'Anfang'), ...groups.flat()], options));
    const inOrder = [...found].sort(([a], [b]) => Number(a) - Number(b));
    const parts = inOrder.flatMap(([, body]) => {
      const [, kind] = /\/S \/(H2|H3|Caption)\n/.exec(body) ?? [];
      return kind ? [`${kind} ${/\/Pg (\d+) 0 R/.exec(body)![1]}`] : [];
    });
    const pageOf = (part: string) => part.split(' ')[1];
    const parted = parts.filter((part, i) => i > 0 && part.startsWith('H') && pageOf(part) !== pageOf(parts[i + 1]!));
    expect(parts.filter((part) => part.startsWith('Caption'))).toHaveLength(14);
    expect(new Set(parts.map(pageOf)).size).toBeGreaterThan(3);
    expect(parted).toEqual([]);
  });

  it('gives each column of a table the room of its longest word, as long as there is so much', () => {
    const doc = new PDFDocument({ size: 'A4', margin: MARGIN });
    doc.registerFont('regular', 'Helvetica').registerFont('bold', 'Helvetica-Bold');
    const long = 'sehr viel Text, der seinen Platz braucht und mehr als eine Zeile hat '.repeat(6);
    const cells = ['Verwaltungsleistungen online', long, long, 'Glasfaseranschlüsse bis 2030', long];
    const widths = widthsOf(doc, ['Indikator', 'Wert', 'laut Plan', 'Zielwert', 'Stand'], [cells]);
    doc.font('bold').fontSize(SIZES.table);
    expect(widths[0]!).toBeGreaterThan(doc.widthOfString('Verwaltungsleistungen') + 8);
    expect(widths[3]!).toBeGreaterThan(doc.widthOfString('Glasfaseranschlüsse') + 8);
    expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(doc.page.width - 2 * MARGIN);
  });

  it('has bookmarks for its headings', () => {
    expect(
      whole().match(/\/Parent \d+ 0 R\n\/Title|\/Title \((Glasfaser|Ziel|Schulen)\)/g)?.length,
    ).toBeGreaterThanOrEqual(3);
    expect(whole()).toContain('/PageMode /UseOutlines');
  });

  it('is written in a thread of its own, so that others are answered meanwhile, and once for all who ask', async () => {
    let longest = 0;
    let before = performance.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - before);
      before = performance.now();
    }, 5);
    const began = before;
    const long = [...blocks, ...table('Viel', ['a', 'b', 'c'], rows(150))];
    const first = pdfInWorker(long, options);
    expect(pdfInWorker(structuredClone(long), options)).toBe(first);
    const written = await first;
    const took = performance.now() - began;
    clearInterval(timer);
    expect(written.subarray(0, 5).toString()).toBe('%PDF-');
    expect(elementsOf(objectsOf(written)).filter((one) => one.endsWith(' TR'))).toHaveLength(41 + 151);
    // In this thread nothing else would have had its turn.
    expect(longest / took).toBeLessThan(0.5);
  });
});
