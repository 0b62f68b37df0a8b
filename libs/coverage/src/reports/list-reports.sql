-- Public ids of reports, the newest first. $1: states, or null; $2: district, or null; $3: the number to go on below, or null; $4: how many.
SELECT r.id, r.number
FROM coverage.report r
WHERE ($1::text[] IS NULL OR r.state = ANY ($1))
  AND ($2::text IS NULL OR EXISTS (SELECT FROM places.address a WHERE a.id = r.address_id AND a.district_id = $2))
  AND ($3::bigint IS NULL OR r.number < $3)
ORDER BY r.number DESC
LIMIT $4
