-- The imports that stood at moment $1, by dataset and source; days are those of time zone $2.
WITH standing AS (
  SELECT r.* FROM imports.run r
  WHERE NOT r.dry_run AND COALESCE(r.finished_at, r.started_at) <= $1
    AND (r.state = 'imported' OR (r.state = 'rolled_back' AND r.rolled_back_at > $1))
    AND NOT EXISTS (
      SELECT FROM imports.run n
      WHERE n.id = r.replaced_by AND COALESCE(n.finished_at, n.started_at) <= $1
        AND (n.state = 'imported' OR (n.state = 'rolled_back' AND n.rolled_back_at > $1))
    )
), recorded AS (
  SELECT i.dataset, max(r.recorded_at) AS at, i.kind
  FROM (SELECT DISTINCT d.dataset, k.kind FROM agenda.indicator CROSS JOIN LATERAL unnest(sources) AS d (dataset)
        JOIN (SELECT DISTINCT kind FROM agenda.record) k ON d.dataset IN ('agenda-' || k.kind, 'agenda-' || k.kind || 's')) i
  JOIN agenda.record r ON r.kind = i.kind AND r.recorded_at <= $1 GROUP BY i.dataset, i.kind
)
SELECT dataset, COALESCE(source, file_name, CASE origin WHEN 'demo' THEN 'Demo' ELSE dataset END) AS name, licence, max(data_date) AS date,
  to_char(max(COALESCE(finished_at, started_at)) AT TIME ZONE $2, 'YYYY-MM-DD') AS "importedOn", origin = 'demo' AS "isDemo"
FROM standing GROUP BY 1, 2, licence, 6
UNION ALL
-- What planners record is delivered by nobody: it is of the day of its newest version.
SELECT dataset, NULL, NULL, (at AT TIME ZONE $2)::date, NULL,
  EXISTS (SELECT FROM agenda.records_at($1) e WHERE e.kind = recorded.kind AND (e.content->>'demo')::boolean)
FROM recorded
ORDER BY 1, 2, licence LIMIT 500
