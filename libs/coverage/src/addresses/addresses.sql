-- Ids of addresses, in their order. $1..$4: west, south, east, north, or nulls; $5: district; $6: use; $7: fibre statuses;
-- $8: technologies; $9: Mbit/s that the address stays below; each null where it does not matter; $10: the id to start after, or null;
-- $11: how many.
SELECT a.id
FROM places.address a
LEFT JOIN coverage.address_status s ON s.address_id = a.id
WHERE ($1::float8 IS NULL OR a.geom && ST_MakeEnvelope($1, $2, $3, $4, 4326))
  AND ($5::text IS NULL OR a.district_id = $5)
  AND ($6::text IS NULL OR a.use = $6)
  AND ($7::text[] IS NULL OR s.fibre_status = ANY ($7))
  AND ($8::text[] IS NULL OR EXISTS (
    SELECT FROM coverage.fixed_as_of() f
    WHERE f.address_id = a.id AND f.technology = ANY ($8) AND f.evidence <> 'resident_report'))
  AND ($9::numeric IS NULL OR s.max_down_mbit < $9)
  AND ($10::text IS NULL OR a.id > $10)
ORDER BY a.id
LIMIT $11
