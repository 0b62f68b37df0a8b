-- Addresses that a project builds for, by id. $1: project; $2: only this phase of it, or null; $3: the id to start after, or null;
-- $4: how many.
SELECT b.address_id AS "addressId", h.phase_id AS "phaseId", COALESCE(h.named, false) AS "isNamed"
FROM rollout.address_project b
LEFT JOIN rollout.address_phase h ON h.address_id = b.address_id AND h.project_id = $1
WHERE b.project_id = $1
  AND ($2::text IS NULL OR h.phase_id = $2)
  AND ($3::text IS NULL OR b.address_id > $3)
ORDER BY b.address_id
LIMIT $4
