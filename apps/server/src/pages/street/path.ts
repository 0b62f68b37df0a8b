export const pathOfStreet = (key: string): string => `/street/${encodeURIComponent(key)}`;
