-- What sources say about the cells in which addresses lie, all providers together first. $1: the addresses; $2: a day, or null for today;
-- $3: the moment whose knowledge is used, or null for now.
SELECT a.id AS "addressId", g.id, g.cell_id AS "cellId", g.provider_id AS "providerId", g.technology, g.use, g.min_down_mbit AS "minDownMbit",
       g.share, g.max_up_mbit AS "maxUpMbit", g.connection_level AS "connectionLevel", g.evidence, g.valid_from AS "validFrom",
       g.valid_to AS "validTo", g.recorded_at AS "recordedAt", g.run_id AS "runId"
FROM places.address a
JOIN coverage.grid_as_of(COALESCE($2::date, current_date), COALESCE($3::timestamptz, 'infinity')) g ON g.cell_id = coverage.cell_at(a.geom)
WHERE a.id = ANY ($1)
ORDER BY a.id, g.provider_id NULLS FIRST,
         array_position(ARRAY['all', 'wired', 'fttb_ftth', 'ftth', 'fttb', 'hfc', 'fttc', 'dsl', 'fixed_wireless', 'satellite', 'other'], g.technology),
         g.use, g.min_down_mbit, g.id
