-- One element per message: $1 times of receipt, $2 topics, $3 payloads, $4 their sizes, $5 reasons, $6 details, $7 gateways or nulls,
-- $8 MQTT client ids and $9 packet ids, nulls where no broker delivers it again.
INSERT INTO sensors.rejected_message
  (received_at, topic, payload, payload_bytes, reason, detail, gateway_id, client_id, packet_id)
SELECT *
FROM unnest($1::timestamptz[], $2::text[], $3::bytea[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[], $9::int[])
-- The same delivery, written once more.
ON CONFLICT DO NOTHING
