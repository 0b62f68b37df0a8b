import { readFileSync } from 'node:fs';

/**
 * Reads the SQL file that lies beside its caller: `sqlFile(import.meta.url, 'search.sql')`. Called once, when the
 * module loads, so a missing file shows at the start.
 */
export function sqlFile(moduleUrl: string, name: string): string {
  return readFileSync(new URL(name, moduleUrl), 'utf8');
}
