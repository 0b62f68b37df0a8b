-- Newest first. Nulls filter nothing. $1: reason; $2: gateway; $3: since when; $4: whether replayed; $5: the message to start
-- after; $6: how many.
SELECT id::text AS id, received_at AS "receivedAt", topic, payload_bytes AS "payloadBytes", reason, detail,
       gateway_id AS "gatewayId", replayed_at AS "replayedAt"
FROM sensors.rejected_message m
WHERE ($1::text IS NULL OR reason = $1)
  AND ($2::text IS NULL OR gateway_id = $2)
  AND ($3::timestamptz IS NULL OR received_at >= $3)
  AND ($4::boolean IS NULL OR (replayed_at IS NOT NULL) = $4)
  AND ($5::bigint IS NULL OR m.id < $5)
ORDER BY m.id DESC
LIMIT $6
