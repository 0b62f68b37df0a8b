-- $1: the first moment; $2..$5: the moment, kind, id and version to start after, or nulls; $6: how many; $7: the kinds that are known.
SELECT r.kind, r.id, r.version, r.content IS NULL AS "isWithdrawn", r.reason, r.recorded_at AS "recordedAt",
       COALESCE(r.content, b.content) AS content
FROM agenda.record r
LEFT JOIN agenda.record b ON b.kind = r.kind AND b.id = r.id AND b.version = r.version - 1
WHERE r.recorded_at >= $1 AND r.kind = ANY ($7)
  AND ($2::timestamptz IS NULL OR (r.recorded_at, r.kind, r.id, r.version) > ($2, $3, $4, $5::integer))
ORDER BY r.recorded_at, r.kind, r.id, r.version
LIMIT $6
