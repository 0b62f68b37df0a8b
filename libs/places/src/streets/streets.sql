-- $1: part of a name, or null; $2: the key to start after, or null; $3: how many, or null; $4: keys, or null.
-- Of a street that is only drawn, a point on its line stands for the official location.
SELECT s.key, s.name,
       (SELECT json_build_object('longitude', ST_X(point), 'latitude', ST_Y(point))
        FROM (SELECT COALESCE(s.location, ST_ClosestPoint(s.geom, ST_Centroid(s.geom))) AS point) p
        WHERE point IS NOT NULL) AS position
FROM places.street s
WHERE ($1::text IS NULL OR strpos(places.search_form(s.name), places.search_form($1)) > 0)
  AND ($4::bpchar[] IS NULL OR s.key = ANY ($4))
  AND ($2::text IS NULL OR s.key > $2)
ORDER BY s.key
LIMIT $3
