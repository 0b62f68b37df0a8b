-- Ids of projects, in their order. $1: statuses, $2: district that they touch, each null where it does not matter;
-- $3: a day, or null for today; $4: the moment whose knowledge is used, or null for now; $5: the id to start after, or null; $6: how many.
SELECT p.id
FROM rollout.project p
JOIN rollout.project_status_as_of(COALESCE($3::date, current_date), COALESCE($4::timestamptz, 'infinity')) c ON c.project_id = p.id
WHERE ($1::text[] IS NULL OR c.status = ANY ($1))
  AND ($2::text IS NULL OR EXISTS (SELECT FROM places.district d WHERE d.id = $2 AND ST_Intersects(d.geom, p.geom)
                                                              AND NOT ST_Touches(d.geom, p.geom)))
  AND ($5::text IS NULL OR p.id > $5)
ORDER BY p.id
LIMIT $6
