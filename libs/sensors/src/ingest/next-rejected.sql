-- $1 the last id that was read; $2 reason, $3 gateway, $4 earliest receipt, each may be null; $5 how many.
SELECT id, topic, payload, payload_bytes AS "payloadBytes", received_at AS "receivedAt", gateway_id AS "gatewayId"
FROM sensors.rejected_message
WHERE id > $1 AND replayed_at IS NULL
  -- Nothing will ever tell when those were true.
  AND reason <> 'retained'
  AND ($2::text IS NULL OR reason = $2) AND ($3::text IS NULL OR gateway_id = $3) AND ($4::timestamptz IS NULL OR received_at >= $4)
ORDER BY id
LIMIT $5
