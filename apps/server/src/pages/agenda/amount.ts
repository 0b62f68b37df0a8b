/** A value in the unit of its indicator, as people write it. */
export function amountIn(words: { locale: string; unknown: string }, value: number | null, unit: string): string {
  if (value === null) return words.unknown;
  const number = new Intl.NumberFormat(words.locale, { maximumFractionDigits: 1 }).format(value);
  return unit === '%' ? `${number} %` : unit === 'EUR' ? `${number} €` : number;
}

/** What it was counted from: a share is so many of all; any other value comes from so many records. */
export function countsIn(
  words: { locale: string; of(counted: string, total: string): string; from(total: string): string },
  { counted, total }: { counted: number; total: number },
  unit: string,
): string {
  const number = new Intl.NumberFormat(words.locale);
  return unit === '%' ? words.of(number.format(counted), number.format(total)) : words.from(number.format(total));
}

export const pathOfIndicator = (id: string): string => `/agenda/indicator/${encodeURIComponent(id)}`;
