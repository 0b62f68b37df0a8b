const LONGEST = 500;

/** A detail may quote what was sent: only so much of it is kept. */
export const storableDetail = (detail: string): string => storableText(detail).slice(0, LONGEST);

/** NUL becomes U+FFFD, as PostgreSQL's text cannot hold it. */
export const storableText = (text: string): string => text.replaceAll('\0', '\uFFFD');
