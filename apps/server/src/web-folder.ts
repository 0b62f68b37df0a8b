import { fileURLToPath } from 'node:url';

/** Where the web app is built. It may not be there: a process that only serves the API needs none of it. */
export const WEB = fileURLToPath(new URL('../../web/dist/', import.meta.url));
