/** What a device has sent may hold control characters, which a terminal obeys, or turn the direction of reading: shown as \u{…}. */
export const printable = (text: string): string =>
  text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
