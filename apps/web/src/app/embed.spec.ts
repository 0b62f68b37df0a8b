import { embedSnippet, embedUrl, fullUrl } from './embed.js';

describe('A view within another page', () => {
  const href = 'https://city.example/?address=42&lang=de&map=13/51.763/7.891';

  it('is the same view, and leads back to the page', () => {
    expect(embedUrl(href)).toBe('https://city.example/?address=42&lang=de&map=13/51.763/7.891&embed=1');
    expect(fullUrl(embedUrl(href))).toBe(href);
  });

  it('is a frame with a name, whatever the city is called', () => {
    expect(embedSnippet(`${href}&provider="><script>`, 'Stadtlage "A" & <B>')).toBe(
      '<iframe src="https://city.example/?address=42&amp;lang=de&amp;map=13/51.763/7.891&amp;provider=%22%3E%3Cscript%3E&amp;embed=1" title="Stadtlage &quot;A&quot; &amp; &lt;B&gt;" width="100%" height="640" style="border:0" loading="lazy" allow="geolocation; clipboard-write"></iframe>',
    );
  });
});
