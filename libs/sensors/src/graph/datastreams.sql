-- $1: sensors
SELECT d.id::text AS id, d.thing_id AS "sensorId", d.property, COALESCE(d.unit, p.unit) AS unit,
       d.observation_type AS "observationType", extract(epoch FROM d.expected_interval)::float8 AS "expectedInterval",
       json_build_object('de', COALESCE(p.name_de, d.property), 'en', COALESCE(p.name_en, d.property)) AS title
FROM sensors.datastream d
LEFT JOIN sensors.observed_property p ON p.id = d.property
WHERE d.thing_id = ANY ($1::text[])
ORDER BY d.thing_id, d.property
