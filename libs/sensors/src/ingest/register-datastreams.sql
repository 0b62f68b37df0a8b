-- One element per datastream that is wanted: $1 gateways, $2 things, $3 properties, $4 units, $5 observation types of the first
-- readings, $6 seconds between two readings, or null.
INSERT INTO sensors.datastream (thing_id, property, unit, observation_type, expected_interval)
SELECT DISTINCT ON (w.thing_id, w.property)
       w.thing_id, w.property, w.unit,
       -- Yes and no, 0 and 1 and counts go by many names: what the device sends decides. A text for a number is a fault.
       CASE WHEN 'CategoryObservation' IN (p.observation_type, w.observation_type)
            THEN COALESCE(p.observation_type, w.observation_type) ELSE w.observation_type END,
       make_interval(secs => w.seconds)
FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::float8[])
  AS w (gateway_id, thing_id, property, unit, observation_type, seconds)
JOIN sensors.thing t ON t.id = w.thing_id AND t.gateway_id = w.gateway_id
LEFT JOIN sensors.observed_property p ON p.id = w.property
ORDER BY w.thing_id, w.property
ON CONFLICT (thing_id, property) DO UPDATE SET expected_interval = EXCLUDED.expected_interval
-- The mapping file may say it later.
WHERE EXCLUDED.expected_interval IS DISTINCT FROM sensors.datastream.expected_interval AND EXCLUDED.expected_interval IS NOT NULL
