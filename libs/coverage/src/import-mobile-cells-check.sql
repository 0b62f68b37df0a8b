WITH repeated AS (
  SELECT max(source_row) AS source_row, count(*) AS cells, area_code IS NOT NULL AS has_area,
         count(DISTINCT (range_m, samples, average_signal_dbm, longitude, latitude)) AS different
  FROM :staging GROUP BY technology, country_code, network_code, area_code, cell HAVING count(*) > 1
)
SELECT min(source_row) AS row, 'cell' AS column, NULL AS value, 'quality' AS level,
       count(*) || ' cells stand in the file more than once.' AS problem,
       CASE WHEN has_area THEN 'The newest measurement of each is kept.' ELSE 'Those at different places are kept: the file does not tell them apart.' END AS fix
FROM repeated GROUP BY has_area
UNION ALL
SELECT NULL, NULL, NULL, 'information', count(*) || ' cells lie more than about 5 km outside the city''s districts.', 'They are left out.'
FROM :staging s
WHERE EXISTS (SELECT FROM places.district)
  AND NOT EXISTS (SELECT FROM places.district d WHERE d.geom && ST_Expand(ST_Point(s.longitude, s.latitude, 4326), 0.07, 0.045))
HAVING count(*) > 0
ORDER BY 1
