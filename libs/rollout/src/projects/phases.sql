-- $1: ids of phases. One row each, shaped like the class RolloutPhase. A phase without any status is not known well enough to show.
SELECT h.phase_id AS id, h.project_id AS "projectId", h.name, h.implied AS "isImplied", c.status, l.ofds_status AS "ofdsStatus",
       c.valid_from AS "statusSince", c.promised_from AS "promisedFrom", c.promised_to AS "promisedTo", c.date_moves AS moves,
       m.moved AS "movedByDays", c.said_of AS "saidOf", COALESCE(c.run_id, h.run_id) AS "runId"
FROM rollout.any_phase h
JOIN rollout.current_phase_status c ON c.phase_id = h.phase_id
JOIN rollout.lifecycle l ON l.status = c.status
LEFT JOIN LATERAL (
  SELECT moved_in_all_days AS moved FROM rollout.promise p WHERE p.phase_id = c.said_of ORDER BY number DESC LIMIT 1
) m ON true
WHERE h.phase_id = ANY ($1)
