import type { Importer } from '@stadtlage/imports';
import { addresses } from './import-addresses.js';
import { baseMapImporter } from './import-base-map.js';
import { districts } from './import-districts.js';
import { streets } from './import-streets.js';

export const importers: Importer[] = [streets, districts, addresses, baseMapImporter];
