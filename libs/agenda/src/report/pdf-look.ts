/** Of the paper, in points (1/72 inch). */
export const MARGIN = 52;
export const SIZES = { headings: [19, 14.5, 11.5, 10], text: 9.5, table: 8.5, footer: 7.5 } as const;

/** 14 and 5 to 1 on white. */
export const INK = '#171a2b';
export const RULE = '#8a8f9c';
export const SHADE = '#eef1f6';

/** Where the text of a page ends. */
export const bottomOf = ({ page }: { page: PDFKit.PDFPage }): number => page.height - page.margins.bottom;

export type Doc = PDFKit.PDFDocument;
export type Element = ReturnType<Doc['struct']>;

/** A part that is read aloud as what it is, and how it is drawn. @param scope which cells a header cell stands over */
export const tagged = (doc: Doc, type: string, draw: () => unknown, scope?: 'Row' | 'Column'): Element =>
  // The types of the library lack the scope, which ISO 32000-1, table 349, asks for.
  doc.struct(type, (scope ? { scope } : {}) as object, [() => void draw()]);
