// FCC Broadband Data Collection, fixed availability: https://us-fcc.app.box.com/v/bdc-data-downloads-output

// https://us-fcc.app.box.com/v/bdc-availability-spec, table "Fixed Broadband Technology Codes"; the same codes explained:
// https://help.bdc.fcc.gov/hc/en-us/articles/5296902403867-How-to-Format-Fixed-Broadband-Subscription-Data
const TECHNOLOGIES: Record<string, string> = {
  10: 'dsl',
  40: 'hfc',
  50: 'ftth',
  60: 'satellite',
  61: 'satellite',
  70: 'fixed_wireless',
  71: 'fixed_wireless',
  72: 'fixed_wireless',
  0: 'other',
};

/** The technology of a BDC code: 10 copper, 40 coaxial, 50 fibre, 60 and 61 satellite, 70 to 72 fixed wireless, 0 other. */
export const bdcTechnology = (code: string): string | undefined =>
  Object.hasOwn(TECHNOLOGIES, code) ? TECHNOLOGIES[code] : undefined;

/** True for the header of a BDC availability file. */
export const isBdc = (columns: string[]) =>
  ['provider_id', 'brand_name', 'location_id', 'technology', 'max_advertised_download_speed'].every((name) =>
    columns.includes(name),
  );

/** The day that a BDC file describes: its name has J23 for June 2023 or D23 for December 2023. */
export function bdcDay(fileName: string): string | undefined {
  const [, half, year] = /_([JD])(\d{2})_/i.exec(fileName) ?? [];
  return half && `20${year}-${half.toUpperCase() === 'J' ? '06-30' : '12-31'}`;
}
