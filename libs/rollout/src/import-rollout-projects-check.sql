-- What only the database can judge: see toStagedRow for the rest. City: its districts, else where its addresses lie.
WITH city AS MATERIALIZED (
  SELECT COALESCE((SELECT ST_Union(geom, places.union_grid()) FROM places.district),
                  (SELECT ST_Expand(ST_SetSRID(ST_Extent(geom)::geometry, 4326), 0.02) FROM places.address)) AS geom
), area AS MATERIALIZED (
  SELECT s.source_row, s.project, s.phase, g.geom, r.geom AS repaired
  FROM :staging s
  CROSS JOIN LATERAL (SELECT ST_SetSRID(ST_Force2D(ST_GeomFromGeoJSON(s.area)), 4326) AS geom) g
  CROSS JOIN LATERAL (SELECT ST_CollectionExtract(ST_MakeValid(g.geom, 'method=structure'), 3) AS geom) r
  WHERE s.area IS NOT NULL
), named AS MATERIALIZED (
  SELECT s.source_row, s.project, s.phase, u.id, a.id IS NOT NULL AS known
  FROM :staging s CROSS JOIN unnest(s.addresses) AS u (id) LEFT JOIN places.address a ON a.id = u.id
), project AS (
  SELECT s.project, min(s.source_row) AS source_row, count(DISTINCT s.provider) AS providers, string_agg(DISTINCT s.provider_name, ', ') AS provider_names,
         bool_or(s.area IS NOT NULL) AS has_area, EXISTS (SELECT FROM named n WHERE n.project = s.project AND n.known) AS has_addresses,
         EXISTS (SELECT FROM rollout.project p WHERE p.id = s.project) AS known
  FROM :staging s GROUP BY s.project
), finding AS (
  SELECT source_row AS row, 'provider' AS column, project AS value, 'error' AS level, 'The project is new and names no provider.' AS problem,
         'Say who builds.' AS fix, 'Das Projekt ist neu und nennt kein Unternehmen.' AS problem_de, 'Angeben, wer baut.' AS fix_de
  FROM project WHERE NOT known AND providers = 0
  UNION ALL
  SELECT source_row, 'provider', provider_names, 'error', 'The project names several providers.', 'Use one name, or give each its own project.',
         'Das Projekt nennt mehrere Unternehmen.', 'Einen Namen verwenden, oder jedem ein eigenes Projekt geben.'
  FROM project WHERE providers > 1
  UNION ALL
  SELECT source_row, 'area', project, 'error', 'The project is new and has neither an area nor addresses of the city.',
         'Draw its area (GeoJSON, or WKT in the column area) or list the official ids of its addresses.',
         'Das Projekt ist neu und hat weder eine Fläche noch Adressen der Stadt.',
         'Seine Fläche zeichnen (GeoJSON, oder WKT in der Spalte flaeche) oder die amtlichen Kennungen seiner Adressen nennen.'
  FROM project WHERE NOT known AND NOT has_area AND NOT has_addresses
  UNION ALL
  SELECT source_row, 'area', ST_IsValidReason(geom), CASE WHEN ST_Area(repaired::geography) < 0.5 THEN 'error' ELSE 'quality' END,
         'The area is not valid.',
         CASE WHEN ST_Area(repaired::geography) < 0.5 THEN 'It cannot be repaired: correct it.' ELSE 'It was repaired; look at it on the map.' END,
         'Die Fläche ist nicht gültig.',
         CASE WHEN ST_Area(repaired::geography) < 0.5 THEN 'Sie lässt sich nicht reparieren: bitte berichtigen.' ELSE 'Sie wurde repariert; bitte auf der Karte ansehen.' END
  FROM area WHERE NOT ST_IsValid(geom)
  UNION ALL
  SELECT source_row, 'area', project || COALESCE(' / ' || NULLIF(phase, ''), ''), CASE WHEN outside > 0.999 THEN 'error' ELSE 'quality' END,
         CASE WHEN outside > 0.999 THEN 'The area lies outside the city.'
              ELSE 'The area lies outside the city by ' || round((100 * outside)::numeric) || ' %.' END,
         CASE WHEN outside > 0.999 THEN 'Check the coordinates, or leave the project out.' ELSE 'It is taken. Check its boundary.' END,
         CASE WHEN outside > 0.999 THEN 'Die Fläche liegt außerhalb der Stadt.'
              ELSE 'Die Fläche liegt zu ' || round((100 * outside)::numeric) || ' % außerhalb der Stadt.' END,
         CASE WHEN outside > 0.999 THEN 'Die Koordinaten prüfen, oder das Projekt weglassen.' ELSE 'Sie wird übernommen. Bitte die Grenze prüfen.' END
  FROM (
    SELECT a.*, 1 - ST_Area(ST_Intersection(a.repaired, c.geom)) / ST_Area(a.repaired) AS outside
    FROM area a, city c WHERE ST_Area(a.repaired) > 0 AND c.geom IS NOT NULL
  ) a WHERE outside > 0.01
  UNION ALL
  SELECT source_row, 'addresses', left(string_agg(id, ' ' ORDER BY id) FILTER (WHERE NOT known), 200),
         CASE WHEN bool_or(known) THEN 'quality' ELSE 'error' END,
         count(*) FILTER (WHERE NOT known) || ' of ' || count(*) || ' addresses are not known.',
         CASE WHEN bool_or(known) THEN 'The others are taken. Check the official ids.' ELSE 'Use the official ids, as in the dataset addresses.' END,
         count(*) FILTER (WHERE NOT known) || ' von ' || count(*) || ' Adressen sind nicht bekannt.',
         CASE WHEN bool_or(known) THEN 'Die anderen werden übernommen. Bitte die amtlichen Kennungen prüfen.'
              ELSE 'Die amtlichen Kennungen verwenden, wie im Datensatz addresses.' END
  FROM named GROUP BY source_row HAVING NOT bool_and(known)
  UNION ALL
  SELECT max(source_row), 'addresses', id, 'error', 'The address stands in several phases of one project.', 'Leave it in one of them.',
         'Die Adresse steht in mehreren Abschnitten eines Projekts.', 'Nur in einem davon lassen.'
  FROM named GROUP BY project, id HAVING count(DISTINCT phase) > 1
  UNION ALL
  SELECT min(n.source_row), 'phase', n.project, 'error', 'Addresses are listed for a whole project that has phases.', 'Say which phase they belong to.',
         'Für ein ganzes Projekt, das Abschnitte hat, sind Adressen aufgeführt.', 'Angeben, zu welchem Abschnitt sie gehören.'
  FROM named n
  WHERE n.phase = '' AND (EXISTS (SELECT FROM :staging s WHERE s.project = n.project AND s.phase <> '')
                       OR EXISTS (SELECT FROM rollout.project_phase h WHERE h.project_id = n.project))
  GROUP BY n.project
  UNION ALL
  SELECT min(s.source_row), 'demand_target_share', s.demand_deadline::text, 'error', 'The demand aggregation has no target share.',
         'Give the percent of the premises that must sign.',
         'Die Nachfragebündelung hat keine Zielquote.', 'Angeben, wie viel Prozent der Haushalte unterschreiben müssen.'
  FROM :staging s
  WHERE s.demand_deadline IS NOT NULL AND NOT EXISTS (
    SELECT FROM rollout.demand_aggregation d WHERE d.phase_id = s.project || COALESCE('/' || NULLIF(s.phase, ''), '') AND d.deadline = s.demand_deadline)
  GROUP BY s.project, s.phase, s.demand_deadline HAVING count(s.demand_target_share) = 0
)
SELECT * FROM finding ORDER BY row, "column", value
