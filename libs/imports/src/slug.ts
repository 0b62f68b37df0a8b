const UMLAUTS: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** An id made of a name: `Ahlen Süd/West` becomes `ahlen-sued-west`. @param gap what stands for anything but letters and digits */
export function slug(name: string, gap: '-' | '_' = '-'): string {
  return name
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => UMLAUTS[letter]!)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, gap)
    .replace(/^[-_]|[-_]$/g, '');
}
