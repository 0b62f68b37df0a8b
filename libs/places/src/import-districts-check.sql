SELECT s.source_row AS row, 'geometry' AS column, ST_IsValidReason(g.geom) AS value,
       CASE WHEN a.left_over < 0.5 THEN 'error' ELSE 'quality' END AS level,
       s.name || ' has a boundary that is not valid.' AS problem,
       CASE WHEN a.left_over < 0.5 THEN 'It cannot be repaired: correct the boundary.'
            ELSE 'It was repaired; look at it on the map.' END AS fix,
       'Die Grenze von ' || s.name || ' ist nicht gültig.' AS problem_de,
       CASE WHEN a.left_over < 0.5 THEN 'Sie lässt sich nicht reparieren: die Grenze berichtigen.'
            ELSE 'Sie wurde repariert; bitte auf der Karte ansehen.' END AS fix_de
FROM :staging s
CROSS JOIN LATERAL (SELECT ST_Transform(ST_GeomFromGeoJSON(s.geometry), 4326) AS geom) g
CROSS JOIN LATERAL (
  -- Square metres.
  SELECT ST_Area(ST_CollectionExtract(ST_MakeValid(g.geom, 'method=structure'), 3)::geography) AS left_over
) a
WHERE NOT ST_IsValid(g.geom)
ORDER BY s.source_row
