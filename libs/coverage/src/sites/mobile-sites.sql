-- $1..$4: west, south, east, north, or nulls; $5: operator; $6: status; each null where it does not matter; $7: a day, or null for today;
-- $8: the moment whose knowledge is used, or null for now; $9: the id to start after, or null; $10: how many.
SELECT s.id, s.site_id AS "siteId", s.provider_id AS "operatorId", s.technologies, s.status, s.since, s.expected, s.evidence,
       s.valid_from AS "validFrom", ST_X(s.geom) AS longitude, ST_Y(s.geom) AS latitude, s.run_id AS "runId"
FROM coverage.sites_as_of(COALESCE($7::date, current_date), COALESCE($8::timestamptz, 'infinity')) s
WHERE ($1::float8 IS NULL OR s.geom && ST_MakeEnvelope($1, $2, $3, $4, 4326))
  AND ($5::text IS NULL OR s.provider_id = $5)
  AND ($6::text IS NULL OR s.status = $6)
  AND ($9::bigint IS NULL OR s.id > $9)
ORDER BY s.id
LIMIT $10
