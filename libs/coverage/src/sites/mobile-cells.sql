-- $1..$4: west, south, east, north, or nulls; $5: operator; $6: technologies; $7: a day since which it was measured; each null where it
-- does not matter; $8: the id to start after, or null; $9: how many.
SELECT c.id, c.operator_id AS "operatorId", c.technology, c.country_code AS "countryCode", c.network_code AS "networkCode",
       c.area_code AS "areaCode", c.cell::text AS cell, c.range_m AS "rangeM", c.samples, c.average_signal_dbm AS "averageSignalDbm",
       c.first_seen AS "firstSeen", c.last_seen AS "lastSeen", c.evidence, ST_X(c.geom) AS longitude, ST_Y(c.geom) AS latitude,
       c.run_id AS "runId"
FROM coverage.mobile_cell c
WHERE ($1::float8 IS NULL OR c.geom && ST_MakeEnvelope($1, $2, $3, $4, 4326))
  AND ($5::text IS NULL OR c.operator_id = $5)
  AND ($6::text[] IS NULL OR c.technology = ANY ($6))
  AND ($7::date IS NULL OR c.last_seen >= $7)
  AND ($8::text IS NULL OR c.id > $8)
ORDER BY c.id
LIMIT $9
