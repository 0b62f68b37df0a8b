-- Networks by their codes (ITU-T E.212), https://www.bundesnetzagentur.de/DE/Fachthemen/Telekommunikation/Nummerierung/IMSI/artikel.html
CREATE TEMP TABLE operator ON COMMIT DROP AS
SELECT network_code, name, coverage.provider_of(name) AS id
FROM (VALUES ('Telekom', ARRAY[1, 6]), ('Vodafone', ARRAY[2, 4, 9]), ('Telefónica (O2)', ARRAY[3, 5, 7, 8, 11, 77]), ('1&1', ARRAY[23])) AS known (name, codes)
CROSS JOIN LATERAL unnest(codes) AS network_code
WHERE network_code IN (SELECT s.network_code FROM :staging s WHERE s.country_code = 262);

INSERT INTO coverage.provider (id, name) SELECT DISTINCT id, name FROM operator ON CONFLICT (id) DO NOTHING;

CREATE TEMP TABLE incoming ON COMMIT DROP AS
SELECT concat_ws('-', technology, country_code, network_code, COALESCE(area_code::text, ''), cell)
         -- Without an area, cells with the same number are told apart by their order from west to east.
         || CASE WHEN area_code IS NULL AND place > 1 THEN '/' || place ELSE '' END AS id, *
FROM (
  SELECT s.*, o.id AS operator_id, ST_Point(s.longitude, s.latitude, 4326) AS geom,
         row_number() OVER (PARTITION BY s.technology, s.country_code, s.network_code, s.area_code, s.cell
           ORDER BY CASE WHEN s.area_code IS NOT NULL THEN s.last_seen END DESC NULLS LAST, s.longitude, s.latitude, s.source_row) AS place
  FROM (SELECT DISTINCT ON (technology, country_code, network_code, area_code, cell, longitude, latitude) * FROM :staging
        ORDER BY technology, country_code, network_code, area_code, cell, longitude, latitude, last_seen DESC NULLS LAST, source_row) s
  LEFT JOIN operator o ON s.country_code = 262 AND o.network_code = s.network_code
  WHERE NOT EXISTS (SELECT FROM places.district)
    OR EXISTS (SELECT FROM places.district d WHERE d.geom && ST_Expand(ST_Point(s.longitude, s.latitude, 4326), 0.07, 0.045))
) c
WHERE area_code IS NULL OR place = 1;

CREATE TEMP TABLE outcome ON COMMIT DROP AS
SELECT i.id, k.id IS NULL AS is_new,
       k.id IS NOT NULL AND (k.operator_id, k.range_m, k.samples, k.average_signal_dbm, k.first_seen, k.last_seen, k.geom)
         IS DISTINCT FROM (i.operator_id, i.range_m, i.samples, i.average_signal_dbm, i.first_seen, i.last_seen, i.geom) AS differs,
       ST_Collect(k.geom, i.geom) AS place
FROM incoming i LEFT JOIN coverage.mobile_cell k ON k.id = i.id;

INSERT INTO coverage.mobile_cell (id, operator_id, technology, country_code, network_code, area_code, cell, range_m, samples,
  average_signal_dbm, first_seen, last_seen, geom, run_id)
SELECT i.id, i.operator_id, i.technology, i.country_code, i.network_code, i.area_code, i.cell, i.range_m, i.samples,
       i.average_signal_dbm, i.first_seen, i.last_seen, i.geom, :run
FROM incoming i JOIN outcome o ON o.id = i.id WHERE o.is_new OR o.differs
ON CONFLICT (id) DO UPDATE SET operator_id = excluded.operator_id, range_m = excluded.range_m, samples = excluded.samples,
  average_signal_dbm = excluded.average_signal_dbm, first_seen = excluded.first_seen, last_seen = excluded.last_seen,
  geom = excluded.geom, run_id = excluded.run_id;

SELECT count(*) FILTER (WHERE is_new) AS added, count(*) FILTER (WHERE differs) AS changed, 0 AS removed,
       datasets.boxes(array_agg(place) FILTER (WHERE is_new OR differs)) AS area
FROM outcome;
