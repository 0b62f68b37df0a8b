-- $1: ids of addresses. The areas that contain them, by operator, the newest technology first.
SELECT a.id AS "addressId", m.operator_id AS "operatorId", m.technology, m.valid_from AS "validFrom", m.run_id AS "runId"
FROM places.address a
JOIN coverage.mobile_availability m ON ST_Intersects(m.geom, a.geom)
JOIN coverage.provider p ON p.id = m.operator_id
WHERE a.id = ANY ($1)
ORDER BY p.name, array_position(ARRAY['5g_sa', '5g', '4g', '2g'], m.technology)
