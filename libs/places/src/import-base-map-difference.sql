SELECT 'base map' AS dataset, 'added' AS kind, what, NULL AS field, NULL AS old, NULL AS new
FROM met WHERE old_id IS NULL
UNION ALL
SELECT 'base map', 'gone', what, NULL, NULL, NULL
FROM met WHERE content IS NULL
UNION ALL
SELECT 'streets', 'changed', c.key || ' ' || t.name, 'geom', ST_AsText(b.old, 6), ST_AsText(c.geom, 6)
FROM street_change c JOIN places.street t ON t.key = c.key
LEFT JOIN LATERAL (
  SELECT (i.content->>'geom')::geometry AS old FROM imports.before_image i
  WHERE i.run_id = :run AND i.table_name = 'places.street' AND i.key = jsonb_build_array(c.key)::text
) b ON true
WHERE c.shows;
