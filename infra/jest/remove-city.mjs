import { rm } from 'node:fs/promises';

export default async function remove() {
  if (globalThis.preparedCity) await rm(globalThis.preparedCity, { recursive: true, force: true });
}
