INSERT INTO sensors.rejected_message (received_at, topic, payload, payload_bytes, reason, detail, gateway_id)
SELECT * FROM unnest($1::timestamptz[], $2::text[], $3::bytea[], $4::int[], $5::text[], $6::text[], $7::text[])
