-- The newest values with their sensors and datastreams, by datastream. Nulls filter nothing. $1: datastreams; $2..$5: west, south,
-- east, north; $6: sensors; $7: kind; $8: properties; $9: districts; $10: the datastream to start after; $11: how many.
-- $12: of these districts, the answer says which a sensor lies in.
SELECT json_build_object('id', t.id, 'name', t.name, 'description', t.description, 'kind', t.kind, 'gatewayId', t.gateway_id,
         'position', CASE WHEN t.geom IS NOT NULL
                     THEN json_build_object('longitude', ST_X(t.geom), 'latitude', ST_Y(t.geom)) END) AS sensor,
       json_build_object('id', d.id::text, 'sensorId', t.id, 'property', d.property, 'unit', COALESCE(d.unit, p.unit),
         'observationType', d.observation_type, 'expectedInterval', extract(epoch FROM d.expected_interval),
         'title', json_build_object('de', COALESCE(p.name_de, d.property), 'en', COALESCE(p.name_en, d.property))) AS datastream,
       l.phenomenon_time AS "phenomenonTime", l.result, l.result_text AS "resultText",
       ARRAY(SELECT id FROM places.district WHERE id = ANY ($12::text[]) AND ST_Covers(geom, t.geom)) AS districts
FROM sensors.latest_observation l
JOIN sensors.datastream d ON d.id = l.datastream_id
JOIN sensors.thing t ON t.id = d.thing_id
LEFT JOIN sensors.observed_property p ON p.id = d.property
WHERE t.is_public
  AND ($1::bigint[] IS NULL OR l.datastream_id = ANY ($1))
  AND ($2::float8 IS NULL OR t.geom && ST_MakeEnvelope($2, $3, $4, $5, 4326))
  AND ($6::text[] IS NULL OR t.id = ANY ($6))
  AND ($7::text IS NULL OR t.kind = $7)
  AND ($8::text[] IS NULL OR d.property = ANY ($8))
  AND ($9::text[] IS NULL OR EXISTS (SELECT FROM places.district WHERE id = ANY ($9) AND ST_Covers(geom, t.geom)))
  AND ($10::bigint IS NULL OR l.datastream_id > $10)
ORDER BY l.datastream_id
LIMIT $11
