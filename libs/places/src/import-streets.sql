-- Line geometry and class may come from elsewhere, and a position that was known is not forgotten. What is the same to a millimetre stays
-- as it is stored: programs write the last digits of one number differently.
CREATE TEMP TABLE incoming ON COMMIT DROP AS
SELECT s.key, s.name, CASE WHEN ST_Distance(f.location, t.location) < 1e-8 THEN t.location ELSE COALESCE(f.location, t.location) END AS location,
       CASE WHEN same.line THEN t.geom ELSE COALESCE(f.geom, t.geom) END AS geom,
       t.key IS NULL AS is_new, t.name AS old_name, t.location AS old_location, t.geom AS old_geom
FROM :staging s
CROSS JOIN LATERAL (
  SELECT ST_Transform(ST_Force2D(ST_GeomFromGeoJSON(s.location)), 4326) AS location,
         ST_Multi(ST_Transform(ST_Force2D(ST_GeomFromGeoJSON(s.lines)), 4326)) AS geom
) f
LEFT JOIN places.street t ON t.key = s.key
-- Point by point: by its distance alone, a line with a gap is the same as the whole.
CROSS JOIN LATERAL (
  SELECT NOT EXISTS (
    SELECT FROM ST_DumpPoints(f.geom) n FULL JOIN ST_DumpPoints(t.geom) o USING (path)
    WHERE (ST_Distance(n.geom, o.geom) < 1e-8) IS NOT TRUE
  ) AS line
) same;

INSERT INTO places.street AS t (key, name, location, geom, run_id)
SELECT key, name, location, geom, :run FROM incoming
ON CONFLICT (key) DO UPDATE SET name = excluded.name, location = excluded.location, geom = excluded.geom, run_id = excluded.run_id,
  -- A line that this file gives is no longer one that a base map has drawn.
  geom_run_id = CASE WHEN excluded.geom IS NOT DISTINCT FROM t.geom THEN t.geom_run_id END;

CREATE TEMP TABLE renamed_address ON COMMIT DROP AS
SELECT a.id, i.name, a.geom FROM places.address a JOIN incoming i ON i.key = a.street_key WHERE a.street <> i.name;

UPDATE places.address a SET street = r.name FROM renamed_address r WHERE r.id = a.id;

-- What came or changed, where it is and where it was.
CREATE TEMP TABLE changed_street ON COMMIT DROP AS
SELECT key, is_new, ST_Collect(COALESCE(geom, location), COALESCE(old_geom, old_location)) AS place, is_new OR name <> old_name AS is_named FROM incoming
WHERE is_new OR (name, location, geom) IS DISTINCT FROM (old_name, old_location, old_geom);

-- Whatever shows the address, or the street's name and line, has changed with it.
SELECT datasets.touch(dataset, NULL, CASE WHEN bool_and(place IS NOT NULL) THEN datasets.boxes(array_agg(place)) END) FROM (
  SELECT 'addresses', geom FROM renamed_address
  UNION ALL SELECT 'facilities', f.geom FROM places.facility f JOIN renamed_address r ON r.id = f.address_id
  UNION ALL SELECT d, r.geom FROM renamed_address r
            CROSS JOIN unnest(ARRAY['fixed-availability', 'fixed-availability-history', 'availability-contradictions']) d
            WHERE EXISTS (SELECT FROM coverage.fixed_availability f WHERE f.address_id = r.id)
  UNION ALL SELECT 'coverage-reports', r.geom FROM coverage.report c JOIN renamed_address r ON r.id = c.address_id
  UNION ALL SELECT d, i.place FROM changed_street i CROSS JOIN unnest(ARRAY['coverage-statistics', 'coverage-statistics-history']) d
            WHERE NOT i.is_new AND i.is_named AND EXISTS (SELECT FROM coverage.statistic s WHERE s.area_kind = 'street' AND s.area_id = i.key)
  UNION ALL SELECT 'address-coverage', geom FROM renamed_address
  UNION ALL SELECT 'address-coverage', i.place FROM changed_street i JOIN coverage.street_status k ON k.street_key = i.key
) AS changed (dataset, place) GROUP BY dataset ORDER BY dataset;

SELECT rollout.touch_planning() WHERE EXISTS (SELECT FROM renamed_address);

WITH removed AS (
  DELETE FROM places.street t USING imports.run r
  WHERE r.id = t.run_id AND r.origin = 'file' AND t.geom IS NULL
    AND NOT EXISTS (SELECT FROM incoming i WHERE i.key = t.key)
    AND NOT EXISTS (SELECT FROM places.address a WHERE a.street_key = t.key)
  RETURNING t.location
), outcome AS (
  SELECT CASE WHEN is_new THEN 'added' ELSE 'changed' END AS kind, place FROM changed_street
  UNION ALL SELECT 'removed', location FROM removed
)
SELECT count(*) FILTER (WHERE kind = 'added') AS added,
       count(*) FILTER (WHERE kind = 'changed') AS changed,
       count(*) FILTER (WHERE kind = 'removed') AS removed,
       CASE WHEN count(*) = count(place) THEN datasets.boxes(array_agg(place)) END AS area
FROM outcome;
