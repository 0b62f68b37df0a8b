-- The live state of every dataset that holds data. It is demo data if a demo run brought any of it: imports add to the demo
-- city's rows and never clear them all away. A run may bring several datasets (fibre-network: its nodes and spans), so the
-- dataset is looked for under its run's name, too. A state without a run belongs to a dataset that is computed from others.
SELECT s.dataset, s.version, s.changed_at, demo.count > 0 AS is_demo,
       NULLIF(concat_ws(', ', r.source, CASE WHEN r.origin = 'file' THEN demo.source END), '') AS source
FROM datasets.state s
LEFT JOIN imports.run r ON r.id = s.run_id
CROSS JOIN LATERAL (
  SELECT count(*), string_agg(DISTINCT d.source, ', ') AS source FROM imports.run d
  WHERE d.origin = 'demo' AND d.state = 'imported' AND (r.id IS NULL OR d.dataset IN (s.dataset, r.dataset))
) demo
