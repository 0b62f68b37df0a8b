-- $1: datastreams; $2, $3: from, to (not included); $4: how many of each, the newest ones.
SELECT d.id::text AS datastream, o."phenomenonTime", o.result
FROM unnest($1::bigint[]) AS d (id)
CROSS JOIN LATERAL (
  SELECT phenomenon_time AS "phenomenonTime", result
  FROM sensors.observation
  WHERE datastream_id = d.id AND phenomenon_time >= $2 AND phenomenon_time < $3
  ORDER BY phenomenon_time DESC, result DESC
  LIMIT $4
) AS o
ORDER BY d.id, o."phenomenonTime", o.result
