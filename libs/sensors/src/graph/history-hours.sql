-- Buckets of whole hours, from the roll-up. $1: datastreams; $2, $3: from, to (not included): where a bucket begins; $4: how
-- many of each, the newest ones; $5: hour, day, week or month, in Europe/Berlin; $6: the most hours that one of these has.
SELECT d.id::text AS datastream, b.*
FROM unnest($1::bigint[]) AS d (id)
CROSS JOIN LATERAL (
  SELECT bucket AS "phenomenonTime", sum(count)::bigint AS count, min(min), max(max), sum(sum),
         (array_agg(last ORDER BY hour DESC))[1] AS last
  FROM (
    SELECT h.*, bucket
    FROM sensors.observation_hour h
    CROSS JOIN LATERAL (SELECT date_trunc($5, hour, 'Europe/Berlin') AS bucket) AS start
    WHERE datastream_id = d.id AND hour >= $2 AND hour < $3::timestamptz + make_interval(hours => $6)
      AND bucket >= $2 AND bucket < $3
    ORDER BY hour DESC
    -- The hours of the newest buckets are all among these.
    LIMIT $4::int * $6
  ) AS hours
  GROUP BY bucket
  ORDER BY bucket DESC
  LIMIT $4
) AS b
ORDER BY d.id, b."phenomenonTime"
