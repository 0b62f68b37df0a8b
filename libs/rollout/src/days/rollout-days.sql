-- The span of days of which something is known, within those that tiles are made of. The figures of municipalities begin anew on each day
-- on which an offer begins or ends, and are few; a promise counts from the status of today, for as long as it can still be kept.
SELECT GREATEST(LEAST(said.first, current_date), '1990-01-01') AS first, current_date AS today,
       LEAST(GREATEST(said.last, promised.last, current_date), '2100-12-31') AS last
FROM (
  SELECT min(day) AS first, max(day) AS last FROM (
    SELECT valid_from AS day FROM coverage.statistic WHERE area_kind = 'municipality' AND valid_from > '-infinity'
    UNION ALL SELECT valid_from FROM rollout.project_status
  ) days
) said
CROSS JOIN (
  SELECT max(promised_to) AS last FROM rollout.phase_status_as_of() WHERE status NOT IN ('rejected', 'decommissioned')
) promised
