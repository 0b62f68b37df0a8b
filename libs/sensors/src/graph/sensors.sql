-- $1..$4: west, south, east, north, or nulls; $5: kind or null; $6: property or null; $7: one id or null;
-- $8: the id to start after, or null; $9: how many.
-- What is asked for further below comes along: $10: datastreams, $11: their newest values; $12..$14: their newest observations
-- from, to (not included) and how many of each, or nulls; newest first; $15: the time of the newest of all;
-- $16: what properties are called, and their units; $17: of the observations also what few have: texts and the other times.
SELECT t.id, t.name, t.description, t.kind, t.gateway_id AS "gatewayId",
       CASE WHEN t.geom IS NOT NULL THEN json_build_object('longitude', ST_X(t.geom), 'latitude', ST_Y(t.geom)) END AS position,
       -- Arrays take half of the time that objects with keys do. Names of properties are looked up one by one: joined, all would be read
       -- for each sensor.
       CASE WHEN $10 THEN (
         SELECT COALESCE(json_agg(json_build_array(
           d.id::text, d.property, d.unit, d.observation_type, extract(epoch FROM d.expected_interval),
           CASE WHEN $16 THEN (
             SELECT json_build_array(p.unit, p.name_de, p.name_en) FROM sensors.observed_property p WHERE p.id = d.property) END,
           CASE WHEN $11 THEN (
             SELECT json_build_array(date_part('epoch', l.phenomenon_time), l.result, l.result_text)
             FROM sensors.latest_observation l WHERE l.datastream_id = d.id) END,
           CASE WHEN $12::timestamptz IS NOT NULL THEN (
             -- A column each: a row for each value takes longer to make and to read.
             SELECT json_build_array(array_agg(date_part('epoch', o.phenomenon_time)), array_agg(o.result),
                      array_agg(o.result_text) FILTER (WHERE $17), array_agg(date_part('epoch', o.result_time)) FILTER (WHERE $17),
                      array_agg(o.time_is_receipt) FILTER (WHERE $17))
             FROM (
               SELECT * FROM sensors.observation
               WHERE datastream_id = d.id AND phenomenon_time >= $12 AND phenomenon_time < $13
               ORDER BY phenomenon_time DESC, result DESC LIMIT $14) o) END
         ) ORDER BY d.property), '[]')
         FROM sensors.datastream d WHERE d.thing_id = t.id)::text END AS datastreams,
       CASE WHEN $15 THEN (
         SELECT date_part('epoch', max(l.phenomenon_time))
         FROM sensors.datastream d JOIN sensors.latest_observation l ON l.datastream_id = d.id
         WHERE d.thing_id = t.id) END AS "latestAt"
FROM sensors.thing t
WHERE t.is_public
  AND ($1::float8 IS NULL OR t.geom && ST_MakeEnvelope($1, $2, $3, $4, 4326))
  AND ($5::text IS NULL OR t.kind = $5)
  AND ($6::text IS NULL OR EXISTS (SELECT FROM sensors.datastream d WHERE d.thing_id = t.id AND d.property = $6))
  AND ($7::text IS NULL OR t.id = $7)
  AND ($8::text IS NULL OR t.id > $8)
ORDER BY t.id
LIMIT $9
