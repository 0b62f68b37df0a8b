// The common data structure into which payload formatters of The Things Stack can translate what they decode:
//   https://www.thethingsindustries.com/docs/integrations/payload-formatters/javascript/uplink/#normalized-payload-schema
import type { Reading } from './codec.js';
import { isObject, resultsOf } from './values.js';

type Normalized = Pick<Reading, 'property' | 'result' | 'unit'>;

const QUANTITIES = new Map<string, [property: string, unit?: string]>([
  ['battery', ['battery', 'V']],
  ['air.temperature', ['temperature', 'Cel']],
  ['air.relativeHumidity', ['humidity', '%']],
  ['air.pressure', ['pressure', 'hPa']],
  ['air.co2', ['co2', '[ppm]']],
  ['air.lightIntensity', ['illuminance', 'lx']],
  ['wind.speed', ['wind_speed', 'm/s']],
  ['wind.direction', ['wind_direction', 'deg']],
  ['rain.intensity', ['rain_intensity', 'mm/h']],
  ['rain.cumulative', ['rain_total', 'mm']],
  ['soil.depth', ['soil_depth', 'cm']],
  ['soil.moisture', ['soil_moisture', '%']],
  ['soil.temperature', ['soil_temperature', 'Cel']],
  ['soil.ec', ['soil_conductivity', 'mS/cm']], // which is dS/m
  ['soil.pH', ['soil_ph', '[pH]']],
  ['soil.n', ['soil_nitrogen', '[ppm]']],
  ['soil.p', ['soil_phosphorus', '[ppm]']],
  ['soil.k', ['soil_potassium', '[ppm]']],
  ['water.leak', ['water_leak']],
  ['water.temperature.current', ['water_temperature', 'Cel']],
  ['metering.water.total', ['water_total', 'L']],
  ['action.motion.detected', ['motion']],
  ['action.motion.count', ['motion_count', '1']],
]);

/** @param measurement one of `normalized_payload`; what it holds beyond the schema is in `decoded_payload` too */
export function fromNormalized(measurement: Record<string, unknown>): Normalized[] {
  const readings: Normalized[] = [];
  for (const [path, result] of resultsOf(measurement)) {
    const [property, unit] = QUANTITIES.get(path) ?? [];
    if (property && typeof result !== 'string') readings.push({ property, result, ...(unit && { unit }) });
  }
  const contact = isObject(measurement['action']) ? measurement['action']['contactState'] : undefined;
  if (contact === 'open' || contact === 'closed') readings.push({ property: 'open', result: contact === 'open' });
  return readings;
}
