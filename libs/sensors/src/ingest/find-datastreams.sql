-- One element per datastream that is wanted: $1 our key for it, $2 gateways, $3 things, $4 properties, $5 numbers. A datastream
-- is asked for by thing and property, or by its number; those of other gateways are not found.
SELECT w.key, d.id, d.observation_type AS type
FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[]) AS w (key, gateway_id, thing_id, property, number)
JOIN sensors.datastream d ON d.id = w.number OR (d.thing_id = w.thing_id AND d.property = w.property)
JOIN sensors.thing t ON t.id = d.thing_id AND t.gateway_id = w.gateway_id
