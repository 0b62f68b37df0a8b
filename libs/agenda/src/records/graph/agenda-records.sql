-- $1: the kind; $2: the moment, or null for now; $3: the id to start after, or null; $4: how many.
SELECT id, version, content, reason, recorded_at AS "recordedAt"
FROM agenda.records_at(COALESCE($2, 'infinity'::timestamptz))
WHERE kind = $1 AND ($3::text IS NULL OR id COLLATE "C" > $3)
ORDER BY id COLLATE "C"
LIMIT $4
