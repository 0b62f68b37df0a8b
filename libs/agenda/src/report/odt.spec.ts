import { fromBufferPromise } from 'yauzl';
import { heading, list, table, text, type Block } from './blocks.js';
import { toOdt } from './odt.js';

const blocks: Block[] = [
  heading(1, 'Anlage: Größe & „Ziel“'),
  text('Stand: <heute>, 5 % \u0001und \ud800mehr 😀.'),
  heading(2, 'Glasfaser'),
  ...list(['Zuständig: Tiefbau', 'Meilenstein']),
  ...table(
    'Geld & Stellen',
    ['Jahr', 'geplant (€)', 'Text'],
    [
      ['2025', '7', ''],
      ['2026', '8', 'x'],
    ],
    [1],
  ),
  heading(3, 'Ziel'),
  heading(4, 'Maßnahme'),
];
const options = { language: 'de', title: 'Anlage & mehr' } as const;

interface Part {
  name: string;
  isPacked: boolean;
  content: string;
}

async function partsOf(file: Buffer): Promise<Part[]> {
  const parts: Part[] = [];
  const archive = await fromBufferPromise(file);
  for await (const entry of archive.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await archive.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    const content = Buffer.concat(chunks).toString();
    parts.push({ name: entry.fileName, isPacked: entry.compressionMethod !== 0, content });
  }
  return parts;
}

/** Its elements, each with those it lies in, such as `text:list/text:list-item`. @throws Error where the XML is not well-formed */
function elementsOf(xml: string): { path: string; attributes: Record<string, string>; text: string }[] {
  const found: ReturnType<typeof elementsOf> = [];
  const open: ReturnType<typeof elementsOf> = [];
  for (const [piece] of xml.replace(/^<\?xml [^?]*\?>/, '').matchAll(/<[^>]*>|[^<]+/g)) {
    const tag = /^<(\/?)([\w:-]+)((?: [\w:-]+="[^"<]*")*)(\/?)>$/.exec(piece);
    if (!tag) {
      if (/[<>]|&(?!amp;|lt;|gt;|quot;|#39;)/.test(piece)) throw new Error(`This is no XML: ${piece}`);
      for (const element of open) element.text += piece;
      continue;
    }
    const [, ends, name, attributes, isEmpty] = tag;
    if (ends) {
      if (open.pop()?.path.split('/').at(-1) !== name) throw new Error(`${name} ends and has not begun.`);
      continue;
    }
    const pairs = [...attributes!.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, key, value]) => [key!, value!] as const);
    if (new Set(pairs.map(([key]) => key)).size < pairs.length) throw new Error(`Twice the same: ${piece}`);
    const path = [...open.slice(-1).map((one) => one.path), name!].join('/');
    const element = { path, attributes: Object.fromEntries(pairs), text: '' };
    found.push(element);
    if (!isEmpty) open.push(element);
  }
  if (open.length) throw new Error(`${open.at(-1)!.path} does not end.`);
  return found;
}

describe('the annex as ODT', () => {
  let parts: Part[];
  const xml = (name: string) => elementsOf(parts.find((part) => part.name === name)!.content);
  const named = (name: string, what: string) => xml(name).filter(({ path }) => path.endsWith(`/${what}`));
  beforeAll(async () => {
    parts = await partsOf(toOdt(blocks, options));
  });

  it('begins with what it is, not packed, and lists the parts that it has', () => {
    expect(parts[0]).toEqual({
      name: 'mimetype',
      isPacked: false,
      content: 'application/vnd.oasis.opendocument.text',
    });
    const listed = xml('META-INF/manifest.xml').map(({ attributes }) => attributes['manifest:full-path']);
    expect(listed.slice(2).sort()).toEqual(['content.xml', 'meta.xml', 'styles.xml']);
    expect(
      parts
        .map(({ name }) => name)
        .slice(2)
        .sort(),
    ).toEqual(listed.slice(2).sort());
  });

  it('says its language and title', () => {
    expect(named('meta.xml', 'dc:title').map((one) => one.text)).toEqual(['Anlage &amp; mehr']);
    expect(named('meta.xml', 'dc:language').map((one) => one.text)).toEqual(['de']);
    const [language] = named('styles.xml', 'style:default-style/style:text-properties');
    expect(language!.attributes).toMatchObject({ 'fo:language': 'de', 'fo:country': 'DE' });
  });

  it('has headings that are headings, lists, and tables with their caption, header row and header column', () => {
    expect(
      named('content.xml', 'text:h').map(({ attributes, text: words }) => [attributes['text:outline-level'], words]),
    ).toEqual([
      ['1', 'Anlage: Größe &amp; „Ziel“'],
      ['2', 'Glasfaser'],
      ['3', 'Ziel'],
      ['4', 'Maßnahme'],
    ]);
    expect(named('content.xml', 'text:list/text:list-item/text:p')).toHaveLength(2);
    expect(named('content.xml', 'table:table/table:title').map((one) => one.text)).toEqual(['Geld &amp; Stellen']);
    expect(named('content.xml', 'table:table-header-columns/table:table-column')).toHaveLength(1);
    expect(
      named('content.xml', 'table:table-header-rows/table:table-row/table:table-cell/text:p').map((one) => one.text),
    ).toEqual([...['Jahr', 'geplant (€)', 'Text']]);
    expect(named('content.xml', 'table:table/table:table-row/table:table-cell/text:p').map((one) => one.text)).toEqual([
      ...['2025', '7', '', '2026', '8', 'x'],
    ]);
  });

  it('shows half a character as such, leaves out what else XML cannot hold, and keeps the rest as it is', () => {
    const [words] = named('content.xml', 'office:text/text:p');
    expect(words!.text).toBe('Stand: &lt;heute&gt;, 5\u00a0% und \ufffdmehr 😀.');
  });

  it('names no style that it does not have', () => {
    const styles = [...xml('styles.xml'), ...xml('content.xml')];
    const known = new Set(styles.map(({ attributes }) => attributes['style:name']));
    const used = styles.flatMap(({ attributes }) =>
      ['text:style-name', 'table:style-name', 'style:parent-style-name', 'style:next-style-name'].flatMap(
        (key) => attributes[key] ?? [],
      ),
    );
    expect(used.filter((name) => !known.has(name))).toEqual([]);
    expect(used.length).toBeGreaterThan(20);
  });

  it('is the same file whenever the same report is written', () => {
    expect(toOdt(blocks, options).equals(toOdt(structuredClone(blocks), options))).toBe(true);
  });
});
