-- $1: kind or null; $2: name or null; $3, $4: first and last day or null; $5: the id to start after, or null; $6: how many.
SELECT id, day, kind, name, channel, uses, is_demo AS "isDemo"
FROM open.dataset_usage
WHERE ($1::text IS NULL OR kind = $1)
  AND ($2::text IS NULL OR name = $2)
  AND ($3::date IS NULL OR day >= $3)
  AND ($4::date IS NULL OR day <= $4)
  AND ($5::text IS NULL OR id > $5)
ORDER BY id
LIMIT $6
