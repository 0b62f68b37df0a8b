-- $1 MQTT client id; one element per message: $2 packet ids, $3 digests, $4 times of receipt; $5 number of the newest message,
-- $6 the number up to which all have been acknowledged; $7 packet ids that have gone to other messages.
WITH over AS (
  DELETE FROM sensors.receipt
  WHERE client_id = $1 AND (number <= $6 OR packet_id = ANY ($7::int[])) AND packet_id <> ALL ($2::int[])
)
INSERT INTO sensors.receipt (client_id, packet_id, digest, received_at, number)
SELECT $1, packet_id, digest, received_at, $5
FROM unnest($2::int[], $3::bytea[], $4::timestamptz[]) AS r (packet_id, digest, received_at)
ON CONFLICT (client_id, packet_id) DO UPDATE
  SET digest = EXCLUDED.digest, received_at = EXCLUDED.received_at, number = EXCLUDED.number
