-- $1 datastreams, $2 phenomenon times, $3 results, $4 times of receipt: one element per reading. $5 gateways.
WITH stored AS (
  INSERT INTO sensors.observation (datastream_id, phenomenon_time, result, received_at)
  SELECT * FROM unnest($1::bigint[], $2::timestamptz[], $3::float8[], $4::timestamptz[])
  -- Two servers that write the same rows in the same order wait for each other and never deadlock.
  ORDER BY 1, 2, 3
  ON CONFLICT DO NOTHING
  RETURNING datastream_id, phenomenon_time, result
), latest AS (
  INSERT INTO sensors.latest_observation AS l (datastream_id, phenomenon_time, result)
  SELECT DISTINCT ON (datastream_id) datastream_id, phenomenon_time, result
  FROM stored
  ORDER BY datastream_id, phenomenon_time DESC
  ON CONFLICT (datastream_id) DO UPDATE SET phenomenon_time = EXCLUDED.phenomenon_time, result = EXCLUDED.result
  WHERE EXCLUDED.phenomenon_time > l.phenomenon_time
  RETURNING datastream_id
), seen AS (
  UPDATE sensors.gateway SET last_seen_at = now()
  -- Once in ten seconds is near enough, and spares a row version per batch.
  WHERE id = ANY ($5::text[]) AND (last_seen_at IS NULL OR last_seen_at < now() - interval '10 s')
), notice AS (
  -- A notice holds at most 8,000 bytes: 400 ids of up to 19 digits.
  SELECT string_agg(datastream_id::text, ',') AS datastreams
  FROM (SELECT datastream_id, row_number() OVER () / 400 AS part FROM latest) AS numbered
  GROUP BY part
)
SELECT (SELECT count(*) FROM stored) AS stored,
       (SELECT count(pg_notify('observations', datastreams)) FROM notice) AS notices
