-- A million rows are joined and sorted in memory; the default is for many small queries.
SELECT set_config('work_mem', '128MB', true), set_config('maintenance_work_mem', '256MB', true);

SELECT places.begin_first_load();

-- A street of the file is the street with its key, or the one whose key differs only in the association of municipalities, which house
-- coordinates do not name. Of several names the most frequent one counts.
CREATE TEMP TABLE named_street ON COMMIT DROP AS
SELECT street_key, street, count(*) AS addresses, ST_SetSRID(ST_Extent(geom)::geometry, 4326) AS box FROM :staging GROUP BY street_key, street;

CREATE TEMP TABLE incoming_street ON COMMIT DROP AS
WITH named AS (
  SELECT DISTINCT ON (street_key) street_key AS file_key, street AS name FROM named_street ORDER BY street_key, addresses DESC, street
)
SELECT DISTINCT ON (n.file_key) n.file_key, COALESCE(t.key::text, n.file_key) AS key, t.key IS NULL AS is_new,
       CASE WHEN r.dataset <> 'addresses' THEN t.name ELSE n.name END AS name
FROM named n
LEFT JOIN places.street t ON substr(t.key, 1, 5) || substr(t.key, 10) = substr(n.file_key, 1, 5) || substr(n.file_key, 10)
LEFT JOIN imports.run r ON r.id = t.run_id
ORDER BY n.file_key, t.key = n.file_key DESC, t.key;

ALTER TABLE incoming_street ADD PRIMARY KEY (file_key);

ANALYZE incoming_street;

INSERT INTO places.street (key, name, run_id) SELECT key, name, :run FROM incoming_street WHERE is_new;

UPDATE places.street t SET name = i.name, run_id = :run FROM incoming_street i WHERE t.key = i.key AND t.name <> i.name;

-- Only of the municipalities of the file, and only what a file has brought.
CREATE TEMP TABLE gone_address ON COMMIT DROP AS
WITH gone AS MATERIALIZED (
  SELECT a.id FROM places.address a JOIN imports.run r ON r.id = a.run_id AND r.origin = 'file'
  WHERE substr(a.street_key, 1, 5) || substr(a.street_key, 10, 3)
        IN (SELECT substr(key, 1, 5) || substr(key, 10, 3) FROM incoming_street)
    AND NOT EXISTS (SELECT FROM :staging s WHERE s.id = a.id)
)
SELECT id FROM gone
EXCEPT SELECT address_id FROM places.referenced_addresses((SELECT array_agg(id) FROM gone));

DELETE FROM places.address a USING gone_address g WHERE a.id = g.id;

-- An address lies in the smallest district that contains it. Most streets lie in one: the smallest that their box touches and that covers
-- it. Only for the others each address is looked at by itself, which takes ten times as long.
CREATE TEMP TABLE street_district ON COMMIT DROP AS
SELECT e.street_key, d.id AS district_id, COALESCE(NOT d.covers, false) AS is_split
FROM (SELECT street_key, ST_SetSRID(ST_Extent(box)::geometry, 4326) AS box FROM named_street GROUP BY street_key) e
LEFT JOIN LATERAL (
  SELECT d.id, ST_Covers(d.geom, e.box) AS covers FROM places.district d
  WHERE ST_Intersects(d.geom, e.box) ORDER BY ST_Area(d.geom), d.id LIMIT 1
) d ON true;

ANALYZE street_district;

CREATE TEMP TABLE located ON COMMIT DROP AS
SELECT s.source_row, d.id AS district_id
FROM :staging s JOIN street_district t ON t.street_key = s.street_key AND t.is_split
CROSS JOIN LATERAL (
  SELECT d.id FROM places.district d WHERE ST_Intersects(d.geom, s.geom) ORDER BY ST_Area(d.geom), d.id LIMIT 1
) d;

ANALYZE located;

-- What the file does not say stays as it was known: the postcode, the place; and the use and the premises, which it never says.
CREATE TEMP TABLE changed_address ON COMMIT DROP AS
SELECT s.id, i.key, i.name, s.house_number, s.house_number_suffix, COALESCE(s.postcode::bpchar, a.postcode) AS postcode,
       COALESCE(s.place, a.place) AS place, s.geom, CASE WHEN t.is_split THEN l.district_id ELSE t.district_id END AS district_id
