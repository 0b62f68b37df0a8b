-- References that lead nowhere.
WITH reference AS (
  SELECT s.source_row, s.network_id, s.kind || ' ' || s.id AS title, s.kind || '.' || r.field AS field, r.kind, r.id
  FROM :staging s CROSS JOIN LATERAL (
    SELECT 'start' AS field, 'node' AS kind, s.content->>'start' AS id WHERE s.kind = 'span'
    UNION ALL SELECT 'end', 'node', s.content->>'end' WHERE s.kind = 'span'
    UNION ALL SELECT 'phase', 'phase', s.content->'phase'->>'id'
    UNION ALL SELECT 'physicalInfrastructureProvider', 'organisation', s.content->'physicalInfrastructureProvider'->>'id'
    UNION ALL SELECT 'supplier', 'organisation', s.content->'supplier'->>'id'
    UNION ALL SELECT 'networkProviders', 'organisation', jsonb_path_query(s.content, '$.networkProviders[*].id') #>> '{}'
    UNION ALL SELECT 'funders', 'organisation', jsonb_path_query(s.content, '$.funders[*].id') #>> '{}'
    UNION ALL SELECT 'relatedPhases', 'phase', jsonb_path_query(s.content, '$.relatedPhases[*].id') #>> '{}'
  ) r
  WHERE r.id IS NOT NULL
)
SELECT r.source_row AS row, r.field AS column, r.id AS value, 'quality' AS level,
       'The ' || r.title || ' refers to a ' || r.kind || ' that the network does not have.' AS problem,
       'It is taken without it; complete the package.' AS fix
FROM reference r
WHERE NOT EXISTS (SELECT FROM :staging t WHERE t.network_id = r.network_id AND t.kind = r.kind AND t.id = r.id)
ORDER BY r.source_row, r.field
