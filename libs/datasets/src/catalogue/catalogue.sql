-- The live state of every dataset that holds data. It is demo data if a demo run brought any of it that nothing has replaced: most
-- imports add to the demo city's rows. A run may bring several datasets (fibre-network: its nodes and spans), so the
-- dataset is looked for under its run's name, too. A state without a run belongs to a dataset that is computed from others.
-- A run that was replaced is a source again when what replaced it was rolled back.
WITH standing AS (
  SELECT r.* FROM imports.run r
  WHERE r.state = 'imported' AND NOT EXISTS (SELECT FROM imports.run n WHERE n.id = r.replaced_by AND n.state = 'imported')
)
SELECT s.dataset, s.version, s.changed_at, demo.count > 0 AS is_demo,
       NULLIF(concat_ws(', ', r.source, CASE WHEN r.origin <> 'demo' THEN demo.source END), '') AS source, named.sources
FROM datasets.state s
LEFT JOIN imports.run r ON r.id = s.run_id
CROSS JOIN LATERAL (
  SELECT count(*), string_agg(DISTINCT d.source, ', ') AS source FROM standing d
  WHERE d.origin = 'demo' AND (r.id IS NULL OR d.dataset IN (s.dataset, r.dataset))
) demo
CROSS JOIN LATERAL (
  -- Many files of one publisher are one source, of the newest of their dates.
  SELECT COALESCE(json_agg(json_build_object('name', each.name, 'licence', each.licence, 'date', each.date) ORDER BY each.name, each.licence), '[]') AS sources
  FROM (
    SELECT COALESCE(d.source, d.file_name, d.dataset) AS name, d.licence, max(d.data_date) AS date
    FROM datasets.source c JOIN standing d ON d.id = c.run_id
    WHERE c.dataset = s.dataset
    GROUP BY 1, 2
  ) each
) named
