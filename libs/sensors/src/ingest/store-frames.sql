-- One element per frame: $1 gateways, $2 things, $3 times, $4 counters, $5 moduli or nulls, $6 whether the count begins anew.
INSERT INTO sensors.frame (thing_id, at, counter, modulus, restarts)
SELECT thing_id, at, counter, modulus, restarts
FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::bigint[], $5::int[], $6::boolean[])
  AS f (gateway_id, thing_id, at, counter, modulus, restarts)
-- Nobody counts for the things of another.
WHERE NOT EXISTS (SELECT FROM sensors.thing t WHERE t.id = f.thing_id AND t.gateway_id <> f.gateway_id)
ON CONFLICT DO NOTHING
