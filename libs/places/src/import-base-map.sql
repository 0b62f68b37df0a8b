CREATE TEMP TABLE feature ON COMMIT DROP AS
SELECT s.osm_id, s.kind, s.class, s.name, g.geom
FROM :staging s
CROSS JOIN LATERAL (
  SELECT CASE WHEN ST_Dimension(s.geom) = 2 AND NOT ST_IsValid(s.geom)
              THEN ST_CollectionExtract(ST_MakeValid(s.geom, 'method=structure'), 3) ELSE s.geom END AS geom
) g
WHERE NOT ST_IsEmpty(g.geom);

-- Which official street a road is part of: one of the same name, at its addresses or near its official point. The made-up
-- streets of the demo city are nobody's.
CREATE TEMP TABLE part ON COMMIT DROP AS
WITH official AS MATERIALIZED (
  SELECT t.key, places.search_form(t.name) AS form, COALESCE(a.geom, t.location)::geography AS place,
         CASE WHEN a.geom IS NULL THEN 2000 ELSE 500 END AS reach
  FROM places.street t
  JOIN imports.run r ON r.id = t.run_id AND r.origin = 'file'
  CROSS JOIN LATERAL (SELECT ST_Collect(a.geom) AS geom FROM places.address a WHERE a.street_key = t.key) a
), road AS MATERIALIZED (
  SELECT osm_id, places.search_form(name) AS form, class, geom FROM feature WHERE kind = 'road' AND name IS NOT NULL
)
SELECT DISTINCT ON (w.osm_id) w.osm_id, o.key, w.class, w.geom
FROM road w JOIN official o ON o.form = w.form AND ST_DWithin(w.geom::geography, o.place, o.reach)
ORDER BY w.osm_id, ST_Distance(w.geom::geography, o.place), o.key;

CREATE TEMP TABLE drawn ON COMMIT DROP AS
SELECT key, ST_Multi(ST_LineMerge(ST_Collect(geom))) AS geom,
       (SELECT p.class FROM part p WHERE p.key = part.key GROUP BY p.class ORDER BY sum(ST_Length(p.geom)) DESC, p.class LIMIT 1) AS class
FROM part GROUP BY key;

-- A line that an official file gives is not replaced, and one that an earlier map drew goes with it.
CREATE TEMP TABLE street_change ON COMMIT DROP AS
SELECT t.key, d.geom, COALESCE(d.class, 'residential') AS class, d.key IS NOT NULL AS is_drawn,
       (t.geom, t.class) IS DISTINCT FROM (d.geom, COALESCE(d.class, 'residential')) AS shows,
       ST_Collect(COALESCE(t.geom, t.location), COALESCE(d.geom, t.location)) AS place
FROM places.street t
JOIN imports.run r ON r.id = t.run_id AND r.origin = 'file'
LEFT JOIN drawn d ON d.key = t.key
WHERE t.geom_run_id IS NOT NULL OR (t.geom IS NULL AND d.key IS NOT NULL);

UPDATE places.street t SET geom = c.geom, class = c.class, geom_run_id = CASE WHEN c.is_drawn THEN :run::bigint END
FROM street_change c WHERE c.key = t.key;

-- The official list stays what streets are known from, but whose lines they have must be named, too.
INSERT INTO datasets.source (dataset, run_id) SELECT 'streets', :run WHERE EXISTS (SELECT FROM street_change WHERE is_drawn);

SELECT datasets.touch(dataset, NULL, (SELECT datasets.boxes(array_agg(place)) FROM street_change WHERE shows))
FROM unnest(ARRAY['streets', 'address-coverage']) AS dataset;

-- All that earlier maps have brought, the one of the demo city too, and all that this one brings; the same twice is two features.
CREATE TEMP TABLE old_feature ON COMMIT DROP AS
SELECT id, content, what, place, row_number() OVER (PARTITION BY content ORDER BY id) AS copy
FROM (SELECT id, md5(concat_ws('/', kind, class, name) || ST_AsBinary(geom)::text) AS content, ST_Envelope(geom) AS place,
             concat_ws(' ', kind, class, name, 'at', round(ST_XMin(geom)::numeric, 6), round(ST_YMin(geom)::numeric, 6)) AS what
      FROM places.base_feature) o;

CREATE TEMP TABLE new_feature ON COMMIT DROP AS
SELECT *, row_number() OVER (PARTITION BY content) AS copy
FROM (SELECT kind, class, name, geom, md5(concat_ws('/', kind, class, name) || ST_AsBinary(geom)::text) AS content, ST_Envelope(geom) AS place,
             concat_ws(' ', kind, class, name, 'at', round(ST_XMin(geom)::numeric, 6), round(ST_YMin(geom)::numeric, 6)) AS what
      FROM feature f WHERE NOT EXISTS (SELECT FROM part p WHERE p.osm_id = f.osm_id)) n;

CREATE TEMP TABLE met ON COMMIT DROP AS
SELECT o.id AS old_id, n.content, n.copy, COALESCE(n.what, o.what) AS what, COALESCE(n.place, o.place) AS place
FROM new_feature n FULL JOIN old_feature o USING (content, copy);

-- What is there as before keeps its id.
DELETE FROM places.base_feature b USING met m WHERE m.old_id = b.id AND m.content IS NULL;
UPDATE places.base_feature b SET run_id = :run FROM met m WHERE m.old_id = b.id;
INSERT INTO places.base_feature (kind, class, name, geom, run_id)
SELECT n.kind, n.class, n.name, n.geom, :run FROM new_feature n JOIN met m USING (content, copy) WHERE m.old_id IS NULL;

UPDATE imports.run r SET replaced_by = :run
WHERE r.dataset = 'base-map' AND r.state = 'imported' AND r.id <> :run
  AND NOT EXISTS (SELECT FROM imports.run n WHERE n.id = r.replaced_by AND n.state = 'imported');

UPDATE imports.run SET licence = COALESCE(licence, 'odbl') WHERE id = :run;

ANALYZE places.base_feature;

SELECT count(*) FILTER (WHERE old_id IS NULL)::integer AS added,
       (SELECT count(*) FROM street_change WHERE shows) AS changed,
       count(*) FILTER (WHERE content IS NULL)::integer AS removed,
       datasets.boxes(array_agg(place) FILTER (WHERE old_id IS NULL OR content IS NULL)) AS area
FROM met;
