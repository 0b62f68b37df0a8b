import type { Database } from '@stadtlage/database';
import { readFileSync } from 'node:fs';
import { parseAgendaFile } from './agenda-file.js';
import { importAgenda } from './import-plan.js';

// The motion of 18 January 2021 in the council of Ahlen: its eleven fields of action as goals. Measures in it are examples, marked so.
const SEED = new URL('../../seed/ahlen-2021.json', import.meta.url);

/** Brings a first agenda into a database that has none; else nothing changes. @returns how many goals and measures came */
export async function seedAgenda(database: Database, by: string): Promise<number> {
  const [found] = await database.query<{ any: boolean }>('SELECT EXISTS (SELECT FROM agenda.record) AS any');
  if (found!.any) return 0;
  return importAgenda(database, parseAgendaFile(readFileSync(SEED, 'utf8'), 'the first agenda'), { by });
}
