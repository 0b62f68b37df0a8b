/** Bytes of a form: the longest records, each letter written as several. */
export const BODY_LIMIT = 2_000_000;

/** Where a file comes along, as itself or within a form as Base64 with its signs escaped. */
export const FILE_BODY_LIMIT = 3_200_000;
