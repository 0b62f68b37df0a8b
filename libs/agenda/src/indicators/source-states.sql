-- The newest data of each source of some indicators. $1: their ids, $2: the time zone of the city. What is put together from deliveries has the dates of these.
WITH made_of (dataset, delivered) AS (
  VALUES ('district-statistics', 'fixed-availability'), ('coverage-statistics', 'fixed-availability'), ('address-coverage', 'fixed-availability'),
         ('rollout-phases', 'rollout-projects')
)
SELECT i.id, s.dataset, COALESCE(e.until, l.until, r.date) AS "dataDate", t.changed_at AS "changedAt", COALESCE(r.is_demo, false) OR EXISTS (
         SELECT FROM agenda.records_at('infinity') e
         WHERE s.dataset IN ('agenda-' || e.kind, 'agenda-' || e.kind || 's') AND (e.content->>'demo')::boolean) AS "isDemo",
       e.until IS NOT NULL AS "isRecorded"
FROM agenda.indicator i
CROSS JOIN unnest(i.sources) WITH ORDINALITY AS s (dataset, place)
LEFT JOIN datasets.state t ON t.dataset = s.dataset
LEFT JOIN LATERAL (
  SELECT max(run.data_date) AS date, bool_or(run.origin = 'demo') AS is_demo
  FROM imports.run
  WHERE run.state = 'imported' AND NOT run.dry_run AND run.replaced_by IS NULL
    AND run.dataset IN (SELECT s.dataset UNION SELECT m.delivered FROM made_of m WHERE m.dataset = s.dataset)
) r ON true
-- What planners record is delivered by nobody: it is of the day of its newest version.
CROSS JOIN LATERAL (
  SELECT (max(v.recorded_at) AT TIME ZONE $2)::date AS until FROM agenda.record v WHERE s.dataset IN ('agenda-' || v.kind, 'agenda-' || v.kind || 's')
) e
-- What is measured and counted all the time is delivered by nobody either.
CROSS JOIN LATERAL (
  SELECT CASE s.dataset WHEN 'sensors' THEN (SELECT (max(o.latest_at) AT TIME ZONE $2)::date FROM open.sensors o)
                        WHEN 'dataset-usage' THEN (SELECT max(u.day) FROM open.dataset_usage u) END AS until
) l
WHERE i.id = ANY ($1)
ORDER BY i.id, s.place
