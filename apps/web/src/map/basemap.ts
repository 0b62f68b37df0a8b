import type { StyleSpecification } from 'maplibre-gl';

export const BASEMAP_PREFIX = 'basemap:';

/** Renames what a foreign style brings, so that it can never collide with ours, and makes its addresses absolute. */
export function prefixed(style: StyleSpecification, styleUrl: string): StyleSpecification {
  // Placeholders such as {fontstack} must survive: `new URL` would escape their braces.
  const absolute = (url: string) => new URL(url, styleUrl).href.replaceAll('%7B', '{').replaceAll('%7D', '}');
  const sources = Object.entries(style.sources).map(([id, source]) => {
    const moved = { ...source } as Record<string, unknown>;
    if (typeof moved.url === 'string') moved.url = absolute(moved.url);
    if (Array.isArray(moved.tiles)) moved.tiles = moved.tiles.map((url: string) => absolute(url));
    return [BASEMAP_PREFIX + id, moved];
  });
  const layers = style.layers.map((layer) => ({
    ...layer,
    id: BASEMAP_PREFIX + layer.id,
    ...('source' in layer && { source: BASEMAP_PREFIX + String(layer.source) }),
  }));
  return {
    ...style,
    ...(style.glyphs && { glyphs: absolute(style.glyphs) }),
    ...(typeof style.sprite === 'string' && { sprite: absolute(style.sprite) }),
    sources: Object.fromEntries(sources),
    layers: layers as StyleSpecification['layers'],
  };
}

/** Loads the operator's basemap. Rejects when it cannot be had; the caller then keeps our own base. */
export async function loadBasemap(styleUrl: string): Promise<StyleSpecification> {
  const response = await fetch(styleUrl, { signal: AbortSignal.timeout(10_000) });
  if (!response.ok) throw new Error(`The basemap style answered ${response.status}.`);
  return prefixed((await response.json()) as StyleSpecification, styleUrl);
}
