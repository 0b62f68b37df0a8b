-- Official streets that would like a line, and for which the map has no road of that name.
SELECT NULL::integer AS row, 'name' AS column, t.name AS value, 'information' AS level,
       'The map has no road of the name of an official street.' AS problem, 'The street stays a point.' AS fix
FROM places.street t
JOIN imports.run r ON r.id = t.run_id AND r.origin = 'file'
WHERE (t.geom IS NULL OR t.geom_run_id IS NOT NULL)
  AND NOT EXISTS (SELECT FROM :staging s WHERE s.kind = 'road' AND places.search_form(s.name) = places.search_form(t.name))
ORDER BY t.name
