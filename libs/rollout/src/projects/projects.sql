-- $1: ids of projects; $2: a day, or null for today; $3: the moment whose knowledge is used, or null for now. One row each, shaped like
-- the class RolloutProject. A project of which nothing was said by then is not known well enough to show.
SELECT p.id, p.name, p.description, p.funding, c.status, c.valid_from AS "statusSince", c.promised_from AS "promisedFrom",
       c.promised_to AS "promisedTo", c.date_moves AS "dateMoves", p.provider_id AS "providerId", p.run_id AS "runId",
       l.ofds_status AS "ofdsStatus"
FROM rollout.project p
JOIN rollout.project_status_as_of(COALESCE($2::date, current_date), COALESCE($3::timestamptz, 'infinity')) c ON c.project_id = p.id
JOIN rollout.lifecycle l ON l.status = c.status
WHERE p.id = ANY ($1)
