// The columns of house coordinates, in the layouts in which the surveying offices give them out:
// NRW, Gebäudereferenzen, version 1 (15 columns) and 2 (21): https://www.bezreg-koeln.nrw.de/geobasis-nrw/produkte-und-dienste/liegenschaftskataster
//   https://www.opengeodata.nrw.de/produkte/geobasis/lk/akt/gebref_txt/
// all states, AdV Hauskoordinaten (HK-DE, 20 columns with postal ones): https://www.adv-online.de/AdV-Produkte/Liegenschaftskataster/Hauskoordinaten/
//   https://geobasis-bb.de/lgb/de/geodaten/liegenschaftskataster/georeferenzierte-adresse/formatvorgaben-zshh-lgb/
import { type HeaderCheck, type HeaderlessLayout, missingColumns } from '@stadtlage/imports';
import { say } from './import-phrases.js';

const KEYS = 'lan;rbz;krs;gmd;ott;sss';

/** One after the other, as in all three: record type, identifier, quality; the parts of the key; number; east, north. */
const V1 = `nba;oid;qua;${KEYS};hnr;adz;ostwert;nordwert;stn;datum`.split(';');
const V2 =
  'nba;oid;qua;landschl;land;regbezschl;regbez;kreisschl;kreis;gmdschl;gmd;ottschl;ott;strschl;str;hnr;adz;zone;ostwert;nordwert;datum'.split(
    ';',
  );
const ADV = `nba;oid;qua;${KEYS};hnr;adz;ostwert;nordwert;stn;plz;onm;zon;pot;psn;aud`.split(';');

/** Names of each column in headers, in lower case; the first that is there counts. */
const NAMES = {
  change: ['nba'],
  id: ['oid', 'oi', 'id'],
  quality: ['qua', 'qualitaet'],
  land: ['landschl', 'lan', 'land'],
  region: ['regbezschl', 'rbz', 'regierungsbezirk'],
  county: ['kreisschl', 'krs', 'kreis'],
  municipality: ['gmdschl', 'gmd', 'gemeinde'],
  streetNumber: ['strschl', 'sss', 'strassenschluessel'],
  houseNumber: ['hnr', 'hausnummer', 'hausnr'],
  suffix: ['adz', 'hnrzusatz', 'adressierungszusatz', 'zusatz'],
  east: ['ostwert', 'east', 'eeeeeeee_eee', 'utm_east', 'x'],
  north: ['nordwert', 'north', 'nnnnnnn_nnn', 'utm_north', 'y'],
  street: ['stn', 'str', 'strassenname', 'strasse'],
  postcode: ['plz', 'postplz', 'postleitzahl'],
  place: ['onm', 'postonm', 'ortsname_post', 'ortsnamepost'],
};
type Field = keyof typeof NAMES;
const OPTIONAL: Field[] = ['change', 'quality', 'suffix', 'postcode', 'place'];

/** Where each column stands; -1 for one that the file does not have. */
export type AddressColumns = Record<Field | 'municipalityName', number>;

export function columnsOf(header: string[]): AddressColumns {
  const lower = header.map((name) => name.trim().toLowerCase());
  const find = (names: string[]) => lower.indexOf(names.find((name) => lower.includes(name)) ?? '\0');
  const found = Object.fromEntries(Object.entries(NAMES).map(([field, names]) => [field, find(names)]));
  // In version 2 the column beside the key holds the name of the municipality.
  return { ...found, municipalityName: lower.includes('gmdschl') ? lower.indexOf('gmd') : -1 } as AddressColumns;
}

const layout = (name: string, columns: string[]): HeaderlessLayout => {
  const { land, region, county, municipality, east, north } = columnsOf(columns);
  return {
    name,
    columns,
    fits: (fields) =>
      /^\d{2}$/.test(fields[land]!) &&
      /^\d$/.test(fields[region]!) &&
      /^\d{2}$/.test(fields[county]!) &&
      /^\d{3}$/.test(fields[municipality]!) &&
      /^\d+([.,]\d+)?$/.test(fields[east]!) &&
      /^\d+([.,]\d+)?$/.test(fields[north]!),
  };
};

export const addressHeader: HeaderCheck = {
  columns: say(
    'house coordinates in the layout of NRW (gebref, 15 or 21 columns without header) or of the AdV (20 columns), or a header with their names (oid, lan, rbz, krs, gmd, sss, hnr, ostwert, nordwert, stn)',
  ),
  problem(header) {
    const columns = columnsOf(header);
    const missing = (Object.keys(NAMES) as Field[]).filter((field) => columns[field] < 0 && !OPTIONAL.includes(field));
    return missingColumns(missing.map((field) => NAMES[field][0]!));
  },
  headerless: [
    layout('house coordinates NRW (gebref), version 1', V1),
    layout('house coordinates NRW (gebref), version 2', V2),
    layout('AdV house coordinates with postal columns', ADV),
  ],
};
