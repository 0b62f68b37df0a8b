-- One element per reading: $1 datastreams, $2 phenomenon times, $3 results, $4 results that are texts, $5 result times,
-- $6 times of receipt, $7 whether the phenomenon time is that of the receipt. $4, $5 and $7 are null where they say nothing.
-- $8 the distinct datastreams, $9 gateways.
WITH known AS MATERIALIZED (
  SELECT id FROM sensors.datastream WHERE id = ANY ($8::bigint[])
), stored AS (
  INSERT INTO sensors.observation
    (datastream_id, phenomenon_time, result, result_text, result_time, received_at, time_is_receipt)
  SELECT datastream_id, phenomenon_time, result, result_text, result_time, received_at, COALESCE(time_is_receipt, false)
  FROM unnest($1::bigint[], $2::timestamptz[], $3::float8[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::boolean[])
    AS r (datastream_id, phenomenon_time, result, result_text, result_time, received_at, time_is_receipt)
  WHERE datastream_id IN (SELECT id FROM known)
  -- Two servers that write the same rows in the same order wait for each other and never deadlock.
  ORDER BY 1, 2, 3
  -- Left out as long as nothing is delivered twice.
  ON CONFLICT DO NOTHING
  RETURNING datastream_id, phenomenon_time, result, result_text
), latest AS (
  INSERT INTO sensors.latest_observation AS l (datastream_id, phenomenon_time, result, result_text)
  SELECT DISTINCT ON (datastream_id) datastream_id, phenomenon_time, result, result_text
  FROM stored
  ORDER BY datastream_id, phenomenon_time DESC
  ON CONFLICT (datastream_id) DO UPDATE
    SET phenomenon_time = EXCLUDED.phenomenon_time, result = EXCLUDED.result, result_text = EXCLUDED.result_text
  WHERE EXCLUDED.phenomenon_time > l.phenomenon_time
  RETURNING datastream_id
), hours AS (
  -- Each new row is added to its hour exactly once, in the transaction that stores it, whenever it comes.
  INSERT INTO sensors.observation_hour AS h (datastream_id, hour, count, min, max, sum, last, last_time)
  SELECT datastream_id, date_bin('1 hour', phenomenon_time, 'epoch') AS hour, count(*), min(result), max(result), sum(result),
         (array_agg(result ORDER BY phenomenon_time DESC, result DESC))[1], max(phenomenon_time)
  FROM stored
  WHERE result IS NOT NULL
  GROUP BY 1, 2
  ORDER BY 1, 2
  ON CONFLICT (datastream_id, hour) DO UPDATE
    SET count = h.count + EXCLUDED.count,
        min = least(h.min, EXCLUDED.min),
        max = greatest(h.max, EXCLUDED.max),
        sum = h.sum + EXCLUDED.sum,
        last = CASE WHEN (EXCLUDED.last_time, EXCLUDED.last) > (h.last_time, h.last) THEN EXCLUDED.last ELSE h.last END,
        last_time = greatest(h.last_time, EXCLUDED.last_time)
), seen AS (
  UPDATE sensors.gateway SET last_seen_at = now()
  -- Once in ten seconds is near enough, and spares a row version per batch.
  WHERE id = ANY ($9::text[]) AND (last_seen_at IS NULL OR last_seen_at < now() - interval '10 s')
), notice AS (
  -- A notice holds at most 8,000 bytes: 400 ids of up to 19 digits.
  SELECT string_agg(datastream_id::text, ',') AS datastreams
  FROM (SELECT datastream_id, row_number() OVER () / 400 AS part FROM latest) AS numbered
  GROUP BY part
)
SELECT (SELECT count(*) FROM stored) AS stored,
       (SELECT count(*) FROM known) AS known,
       (SELECT count(pg_notify('observations', datastreams)) FROM notice) AS notices
