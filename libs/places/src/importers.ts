import type { Importer } from '@stadtlage/imports';
import { districts } from './import-districts.js';
import { streets } from './import-streets.js';

export const importers: Importer[] = [streets, districts];
