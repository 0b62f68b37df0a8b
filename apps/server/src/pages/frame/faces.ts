import { existsSync, readdirSync } from 'node:fs';

/** Of what the web app has, the weights of text, and of headings and whatever else is bold. */
const WEIGHTS = { 400: '400', 600: '600 900' };

/**
 * Fira Sans as the web app's build holds it, under names that no visitor's cache mixes up. Where there is no build the machine's letters
 * are taken. Text is there before they are: on a slow line nobody waits for letters.
 */
export function facesOf(folder: string): string {
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return Object.entries(WEIGHTS)
    .map(([weight, weights]) => {
      const file = files.find(
        (name) => name.startsWith(`fira-sans-latin-${weight}-normal-`) && name.endsWith('.woff2'),
      );
      return file
        ? `@font-face { font-family: "Fira Sans"; font-weight: ${weights}; font-display: swap; src: url(/assets/${file}) format("woff2"); }\n`
        : '';
    })
    .join('');
}
