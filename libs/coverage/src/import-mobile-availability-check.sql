WITH named AS (
  SELECT name, coverage.provider_of(name) AS id
  FROM (SELECT DISTINCT COALESCE(NULLIF(s.provider, ''), r.source) AS name
        FROM :staging s CROSS JOIN imports.run r WHERE r.id = :run AND COALESCE(NULLIF(s.provider, ''), r.source) <> '') n
), found AS (
  UPDATE :staging s SET provider = n.name, provider_id = n.id
  FROM :staging t
  JOIN imports.run r ON r.id = :run
  LEFT JOIN named n ON n.name = COALESCE(NULLIF(t.provider, ''), r.source)
  WHERE t.source_row = s.source_row
  RETURNING s.*
), finding AS (
  SELECT * FROM (
    SELECT 1 AS rank, min(source_row) AS row, 'operator' AS column, NULL AS value, 'error' AS level,
           'The file does not say whose network this is.' AS problem, 'Add a property or column operator, or name the operator with --source.' AS fix,
           'Die Datei sagt nicht, wessen Netz das ist.' AS problem_de,
           'Eine Eigenschaft oder Spalte operator ergänzen, oder das Unternehmen mit --source nennen.' AS fix_de
    FROM found WHERE provider_id IS NULL HAVING count(*) > 0
  ) nobody
  UNION ALL
  SELECT 1, l.* FROM (
{late}
  ) l
  UNION ALL
  SELECT 2, f.source_row, 'geometry', ST_IsValidReason(g.geom), CASE WHEN a.left_over = 0 THEN 'error' ELSE 'quality' END,
         'The area has a boundary that is not valid.',
         CASE WHEN a.left_over = 0 THEN 'It cannot be repaired: correct it.' ELSE 'It was repaired; look at it on the map.' END,
         'Die Grenze der Fläche ist nicht gültig.',
         CASE WHEN a.left_over = 0 THEN 'Sie lässt sich nicht reparieren: bitte berichtigen.' ELSE 'Sie wurde repariert; bitte auf der Karte ansehen.' END
  FROM found f
  CROSS JOIN LATERAL (SELECT ST_GeomFromGeoJSON(f.area) AS geom) g
  CROSS JOIN LATERAL (SELECT ST_Area(ST_CollectionExtract(ST_MakeValid(g.geom, 'method=structure'), 3)) AS left_over) a
  WHERE f.area IS NOT NULL AND NOT ST_IsValid(g.geom)
  UNION ALL
  SELECT * FROM (
    SELECT 3, max(source_row), 'cell', cell, 'quality',
           'The cell stands in row ' || min(source_row) || ' already, with the same operator and technology.', 'It is counted once.',
           'Die Zelle steht schon in Zeile ' || min(source_row) || ', mit demselben Unternehmen und derselben Technologie.', 'Sie zählt einmal.'
    FROM found WHERE cell IS NOT NULL GROUP BY cell, provider_id, technology, roaming HAVING count(*) > 1 ORDER BY 2 LIMIT 1000
  ) twice
  UNION ALL
  SELECT 4, NULL, 'operator', min(provider), 'information', 'The operator is new here.', 'It is added as ' || provider_id || '.',
         'Das Unternehmen ist hier neu.', 'Es wird als ' || provider_id || ' angelegt.'
  FROM found f WHERE provider_id IS NOT NULL AND NOT EXISTS (SELECT FROM coverage.provider p WHERE p.id = f.provider_id) GROUP BY provider_id
)
SELECT "row", "column", value, level, problem, fix, problem_de, fix_de FROM finding ORDER BY rank, "row"
