-- $1..$4: west, south, east, north, or nulls; $5: cell; $6: technologies; $7: provider; $8: speed class; each null where it does not
-- matter; $9: a day, or null for today; $10: the moment whose knowledge is used, or null for now; $11: the id to start after, or null;
-- $12: how many.
SELECT g.id, g.cell_id AS "cellId", g.provider_id AS "providerId", g.technology, g.use, g.min_down_mbit AS "minDownMbit", g.share,
       g.max_up_mbit AS "maxUpMbit", g.connection_level AS "connectionLevel", g.evidence, g.valid_from AS "validFrom", g.valid_to AS "validTo",
       g.recorded_at AS "recordedAt", g.run_id AS "runId"
FROM coverage.grid_as_of(COALESCE($9::date, current_date), COALESCE($10::timestamptz, 'infinity')) g
WHERE ($1::float8 IS NULL OR g.cell_id IN (SELECT c.id FROM coverage.grid_cell c WHERE c.geom && ST_MakeEnvelope($1, $2, $3, $4, 4326)))
  AND ($5::text IS NULL OR g.cell_id = $5)
  AND ($6::text[] IS NULL OR g.technology = ANY ($6))
  AND ($7::text IS NULL OR g.provider_id = $7)
  AND ($8::integer IS NULL OR g.min_down_mbit = $8)
  AND ($11::bigint IS NULL OR g.id > $11)
ORDER BY g.id
LIMIT $12
