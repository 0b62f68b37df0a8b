-- $1: id of an address. What can be had there as others than residents say, each offer once.
SELECT DISTINCT p.id AS provider, p.name, f.technology, 'fixed' AS network
FROM coverage.fixed_as_of() f JOIN coverage.provider p ON p.id = f.provider_id
WHERE f.address_id = $1 AND f.evidence <> 'resident_report'
UNION ALL
SELECT DISTINCT p.id, p.name, m.technology, 'mobile'
FROM places.address a
JOIN coverage.mobile_as_of() m ON ST_Intersects(m.geom, a.geom)
JOIN coverage.provider p ON p.id = m.operator_id
WHERE a.id = $1
ORDER BY network, name, technology
