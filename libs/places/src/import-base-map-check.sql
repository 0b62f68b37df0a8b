-- A map of another city shows nothing of this one. It is not refused: a map may come before the right districts.
WITH extent AS (
  SELECT max(corners) FILTER (WHERE what = 'map') AS map, max(corners) FILTER (WHERE what = 'city') AS city
  FROM (
    SELECT what, ARRAY[ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box)]::numeric(6, 2)[] AS corners
    FROM (SELECT 'map' AS what, ST_Extent(geom) AS box FROM :staging UNION ALL SELECT 'city', ST_Extent(geom) FROM places.district) extents
    WHERE box IS NOT NULL
  ) corner
)
SELECT NULL::integer AS row, NULL AS column, NULL AS value, 'quality' AS level,
       format('Nothing of the map lies in the city: it reaches from %s %s to %s %s (longitude, latitude), the districts from %s %s to %s %s.',
              VARIADIC map || city) AS problem,
       'It is taken. If it is the map of another city, roll the import back and import that of this one.' AS fix,
       format('Nichts von der Karte liegt in der Stadt: Sie reicht von %s %s bis %s %s (Länge, Breite), die Stadtteile von %s %s bis %s %s.',
              VARIADIC map || city) AS problem_de,
       'Sie wird übernommen. Wenn es die Karte einer anderen Stadt ist, den Import zurücknehmen und die dieser Stadt einlesen.' AS fix_de
FROM extent
WHERE map IS NOT NULL AND city IS NOT NULL
  AND NOT EXISTS (SELECT FROM :staging s JOIN places.district d ON d.geom && s.geom)
UNION ALL
-- Official streets that would like a line, and for which the map has no road of that name.
SELECT * FROM (SELECT NULL::integer, 'name', t.name, 'information',
       'The map has no road of the name of an official street.', 'The street stays a point.',
       'Die Karte hat keine Straße mit dem Namen einer amtlichen Straße.', 'Die Straße bleibt ein Punkt.'
FROM places.street t
JOIN imports.run r ON r.id = t.run_id AND r.origin = 'file'
WHERE (t.geom IS NULL OR t.geom_run_id IS NOT NULL)
  AND NOT EXISTS (SELECT FROM :staging s WHERE s.kind = 'road' AND places.search_form(s.name) = places.search_form(t.name))
ORDER BY t.name) streets
