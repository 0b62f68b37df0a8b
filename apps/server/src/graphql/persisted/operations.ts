import { readFileSync } from 'node:fs';

/** A query of the web app, known by its id since the build. */
export interface PersistedOperation {
  /** The beginning of the SHA-256 of the text. */
  id: string;
  name: string;
  text: string;
}

/** Those of the web app that is served, by id. `npm run generate` writes the file from the web app's .graphql files. */
export function readOperations(): Map<string, PersistedOperation> {
  const file = readFileSync(new URL('./operations.json', import.meta.url), 'utf8');
  const entries = Object.entries(JSON.parse(file) as Record<string, Omit<PersistedOperation, 'id'>>);
  return new Map(entries.map(([id, operation]) => [id, { id, ...operation }]));
}
