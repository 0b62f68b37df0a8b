-- One element per frame: $1 things, $2 times, $3 counters, $4 moduli or nulls, $5 whether the count begins anew.
INSERT INTO sensors.frame (thing_id, at, counter, modulus, restarts)
SELECT * FROM unnest($1::text[], $2::timestamptz[], $3::bigint[], $4::int[], $5::boolean[])
ON CONFLICT DO NOTHING
