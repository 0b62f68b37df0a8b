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
           'The file does not say whose site this is.' AS problem, 'Add a property or column operator, or name the operator with --source.' AS fix,
           'Die Datei sagt nicht, wessen Standort das ist.' AS problem_de,
           'Eine Eigenschaft oder Spalte operator ergänzen, oder das Unternehmen mit --source nennen.' AS fix_de
    FROM found WHERE provider_id IS NULL HAVING count(*) > 0
  ) nobody
  UNION ALL
  SELECT 1, l.* FROM (
{late}
  ) l
  UNION ALL
  SELECT * FROM (
    SELECT 2, max(source_row), 'site_id', site_id, 'error', 'The site stands in row ' || min(source_row) || ' already.', 'Remove one of the two.',
           'Der Standort steht schon in Zeile ' || min(source_row) || '.', 'Einen der beiden entfernen.'
    FROM found GROUP BY site_id, provider_id HAVING count(*) > 1 ORDER BY 2 LIMIT 1000
  ) twice
  UNION ALL
  SELECT 3, source_row, 'expected', expected::text, 'quality', 'The site is still planned, though it was expected before the day of the file.',
         'It is kept: ask the operator.',
         'Der Standort ist noch geplant, obwohl er vor dem Stand der Datei erwartet war.', 'Er bleibt: beim Unternehmen nachfragen.'
  FROM found WHERE status = 'planned' AND expected < :date
  UNION ALL
  SELECT 4, NULL, 'operator', min(provider), 'information', 'The operator is new here.', 'It is added as ' || provider_id || '.',
         'Das Unternehmen ist hier neu.', 'Es wird als ' || provider_id || ' angelegt.'
  FROM found f WHERE provider_id IS NOT NULL AND NOT EXISTS (SELECT FROM coverage.provider p WHERE p.id = f.provider_id) GROUP BY provider_id
)
SELECT "row", "column", value, level, problem, fix, problem_de, fix_de FROM finding ORDER BY rank, "row"
