import type { Importer } from '@stadtlage/imports';
import { importers as shares } from './import-availability-shares.js';
import { fixedAvailability } from './import-fixed-availability.js';
import { gridAvailability } from './import-grid-availability.js';
import { mobileAvailability } from './import-mobile-availability.js';
import { mobileCells } from './import-mobile-cells.js';
import { mobileSites } from './import-mobile-sites.js';

export const importers: Importer[] = [
  ...shares,
  fixedAvailability,
  gridAvailability,
  mobileAvailability,
  mobileSites,
  mobileCells,
];
