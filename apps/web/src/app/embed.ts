/** The address of a view within another page. */
export function embedUrl(href: string): string {
  const url = new URL(href);
  url.searchParams.set('embed', '1');
  url.hash = '';
  return url.href.replaceAll('%2F', '/');
}

/** The same view as a page of its own. */
export function fullUrl(href: string): string {
  const url = new URL(href);
  url.searchParams.delete('embed');
  return url.href.replaceAll('%2F', '/');
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** What somebody pastes into a page of the city's website. */
export const embedSnippet = (href: string, title: string): string =>
  `<iframe src="${escaped(embedUrl(href))}" title="${escaped(title)}" width="100%" height="640" style="border:0" loading="lazy" allow="geolocation; clipboard-write"></iframe>`;
