-- One element per datastream that is wanted: $1 our key for it, $2 gateways, $3 things, $4 properties, $5 numbers. A datastream
-- is asked for by thing and property, or by its number; those of other gateways are not found.
WITH wanted AS (
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[])
    AS w (key, gateway_id, thing_id, property, number)
)
SELECT w.key, d.id, d.observation_type AS type
FROM wanted w
JOIN sensors.datastream d ON d.thing_id = w.thing_id AND d.property = w.property
JOIN sensors.thing t ON t.id = d.thing_id AND t.gateway_id = w.gateway_id
UNION ALL
-- Not in one join with OR: that compares each with each.
SELECT w.key, d.id, d.observation_type
FROM wanted w
JOIN sensors.datastream d ON d.id = w.number
JOIN sensors.thing t ON t.id = d.thing_id AND t.gateway_id = w.gateway_id
