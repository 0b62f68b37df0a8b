import type { City } from './city.js';
import { cityStatements, operatorStatements, type FixedStatement } from './coverage.js';
import { PROVIDERS } from './fibre.js';
import type { Loading } from './load.js';
import { addressId, rows } from './load-places.js';
import { ewkt } from './plane.js';
import { told } from './told.js';

/** The masts' areas overlap; what is stored is their union. */
const UNITE = `INSERT INTO coverage.mobile_availability
    (operator_id, technology, valid_from, valid_to, recorded_at, superseded_at, geom, run_id, recorded_by, superseded_by)
  SELECT $1, $2, $3, $4, $5, $6::timestamptz, ST_Multi(ST_Union(cell::geometry)), $8, $8, CASE WHEN $6 IS NOT NULL THEN $8::bigint END
  FROM unnest($7::text[]) AS cell`;

/** Where one operator has no masts, the network of another one serves its customers. */
const ROAM = `INSERT INTO coverage.mobile_availability
    (operator_id, technology, roaming, valid_from, recorded_at, geom, run_id, recorded_by)
  SELECT guest.operator_id, guest.technology, true, host.valid_from, host.recorded_at, apart.geom, $1, $1
  FROM coverage.mobile_as_of() guest
  JOIN coverage.mobile_as_of() host ON host.operator_id = 'lindenfunk' AND host.technology = guest.technology
  CROSS JOIN LATERAL (
    SELECT ST_Multi(ST_CollectionExtract(ST_MakeValid(ST_Difference(host.geom, guest.geom)), 3)) AS geom
  ) apart
  WHERE guest.operator_id = 'drei-tuerme' AND guest.technology = '5g' AND NOT ST_IsEmpty(apart.geom)`;

const FIXED = [
  'address_id',
  'provider_id',
  'technology',
  'connection_level',
  'max_down_mbit',
  'max_up_mbit',
  'use',
  'definition',
  'evidence',
  'valid_from',
  'valid_to',
  'recorded_at',
  'superseded_at',
  'run_id',
  'recorded_by',
  'superseded_by',
];

export async function loadCoverage(
  { transaction, record }: Loading,
  { plan, streets, addresses, mobile }: City,
): Promise<void> {
  await transaction.bulkLoad(
    'coverage.provider',
    ['id', 'name'],
    PROVIDERS.map(({ id, name }) => [id, name]),
  );
  await record('fixed-availability', undefined, (run) =>
    transaction.bulkLoad(
      'coverage.fixed_availability',
      FIXED,
      rows(operatorStatements(plan, streets, addresses), toRow(run)),
    ),
  );
  // What is computed of both stands on this run.
  const derived = [
    'fixed-availability-history',
    'availability-contradictions',
    'coverage-statistics',
    'coverage-statistics-history',
  ];
  await record('fixed-availability', ['fixed-availability', ...derived], (run) =>
    transaction.bulkLoad(
      'coverage.fixed_availability',
      FIXED,
      rows(cityStatements(plan, streets, addresses), toRow(run)),
    ),
  );
  await record('mobile-availability', ['mobile-availability', 'mobile-statistics'], async (run) => {
    for (const { operator, technology, before, ...today } of mobile) {
      const grown = [...(before ? [before] : []), today].filter(({ cells }) => cells.length > 0);
      const versions = grown.map(({ validFrom, cells }) => ({ validFrom, value: cells }));
      for (const { value, validFrom, validTo, recordedAt, supersededAt } of told(versions)) {
        const times = [validFrom, validTo, recordedAt, supersededAt];
        await transaction.query(UNITE, [operator, technology, ...times, value.map(ewkt.polygon), run]);
      }
    }
    await transaction.query(ROAM, [run]);
    const [stored] = await transaction.query<{ count: number }>('SELECT count(*) FROM coverage.mobile_availability');
    return stored!.count;
  });
}

const toRow = (run: number) => (said: FixedStatement) => [
  addressId(said.address),
  said.provider,
  said.technology,
  said.level,
  said.down,
  said.up,
  said.use,
  said.definition,
  said.evidence,
  said.validFrom,
  said.validTo,
  said.recordedAt,
  said.supersededAt,
  run,
  run,
  said.supersededAt && run,
];
