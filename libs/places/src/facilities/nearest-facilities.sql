-- Of each address the nearest facilities of some kinds, the nearest first. $1: addresses; $2: kinds; $3: how many of each.
-- The map's plane gives their order with its index; metres are those on the ground.
SELECT a.id AS "ofAddress", near.*
FROM places.address a
CROSS JOIN LATERAL (
  SELECT f.id, f.kind, f.name, f.website, json_build_object('longitude', ST_X(f.geom), 'latitude', ST_Y(f.geom)) AS position,
         f.address_id AS "addressId", f.district_id AS "districtId", f.run_id AS "runId",
         round(ST_Distance(f.geom::geography, a.geom::geography))::integer AS "distanceM"
  FROM places.facility f
  WHERE f.kind = ANY ($2)
  ORDER BY f.geom_3857 <-> a.geom_3857, f.id
  LIMIT $3
) near
WHERE a.id = ANY ($1)
ORDER BY a.id, near."distanceM", near.id
