// Names of 100 m cells: INSPIRE, D2.8.I.2 Data Specification on Geographical Grid Systems, https://inspire.ec.europa.eu/id/document/tg/gg ;
// how a code is made: Regulation (EU) 2018/1799, article 3, https://eur-lex.europa.eu/eli/reg_impl/2018/1799/oj

import { type Feature, type Report, type Text } from '@stadtlage/imports';
import type { Position } from 'geojson';
import { say } from './import-phrases.js';

// Germany in ETRS89-LAEA, in units of 100 m, with a margin.
const inGermany = (north: number, east: number) =>
  north >= 26_000 && north <= 36_000 && east >= 40_000 && east <= 47_500;

/** What is wrong with a cell code. */
export interface CellProblem {
  problem: Text;
  fix: Text;
}

/**
 * One name for a cell: `CRS3035RES100mN3099500E4151500` (metres) and `100mN30995E41515` (units of 100 m) are both
 * `100mN30995E41515`, named by its south-west corner.
 */
export function readCell(text: string): string | CellProblem {
  const [, full, north, east] = /^(CRS3035RES)?100mN(\d{5,7})E(\d{5,7})$/i.exec(text) ?? [];
  if (!north || !east || north.length !== east.length || north.length !== (full ? 7 : 5)) {
    return {
      problem:
        /RES\d+m|^\d*k?m[NE]/i.test(text) && !/100m/i.test(text)
          ? say('This is a cell of another size than 100 m.')
          : say('This is not the code of a 100 m cell.'),
      fix: say('Write it as CRS3035RES100mN3099500E4151500 or 100mN30995E41515.'),
    };
  }
  const unit = full ? 100 : 1;
  if (Number(north) % unit || Number(east) % unit) {
    return { problem: say('The corner of a 100 m cell is a multiple of 100 m.'), fix: say('Correct the code.') };
  }
  const [n, e] = [Number(north) / unit, Number(east) / unit];
  if (inGermany(n, e)) return `100mN${n}E${e}`;
  return {
    problem: say('The cell lies outside Germany.'),
    fix: inGermany(e, n) ? say('North and east are swapped: N comes first.') : say('Check that the grid is EPSG:3035.'),
  };
}

/** What columns with the code of a cell are called. */
export const CELL = [
  'cell',
  'zelle',
  'gitterzelle',
  'raster_id',
  'gitter_id',
  'gitter_id_100m',
  'grid_id',
  'id_inspire',
  'inspire_id',
];

/** Reports what is wrong with a code; the cell where nothing is. */
export function cellOf(text: string, place: { row: number; column: string }, report: Report): string | undefined {
  const cell = readCell(text);
  if (typeof cell === 'string') return cell;
  report.error(cell.problem, { ...place, value: text, fix: cell.fix });
  return undefined;
}

/** The middle of a square of about 100 m, as EWKT. */
export function centreOf({ geometry, srid }: Pick<Feature, 'geometry' | 'srid'>): string | undefined {
  const rings: Position[] | undefined =
    geometry?.type === 'Polygon'
      ? geometry.coordinates[0]
      : geometry?.type === 'MultiPolygon' && geometry.coordinates.length === 1
        ? geometry.coordinates[0]![0]
        : undefined;
  if (!rings?.length) return undefined;
  const range = (axis: 0 | 1) => {
    const values = rings.map((position) => position[axis]!);
    return [Math.min(...values), Math.max(...values)] as const;
  };
  const [[west, east], [south, north]] = [range(0), range(1)];
  // In degrees a cell is smaller than these numbers anyhow; in metres it may stand askew, as UTM and LAEA differ.
  const size = Math.max(east - west, north - south);
  if (srid === 4326 ? size > 0.003 : size < 80 || size > 150) return undefined;
  return `SRID=${srid};POINT(${(west + east) / 2} ${(south + north) / 2})`;
}