FROM :staging s JOIN incoming_street i ON i.file_key = s.street_key JOIN places.address a ON a.id = s.id
JOIN street_district t ON t.street_key = s.street_key LEFT JOIN located l ON l.source_row = s.source_row
WHERE (a.street_key, a.street, a.house_number, a.house_number_suffix, a.postcode, a.place, a.geom)
      IS DISTINCT FROM (i.key, i.name, s.house_number, s.house_number_suffix, COALESCE(s.postcode::bpchar, a.postcode), COALESCE(s.place, a.place), s.geom);

UPDATE places.address a
SET street_key = c.key, street = c.name, house_number = c.house_number, house_number_suffix = c.house_number_suffix,
    postcode = c.postcode, place = c.place, district_id = c.district_id, geom = c.geom, run_id = :run
FROM changed_address c
WHERE a.id = c.id;

CREATE TEMP TABLE counted ON COMMIT DROP AS
SELECT count(*) AS added, (SELECT count(*) FROM changed_address) AS changed, (SELECT count(*) FROM gone_address) AS removed
FROM :staging s WHERE NOT EXISTS (SELECT FROM places.address a WHERE a.id = s.id);

INSERT INTO places.address (id, street_key, street, house_number, house_number_suffix, postcode, place, district_id, geom, run_id)
SELECT s.id, i.key, i.name, s.house_number, s.house_number_suffix, s.postcode, s.place,
       CASE WHEN t.is_split THEN l.district_id ELSE t.district_id END, s.geom, :run
FROM :staging s JOIN incoming_street i ON i.file_key = s.street_key
JOIN street_district t ON t.street_key = s.street_key LEFT JOIN located l ON l.source_row = s.source_row
WHERE NOT EXISTS (SELECT FROM places.address a WHERE a.id = s.id);

SELECT places.end_first_load();

-- Where addresses are that came or changed, and where those were that changed or went. Most of the city is everywhere.
CREATE TEMP TABLE told ON COMMIT DROP AS
SELECT c.*, CASE WHEN (c.added + c.changed + c.removed) * 2 <= (SELECT count(*) FROM places.address) THEN (
  SELECT datasets.boxes(array_agg(geom)) FROM (
    SELECT geom FROM places.address WHERE run_id = :run
    UNION ALL SELECT (content->>'geom')::geometry FROM imports.before_image WHERE run_id = :run AND table_name = 'places.address'
    -- The name of a street is drawn along all of its line.
    UNION ALL SELECT geom FROM places.street WHERE run_id = :run) place) END AS area
FROM counted c;

SELECT datasets.touch('streets', NULL, datasets.boxes(array_agg(shown.geom_3857)))
FROM (SELECT a.geom_3857 FROM places.street t JOIN places.address a ON a.street_key = t.key WHERE t.run_id = :run
      UNION ALL SELECT geom_3857 FROM places.street WHERE run_id = :run) shown
HAVING count(*) > 0;

-- Whatever shows the label or counts addresses has changed with them. Where some have only come, to a few streets, all else is as it was.
SELECT datasets.touch('facilities', NULL, datasets.boxes(array_agg(f.geom))) FROM places.facility f JOIN changed_address c ON c.id = f.address_id;
SELECT datasets.touch('fixed-availability') FROM counted WHERE changed + removed > 0;
SELECT datasets.touch('mobile-statistics') FROM counted WHERE added + changed + removed > 0;

SELECT coverage.refresh(CASE WHEN changed + removed = 0 AND cardinality(come.streets) * 10 < come.all_streets THEN come.streets END, area)
FROM told CROSS JOIN (
  SELECT (SELECT array_agg(DISTINCT street_key::text) FROM places.address WHERE run_id = :run) AS streets,
         (SELECT count(*) FROM places.street) AS all_streets) come
WHERE added + changed + removed > 0;

SELECT added, changed, removed, area FROM told;
