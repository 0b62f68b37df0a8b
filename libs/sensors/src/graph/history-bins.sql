-- Buckets shorter than an hour, from the values themselves. $1: datastreams; $2, $3: from, to (not included): where a bucket
-- begins; $4: how many of each, the newest ones; $5: seconds of a bucket.
SELECT d.id::text AS datastream, b.*
FROM unnest($1::bigint[]) AS d (id)
CROSS JOIN LATERAL (
  SELECT bucket AS "phenomenonTime", count(*), min(result), max(result), sum(result),
         (array_agg(result ORDER BY phenomenon_time DESC, result DESC))[1] AS last
  FROM sensors.observation
  CROSS JOIN LATERAL (SELECT date_bin(make_interval(secs => $5), phenomenon_time, 'epoch') AS bucket) AS bin
  WHERE datastream_id = d.id AND result IS NOT NULL
    AND phenomenon_time >= $2 AND phenomenon_time < $3::timestamptz + make_interval(secs => $5)
    AND bucket >= $2 AND bucket < $3
  GROUP BY bucket
  ORDER BY bucket DESC
  LIMIT $4
) AS b
ORDER BY d.id, b."phenomenonTime"
