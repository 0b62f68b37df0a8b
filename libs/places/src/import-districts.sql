CREATE TEMP TABLE incoming ON COMMIT DROP AS
SELECT s.id, s.name, COALESCE(s.municipality_key, d.municipality_key) AS municipality_key, g.geom,
       d.id IS NULL AS is_new, d.name AS old_name, d.municipality_key AS old_municipality_key, d.geom AS old_geom
FROM :staging s
CROSS JOIN LATERAL (
  SELECT ST_Multi(ST_CollectionExtract(ST_MakeValid(ST_Transform(ST_Force2D(ST_GeomFromGeoJSON(s.geometry)), 4326), 'method=structure'), 3)) AS geom
) g
LEFT JOIN places.district d ON d.id = s.id;

INSERT INTO places.district (id, name, municipality_key, geom, run_id)
SELECT id, name, municipality_key, geom, :run FROM incoming
ON CONFLICT (id) DO UPDATE
SET name = excluded.name, municipality_key = excluded.municipality_key, geom = excluded.geom, run_id = excluded.run_id;

-- Only where a boundary may have moved. Districts may lie in each other: the smallest counts.
CREATE TEMP TABLE moved_address ON COMMIT DROP AS
WITH affected AS (
  SELECT a.id, a.geom, a.district_id FROM places.address a JOIN incoming i ON ST_Intersects(i.geom, a.geom)
  UNION SELECT a.id, a.geom, a.district_id FROM places.address a JOIN incoming i ON a.district_id = i.id
), district AS MATERIALIZED (
  SELECT id, geom, ST_Area(geom) AS area FROM places.district
), located AS (
  SELECT DISTINCT ON (f.id) f.id, f.district_id AS before, d.id AS after
  FROM affected f LEFT JOIN district d ON ST_Intersects(d.geom, f.geom)
  ORDER BY f.id, d.area, d.id
)
SELECT id, after FROM located WHERE before IS DISTINCT FROM after;

UPDATE places.address a SET district_id = m.after FROM moved_address m WHERE a.id = m.id;

WITH moved_facility AS (
  UPDATE places.facility f SET district_id = found.id
  FROM places.facility same
  LEFT JOIN LATERAL (
    SELECT d.id FROM places.district d WHERE ST_Intersects(d.geom, same.geom) ORDER BY ST_Area(d.geom), d.id LIMIT 1
  ) found ON true
  WHERE same.id = f.id AND f.district_id IS DISTINCT FROM found.id
  RETURNING f.geom
)
SELECT datasets.touch('facilities', NULL, datasets.boxes(array_agg(geom))), rollout.touch_planning() FROM moved_facility HAVING count(*) > 0;

CREATE TEMP TABLE outcome ON COMMIT DROP AS
SELECT count(*) FILTER (WHERE is_new) AS added, count(*) FILTER (WHERE NOT is_new) AS changed, 0 AS removed,
       datasets.boxes(array_agg(ST_Collect(geom, old_geom))) AS area
FROM incoming
WHERE is_new OR (name, municipality_key, geom) IS DISTINCT FROM (old_name, old_municipality_key, old_geom);

-- They show the names and boundaries. Without a run: they are computed, the file is not their source.
SELECT datasets.touch(shown, NULL, area)
FROM outcome CROSS JOIN unnest(ARRAY['district-statistics', 'coverage-statistics', 'coverage-statistics-history', 'mobile-statistics']) shown;

SELECT datasets.touch('addresses') WHERE EXISTS (SELECT FROM moved_address);

SELECT coverage.refresh(NULL, (SELECT datasets.boxes(array_agg(a.geom)) FROM moved_address m JOIN places.address a USING (id)))
WHERE EXISTS (SELECT FROM moved_address)
  OR EXISTS (SELECT FROM incoming WHERE NOT is_new AND municipality_key IS DISTINCT FROM old_municipality_key);

SELECT added, changed, removed, area FROM outcome;
