/**
 * Whether a client asks for JSON rather than for a page: its Accept header (RFC 9110, 12.5.1) gives JSON a higher quality than HTML, or the
 * same and names it first. Who accepts anything gets the page.
 */
export function prefersJson(accept: string | undefined): boolean {
  const ranges = (accept ?? '')
    .slice(0, 500)
    .toLowerCase()
    .split(',')
    .map((part) => {
      const [type = '', ...parameters] = part.split(';').map((text) => text.trim());
      const quality = parameters.find((text) => text.startsWith('q='));
      return { type, quality: quality === undefined ? 1 : Number(quality.slice(2)) || 0 };
    });
  const best = (types: string[]) => {
    // The most specific range counts: "*/*" says nothing about what is also named.
    for (const type of types) {
      const at = ranges.findIndex((range) => range.type === type);
      if (at >= 0) return { at, quality: ranges[at]!.quality };
    }
    return { at: ranges.length, quality: 0 };
  };
  const json = best(['application/json', 'application/*', '*/*']);
  const html = best(['text/html', 'text/*', '*/*']);
  return json.quality > html.quality || (json.quality === html.quality && json.at < html.at);
}
