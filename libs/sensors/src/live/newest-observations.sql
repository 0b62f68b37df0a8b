-- $1: datastreams, or null for all of them.
SELECT json_build_object('id', t.id, 'name', t.name, 'description', t.description, 'kind', t.kind, 'gatewayId', t.gateway_id,
         'position', CASE WHEN t.geom IS NOT NULL
                     THEN json_build_object('longitude', ST_X(t.geom), 'latitude', ST_Y(t.geom)) END) AS sensor,
       json_build_object('id', d.id::text, 'sensorId', t.id, 'property', d.property, 'unit', COALESCE(d.unit, p.unit),
         'title', json_build_object('de', COALESCE(p.name_de, d.property), 'en', COALESCE(p.name_en, d.property))) AS datastream,
       l.phenomenon_time AS "phenomenonTime", l.result
FROM sensors.latest_observation l
JOIN sensors.datastream d ON d.id = l.datastream_id
JOIN sensors.thing t ON t.id = d.thing_id
LEFT JOIN sensors.observed_property p ON p.id = d.property
WHERE t.is_public AND ($1::bigint[] IS NULL OR l.datastream_id = ANY ($1))
ORDER BY l.phenomenon_time
