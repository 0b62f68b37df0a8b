-- The live state of every dataset that holds data. A state without an import run belongs to a dataset that is computed
-- from others; it is demo data as long as one of those that were imported is.
SELECT s.dataset, s.version, s.changed_at, r.source,
       COALESCE(r.origin = 'demo', bool_or(r.origin = 'demo') OVER (), false) AS is_demo
FROM datasets.state s LEFT JOIN imports.run r ON r.id = s.run_id
