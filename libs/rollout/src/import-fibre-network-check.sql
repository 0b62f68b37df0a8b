-- What is in the file twice, and references that lead nowhere, with the JSON pointer to each.
WITH place AS (
  SELECT s.*, row_number() OVER same AS nth, first_value(s.path) OVER same AS first_path, first_value(s.source_row) OVER same AS first_row
  FROM :staging s
  WHERE kind NOT LIKE 'mentioned %'
  WINDOW same AS (PARTITION BY network_id, kind, id ORDER BY source_row, path)
), target AS (
  SELECT DISTINCT ON (network_id, kind, id) network_id, kind, id, name
  FROM (
    SELECT network_id, replace(kind, 'mentioned ', '') AS kind, id, kind AS stated,
           CASE WHEN content->'extra' ? 'name' THEN NULL ELSE content->>'name' END AS name
    FROM :staging
    UNION ALL
    -- Of a file that has only some kinds, the others may be known from another.
    SELECT k.network_id, k.kind, k.id, 'stored', NULL
    FROM rollout.network_record k
    JOIN :staging n ON n.kind = 'network' AND n.network_id = k.network_id
    WHERE k.kind <> ALL (n.replaces)
  ) every
  ORDER BY network_id, kind, id, stated = kind DESC
), reference AS (
  SELECT s.source_row, s.network_id, s.kind || ' ' || s.id AS title, f.field, e.entry->>'id' AS id, e.entry->>'name' AS name,
         s.path || '/' || f.field || CASE jsonb_typeof(f.value) WHEN 'array' THEN '/' || (e.nth - 1) ELSE '' END AS path,
         CASE WHEN f.field IN ('start', 'end') THEN 'node' WHEN f.field IN ('phase', 'relatedPhases') THEN 'phase' ELSE 'organisation' END AS kind
  FROM :staging s
  CROSS JOIN LATERAL jsonb_each(s.refs) f (field, value)
  CROSS JOIN LATERAL jsonb_array_elements(CASE jsonb_typeof(f.value) WHEN 'array' THEN f.value ELSE jsonb_build_array(f.value) END)
    WITH ORDINALITY e (entry, nth)
  WHERE s.kind NOT LIKE 'mentioned %'
), finding AS (
  SELECT source_row AS row, path || '/id' AS column, id AS value, 'error' AS level,
         'The ' || kind || ' ' || id || ' stands twice: also at ' || first_path || ' (row ' || first_row || ').' AS problem,
         'Remove one of the two, or give it its own id.' AS fix,
         kind || ' ' || id || ' steht zweimal da: auch bei ' || first_path || ' (Zeile ' || first_row || ').' AS problem_de,
         'Eines der beiden entfernen, oder ihm eine eigene Kennung geben.' AS fix_de
  FROM place WHERE nth > 1
  UNION ALL
  SELECT r.source_row, r.path, r.id, 'quality', 'The ' || r.title || ' refers to ' || CASE r.kind WHEN 'organisation' THEN 'an ' ELSE 'a ' END || r.kind || ' that the network does not have.',
         'It is taken without it; complete the network.',
         r.title || ' verweist auf ' || CASE r.kind WHEN 'node' THEN 'einen Knoten, den' WHEN 'phase' THEN 'einen Bauabschnitt, den' ELSE 'eine Organisation, die' END || ' das Netz nicht hat.',
         'Übernommen ohne den Verweis; bitte das Netz ergänzen.'
  FROM reference r
  WHERE NOT EXISTS (SELECT FROM target t WHERE t.network_id = r.network_id AND t.kind = r.kind AND t.id = r.id)
  UNION ALL
  SELECT r.source_row, r.path || '/name', r.name, 'quality', 'The ' || r.kind || ' ' || r.id || ' is called ' || t.name || '.',
         'Both names are kept. The standard wants the reference to repeat the name.',
         r.kind || ' ' || r.id || ' heißt ' || t.name || '.',
         'Beide Namen bleiben. Nach dem Standard wiederholt der Verweis den Namen.'
  FROM reference r JOIN target t ON t.network_id = r.network_id AND t.kind = r.kind AND t.id = r.id
  WHERE r.name <> t.name
  UNION ALL
  SELECT NULL, 'nodes', s.network_id, 'information', 'Nodes that no span begins or ends at: ' || count(*) || '.', 'They are taken.',
         'Knoten, an denen keine Strecke beginnt oder endet: ' || count(*) || '.', 'Sie werden übernommen.'
  FROM :staging s
  WHERE s.kind = 'node' AND EXISTS (SELECT FROM :staging p WHERE p.kind = 'span' AND p.network_id = s.network_id)
    AND NOT EXISTS (SELECT FROM reference r WHERE r.kind = 'node' AND r.network_id = s.network_id AND r.id = s.id)
  GROUP BY s.network_id
)
SELECT * FROM finding ORDER BY level <> 'error', row, "column" LIMIT 5000
