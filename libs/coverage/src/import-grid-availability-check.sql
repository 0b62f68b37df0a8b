WITH district AS MATERIALIZED (
  SELECT geom FROM places.district
), named AS (
  SELECT name, coverage.provider_of(name) AS id
  FROM (SELECT DISTINCT COALESCE(NULLIF(s.provider, ''), r.source) AS name
        FROM :staging s CROSS JOIN imports.run r
        WHERE r.id = :run AND s.provider IS NOT NULL AND COALESCE(NULLIF(s.provider, ''), r.source) <> '') n
), placed AS (
  SELECT s.source_row, COALESCE(s.cell, coverage.cell_at(ST_GeomFromEWKT(s.centre))) AS cell FROM :staging s
), found AS (
  UPDATE :staging s
  SET cell = p.cell,
      inside = NOT EXISTS (SELECT FROM district)
        OR EXISTS (SELECT FROM district d WHERE ST_Intersects(d.geom, ST_Transform(coverage.cell_square(p.cell), 4326))),
      provider = CASE WHEN s.provider IS NOT NULL THEN n.name END,
      provider_id = n.id
  FROM placed p
  JOIN :staging t ON t.source_row = p.source_row
  JOIN imports.run r ON r.id = :run
  LEFT JOIN named n ON t.provider IS NOT NULL AND n.name = COALESCE(NULLIF(t.provider, ''), r.source)
  WHERE s.source_row = p.source_row
  RETURNING s.source_row, s.cell, s.figure, s.provider, s.provider_id, s.inside, s.evidence, t.provider IS NOT NULL AS of_operator
), finding AS (
  SELECT * FROM (
    SELECT 1 AS rank, min(source_row) AS row, 'operator' AS column, NULL AS value, 'error' AS level,
           'The file does not say whose offer this is.' AS problem, 'Add a column operator, or name the operator with --source.' AS fix,
           'Die Datei sagt nicht, wessen Angebot das ist.' AS problem_de,
           'Eine Spalte operator ergänzen, oder das Unternehmen mit --source nennen.' AS fix_de
    FROM found WHERE of_operator AND provider_id IS NULL HAVING count(*) > 0
  ) nobody
  UNION ALL
  SELECT 1, l.* FROM (
{late}
  ) l
  UNION ALL
  SELECT * FROM (
    SELECT 2, max(source_row), 'cell', cell, 'error', 'The same cell stands in row ' || min(source_row) || ' already.', 'Remove one of the two.',
           'Dieselbe Zelle steht schon in Zeile ' || min(source_row) || '.', 'Eine der beiden entfernen.'
    FROM found GROUP BY cell, figure HAVING count(*) > 1 ORDER BY 2 LIMIT 1000
  ) twice
  UNION ALL
  SELECT 3, NULL, 'cell', NULL, CASE WHEN count(*) FILTER (WHERE inside) = 0 THEN 'error' ELSE 'information' END,
         count(*) FILTER (WHERE NOT inside) || ' of ' || count(*) || ' rows are about cells outside the city''s districts.',
         CASE WHEN count(*) FILTER (WHERE inside) = 0 THEN 'Check that the file is about this city.' ELSE 'They are left out.' END,
         count(*) FILTER (WHERE NOT inside) || ' von ' || count(*) || ' Zeilen betreffen Zellen außerhalb der Stadtteile.',
         CASE WHEN count(*) FILTER (WHERE inside) = 0 THEN 'Prüfen, ob die Datei diese Stadt betrifft.' ELSE 'Sie werden ausgelassen.' END
  FROM found HAVING count(*) FILTER (WHERE NOT inside) > 0
  UNION ALL
  SELECT 4, NULL, 'operator', min(provider), 'information', 'The provider is new here.', 'It is added as ' || provider_id || '.',
         'Das Unternehmen ist hier neu.', 'Es wird als ' || provider_id || ' angelegt.'
  FROM found f WHERE provider_id IS NOT NULL AND NOT EXISTS (SELECT FROM coverage.provider p WHERE p.id = f.provider_id) GROUP BY provider_id
)
SELECT "row", "column", value, level, problem, fix, problem_de, fix_de FROM finding ORDER BY rank, "row"
