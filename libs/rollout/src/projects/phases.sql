-- $1: ids of phases, or null; $4: ids of projects, or null; $2: a day, or null for today; $3: the moment whose knowledge is used, or null for
-- now. One row each, shaped like the class RolloutPhase, by id. A phase of which nothing was said by then is not known well enough to show.
SELECT h.phase_id AS id, h.project_id AS "projectId", h.name, h.implied AS "isImplied", c.status, l.ofds_status AS "ofdsStatus",
       c.valid_from AS "statusSince", c.promised_from AS "promisedFrom", c.promised_to AS "promisedTo", c.date_moves AS moves,
       m.moved AS "movedByDays", c.said_of AS "saidOf", e.evidence, COALESCE(c.run_id, h.run_id) AS "runId",
       COALESCE(c.promised_to < COALESCE($2::date, current_date), false) AND l.ofds_status NOT IN ('inactive', 'operational', 'decommissioned')
         AND c.status <> 'rejected' AS "isOverdue"
FROM rollout.any_phase h
JOIN rollout.phase_status_as_of(COALESCE($2::date, current_date), COALESCE($3::timestamptz, 'infinity')) c ON c.phase_id = h.phase_id
JOIN rollout.lifecycle l ON l.status = c.status
CROSS JOIN LATERAL (
  SELECT (array_agg(s.promised_to ORDER BY s.valid_from DESC, s.recorded_at DESC))[1]
         - (array_agg(s.promised_to ORDER BY s.valid_from, s.recorded_at))[1] AS moved
  FROM rollout.project_status s
  WHERE s.phase_id = c.said_of AND s.promised_to IS NOT NULL AND s.valid_from <= COALESCE($2::date, current_date)
    AND s.recorded_at <= COALESCE($3::timestamptz, 'infinity')
) m
LEFT JOIN LATERAL (
  SELECT s.evidence FROM rollout.project_status s
  WHERE s.phase_id = c.said_of AND s.valid_from = c.valid_from AND s.recorded_at <= COALESCE($3::timestamptz, 'infinity')
  ORDER BY s.recorded_at DESC LIMIT 1
) e ON true
WHERE ($1::text[] IS NULL OR h.phase_id = ANY ($1)) AND ($4::text[] IS NULL OR h.project_id = ANY ($4))
ORDER BY h.phase_id
