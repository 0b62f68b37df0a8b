-- $1..$4: west, south, east, north, or nulls; $5: operator; $6: technologies; each null where it does not matter; $7: the id to start
-- after, or null; $8: how many, or null; $9: a day, or null for today; $10: the moment whose knowledge is used, or null for now. What
-- operators do not serve themselves is left out, as on the map.
SELECT m.id, m.operator_id AS "operatorId", m.technology, m.evidence, m.valid_from AS "validFrom", m.run_id AS "runId", $1::float8 AS west,
       $2::float8 AS south, $3::float8 AS east, $4::float8 AS north
FROM coverage.mobile_as_of(COALESCE($9::date, current_date), COALESCE($10::timestamptz, 'infinity')) m
WHERE NOT m.roaming
  AND ($1::float8 IS NULL OR ST_Intersects(m.geom, ST_MakeEnvelope($1, $2, $3, $4, 4326)))
  AND ($5::text IS NULL OR m.operator_id = $5)
  AND ($6::text[] IS NULL OR m.technology = ANY ($6))
  AND ($7::bigint IS NULL OR m.id > $7)
ORDER BY m.id
LIMIT $8
