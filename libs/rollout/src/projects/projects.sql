-- Projects, by id: one row each, shaped like the class RolloutProject. $1: ids; $2: statuses, $3: district that they touch, each null where
-- it does not matter; $4: a day, or null for today; $5: the moment whose knowledge is used, or null for now; $6: the id to start after, or
-- null; $7: how many, or null; $8..$11: west, south, east, north of a box that they touch, or nulls. A project of which nothing was said by then is not known well enough to show.
SELECT p.id, p.name, p.description, p.funding, c.status, c.valid_from AS "statusSince", c.promised_from AS "promisedFrom",
       c.promised_to AS "promisedTo", c.date_moves AS "dateMoves", p.provider_id AS "providerId", p.run_id AS "runId",
       l.ofds_status AS "ofdsStatus",
       COALESCE(c.promised_to < COALESCE($4::date, current_date), false) AND l.ofds_status NOT IN ('inactive', 'operational', 'decommissioned')
         AND c.status <> 'rejected' AS "isOverdue"
FROM rollout.project p
JOIN rollout.project_status_as_of(COALESCE($4::date, current_date), COALESCE($5::timestamptz, 'infinity')) c ON c.project_id = p.id
JOIN rollout.lifecycle l ON l.status = c.status
WHERE ($1::text[] IS NULL OR p.id = ANY ($1))
  AND ($2::text[] IS NULL OR c.status = ANY ($2))
  AND ($3::text IS NULL OR EXISTS (SELECT FROM places.district d WHERE d.id = $3 AND ST_Intersects(d.geom, p.geom)
                                                              AND NOT ST_Touches(d.geom, p.geom)))
  AND ($8::float8 IS NULL OR ST_Intersects(p.geom, ST_MakeEnvelope($8, $9, $10, $11, 4326)))
  AND ($6::text IS NULL OR p.id > $6)
ORDER BY p.id
LIMIT $7
