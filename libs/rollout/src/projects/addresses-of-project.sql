-- Pages of the addresses that projects build for, by id. $1: projects; $2: of each only this phase, or null; $3: the id to start after, or
-- null; $4: how many of each.
SELECT w.project_id AS "projectId", w.phase_id AS "ofPhase", page.*
FROM unnest($1::text[], $2::text[]) w (project_id, phase_id)
CROSS JOIN LATERAL (
  SELECT b.address_id AS "addressId", h.phase_id AS "phaseId", COALESCE(h.named, false) AS "isNamed"
  FROM rollout.address_project b
  LEFT JOIN rollout.address_phase h ON h.address_id = b.address_id AND h.project_id = w.project_id
  WHERE b.project_id = w.project_id
    AND (w.phase_id IS NULL OR h.phase_id = w.phase_id)
    AND ($3::text IS NULL OR b.address_id > $3)
  ORDER BY b.address_id
  LIMIT $4
) page
