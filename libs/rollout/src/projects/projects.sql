-- $1: ids of projects. One row each, shaped like the class RolloutProject. A project without any status is not known well enough to show.
SELECT p.id, p.name, p.description, p.funding, c.status, c.valid_from AS "statusSince", c.promised_from AS "promisedFrom",
       c.promised_to AS "promisedTo", c.date_moves AS "dateMoves", p.provider_id AS "providerId", p.run_id AS "runId",
       l.ofds_status AS "ofdsStatus"
FROM rollout.project p
JOIN rollout.current_status c ON c.project_id = p.id
JOIN rollout.lifecycle l ON l.status = c.status
WHERE p.id = ANY ($1)
