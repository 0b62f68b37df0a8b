/**
 * Whether a house number was typed that none of these have: the neighbour's answer must not be taken for one's own. As on the page
 * without map (isOtherNumber in the server's pages/address-answer/search.ts).
 */
export function isOtherNumber(text: string, labels: string[]): boolean {
  const [, number, letter] = /(?:^|\s)(\d{1,4})\s?([a-z]?)(?=[\s,]|$)/i.exec(text) ?? [];
  if (!number || labels.length === 0) return false;
  const wanted = new RegExp(`\\s${number}\\s?${letter ?? ''}(,|$)`, 'i');
  return !labels.some((label) => wanted.test(label));
}
