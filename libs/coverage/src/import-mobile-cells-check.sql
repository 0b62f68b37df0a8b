WITH repeated AS (
  SELECT max(source_row) AS source_row, count(*) AS cells, area_code IS NOT NULL AS has_area,
         count(DISTINCT (range_m, samples, average_signal_dbm, longitude, latitude)) AS different
  FROM :staging GROUP BY technology, country_code, network_code, area_code, cell HAVING count(*) > 1
), placed AS MATERIALIZED (
  SELECT longitude, latitude,
         EXISTS (SELECT FROM places.district d WHERE d.geom && ST_Expand(ST_Point(s.longitude, s.latitude, 4326), 0.07, 0.045)) AS near
  FROM :staging s WHERE EXISTS (SELECT FROM places.district)
), outside AS (
  SELECT count(*) AS cells, count(*) = (SELECT count(*) FROM placed) AS is_all,
         ARRAY[min(longitude), min(latitude), max(longitude), max(latitude)]::numeric(7, 2)[] AS extent
  FROM placed WHERE NOT near
), city AS (
  SELECT ARRAY[ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box)]::numeric(7, 2)[] AS extent
  FROM (SELECT ST_Extent(geom) AS box FROM places.district) b
)
SELECT min(source_row) AS row, 'cell' AS column, NULL AS value, 'quality' AS level,
       count(*) || ' cells stand in the file more than once.' AS problem,
       CASE WHEN has_area THEN 'The newest measurement of each is kept.' ELSE 'Those at different places are kept: the file does not tell them apart.' END AS fix,
       count(*) || ' Zellen stehen mehrmals in der Datei.' AS problem_de,
       CASE WHEN has_area THEN 'Von jeder bleibt die neueste Messung.' ELSE 'Die an verschiedenen Orten bleiben: Die Datei unterscheidet sie nicht.' END AS fix_de
FROM repeated GROUP BY has_area
UNION ALL
SELECT NULL, NULL, NULL, 'information', cells || ' cells lie more than about 5 km outside the city''s districts.', 'They are left out.',
       cells || ' Zellen liegen mehr als etwa 5 km außerhalb der Stadtteile.', 'Sie werden ausgelassen.'
FROM outside WHERE cells > 0 AND NOT is_all
UNION ALL
SELECT NULL, NULL, NULL, 'error',
       format('No cell lies in the city: the cells reach from %s %s to %s %s (longitude, latitude), the districts from %s %s to %s %s.',
              VARIADIC outside.extent || city.extent),
       'Import the cells of this city.',
       format('Keine Zelle liegt in der Stadt: Die Zellen reichen von %s %s bis %s %s (Länge, Breite), die Stadtteile von %s %s bis %s %s.',
              VARIADIC outside.extent || city.extent),
       'Die Zellen dieser Stadt einlesen.'
FROM outside, city WHERE cells > 0 AND is_all
ORDER BY 1
