const LONGEST = 500;
const MOST_REPEATED = 80;
const PIECE = 10;

/**
 * The details of rejections are public, payloads are not: what a detail repeats of its payload ends after at most 100
 * characters, also where it shows them unescaped. NUL becomes U+FFFD, as PostgreSQL's text cannot hold it.
 */
export function publicDetail(detail: string, payload: Buffer): string {
  const shown = storableText(detail).slice(0, LONGEST);
  if (shown.length <= 100) return shown;
  const texts = textsOf(payload);
  // The parts of a repetition that fill no whole piece are not counted, hence 80: no detail shows more than two values.
  for (let i = 0, repeated = 0; i + PIECE <= shown.length;) {
    const piece = shown.slice(i, i + PIECE);
    if (!texts.some((text) => text.includes(piece))) i++;
    else if ((repeated += PIECE) > MOST_REPEATED) return `${shown.slice(0, i)}…`;
    else i += PIECE;
  }
  return shown;
}

export function storableText(text: string): string {
  return text.replaceAll('\0', '\uFFFD');
}

/** A payload as it came, as JSON.stringify() shows it or a part of it, and the names and texts in it without escapes. */
function textsOf(payload: Buffer): string[] {
  const text = payload.toString('utf8');
  const unescaped: string[] = [];
  try {
    const content: unknown = JSON.parse(text, (name, value: unknown) => {
      unescaped.push(name);
      if (typeof value === 'string') unescaped.push(value);
      return value;
    });
    return [text, JSON.stringify(content), unescaped.join('\n')].map(storableText);
  } catch {
    return [storableText(text)];
  }
}
