-- Made-up sensors for the bench of GraphQL, up to the present hour: 50 of the kind "other" with one datastream each and a value every ten
-- minutes of a week; 50 counters with seven datastreams each and hourly values of a week; and one sound level meter with 100,000 values,
-- one a minute. 401 datastreams.
INSERT INTO sensors.gateway (id, name, confirmed, last_seen_at) VALUES ('bench', 'Bench', true, now());

INSERT INTO sensors.thing (id, gateway_id, name, kind, is_public, geom)
SELECT 'bench-' || kind || '-' || lpad(n::text, 2, '0'), 'bench', 'Sensor ' || n, kind, true, ST_Point(7.85 + n * 0.001, 51.75 + n * 0.0005, 4326)
FROM (VALUES ('other', 50), ('traffic', 50), ('noise', 1)) made (kind, number), generate_series(1, number) n;

INSERT INTO sensors.datastream (thing_id, property, observation_type, expected_interval)
SELECT t.id, p.id, 'Measurement', '1 hour'
FROM sensors.thing t
JOIN sensors.observed_property p ON p.id = ANY (CASE t.kind
  WHEN 'other' THEN ARRAY['temperature']
  WHEN 'noise' THEN ARRAY['noise']
  ELSE ARRAY['temperature', 'humidity', 'pressure', 'pm10', 'vehicles', 'bicycles', 'battery'] END)
WHERE t.gateway_id = 'bench'
ORDER BY t.id, p.id;

SELECT sensors.ensure_observation_partition(day) FROM generate_series(now() - interval '80 days', now(), interval '10 days') day;

INSERT INTO sensors.observation (datastream_id, phenomenon_time, result)
SELECT d.id, date_trunc('hour', now()) - n * step, round((20 + 10 * sin(n / 30.0) + (d.id * 7 + n * 13) % 17 / 10.0)::numeric, 1)
FROM sensors.datastream d
JOIN sensors.thing t ON t.id = d.thing_id AND t.gateway_id = 'bench'
JOIN (VALUES ('other', 1008, interval '10 minutes'), ('traffic', 168, interval '1 hour'), ('noise', 100000, interval '1 minute'))
  made (kind, number, step) ON made.kind = t.kind
CROSS JOIN LATERAL generate_series(0, number - 1) n;

INSERT INTO sensors.latest_observation (datastream_id, phenomenon_time, result)
SELECT DISTINCT ON (o.datastream_id) o.datastream_id, o.phenomenon_time, o.result
FROM sensors.observation o JOIN sensors.datastream d ON d.id = o.datastream_id JOIN sensors.thing t ON t.id = d.thing_id AND t.gateway_id = 'bench'
ORDER BY o.datastream_id, o.phenomenon_time DESC;

INSERT INTO sensors.observation_hour (datastream_id, hour, count, min, max, sum, last, last_time)
SELECT o.datastream_id, date_bin('1 hour', o.phenomenon_time, 'epoch'), count(*), min(o.result), max(o.result), sum(o.result),
       (array_agg(o.result ORDER BY o.phenomenon_time DESC, o.result DESC))[1], max(o.phenomenon_time)
FROM sensors.observation o JOIN sensors.datastream d ON d.id = o.datastream_id JOIN sensors.thing t ON t.id = d.thing_id AND t.gateway_id = 'bench'
GROUP BY 1, 2;
