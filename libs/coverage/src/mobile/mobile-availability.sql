-- $1: ids of addresses; $2: a day, or null for today; $3: the moment whose knowledge is used, or null for now. The areas that contain
-- them, by operator, the newest technology first, own networks before those of others.
SELECT a.id AS "addressId", m.operator_id AS "operatorId", m.technology, m.roaming, m.evidence, m.valid_from AS "validFrom",
       m.valid_to AS "validTo", m.recorded_at AS "recordedAt", m.run_id AS "runId"
FROM places.address a
JOIN coverage.mobile_as_of(COALESCE($2::date, current_date), COALESCE($3::timestamptz, 'infinity')) m ON ST_Intersects(m.geom, a.geom)
JOIN coverage.provider p ON p.id = m.operator_id
WHERE a.id = ANY ($1)
ORDER BY p.name, array_position(ARRAY['5g_sa', '5g', '4g', '2g'], m.technology), m.roaming, coverage.evidence_rank(m.evidence), m.id
