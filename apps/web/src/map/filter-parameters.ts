import type { AddressFilter } from './filters.js';

/** The filter as parameters of the files and tiles of the dataset address-coverage. */
export function filterParameters({ technology, speed, provider, use, level }: AddressFilter): Record<string, string> {
  return {
    ...(technology && { best_technology: technology.toLowerCase() }),
    ...(speed !== null && { max_down_mbit_from: String(speed) }),
    ...(provider && { providers: provider }),
    ...(use && { use: usesOf(use).join(',') }),
    ...(level && { fibre_status: level === 'unknown' ? '' : level }),
  };
}

export const usesOf = (use: NonNullable<AddressFilter['use']>) => (use === 'public' ? [use] : [use, 'mixed']);
