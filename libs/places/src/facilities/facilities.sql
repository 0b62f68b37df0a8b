-- $1..$4: west, south, east, north, or nulls; $5: kind or null; $6: the id to start after, or null; $7: how many.
SELECT f.id, f.kind, f.name, f.website, json_build_object('longitude', ST_X(f.geom), 'latitude', ST_Y(f.geom)) AS position,
       f.address_id AS "addressId", f.district_id AS "districtId", f.run_id AS "runId"
FROM places.facility f
WHERE ($1::float8 IS NULL OR f.geom && ST_MakeEnvelope($1, $2, $3, $4, 4326))
  AND ($5::text IS NULL OR f.kind = $5)
  AND ($6::text IS NULL OR f.id > $6)
ORDER BY f.id
LIMIT $7
