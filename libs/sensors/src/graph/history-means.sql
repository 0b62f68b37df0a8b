-- $1: datastreams; $2, $3: from, to (not included); $4: how many of each, the newest ones; $5: minutes that one mean spans.
SELECT d.id::text AS datastream, o."phenomenonTime", o.result
FROM unnest($1::bigint[]) AS d (id)
CROSS JOIN LATERAL (
  SELECT date_bin(make_interval(mins => $5), phenomenon_time, 'epoch') AS "phenomenonTime", avg(result) AS result
  FROM sensors.observation
  WHERE datastream_id = d.id AND phenomenon_time >= $2 AND phenomenon_time < $3
  GROUP BY 1
  ORDER BY 1 DESC
  LIMIT $4
) AS o
ORDER BY d.id, o."phenomenonTime"
