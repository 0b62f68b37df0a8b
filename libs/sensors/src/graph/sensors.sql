-- $1..$4: west, south, east, north, or nulls; $5: kind or null; $6: property or null; $7: one id or null;
-- $8: the id to start after, or null; $9: how many.
SELECT t.id, t.name, t.description, t.kind, t.gateway_id AS "gatewayId",
       CASE WHEN t.geom IS NOT NULL THEN json_build_object('longitude', ST_X(t.geom), 'latitude', ST_Y(t.geom)) END AS position
FROM sensors.thing t
WHERE t.is_public
  AND ($1::float8 IS NULL OR t.geom && ST_MakeEnvelope($1, $2, $3, $4, 4326))
  AND ($5::text IS NULL OR t.kind = $5)
  AND ($6::text IS NULL OR EXISTS (SELECT FROM sensors.datastream d WHERE d.thing_id = t.id AND d.property = $6))
  AND ($7::text IS NULL OR t.id = $7)
  AND ($8::text IS NULL OR t.id > $8)
ORDER BY t.id
LIMIT $9
