-- Values as they came. $1: datastreams; $2, $3: from, to (not included); $4: how many of each, the newest ones.
SELECT d.id::text AS datastream, o.*
FROM unnest($1::bigint[]) AS d (id)
CROSS JOIN LATERAL (
  SELECT phenomenon_time AS "phenomenonTime", result, result_text AS "resultText", result_time AS "resultTime",
         time_is_receipt AS "timeIsReceipt", 1 AS count,
         (phenomenon_time IN (lag(phenomenon_time) OVER w, lead(phenomenon_time) OVER w)) IS TRUE AS "isConflict"
  FROM (
    SELECT * FROM sensors.observation
    WHERE datastream_id = d.id AND phenomenon_time >= $2 AND phenomenon_time < $3
    ORDER BY phenomenon_time DESC, result DESC
    -- One more, as it may contradict the last one.
    LIMIT $4 + 1
  ) AS newest
  WINDOW w AS (ORDER BY phenomenon_time DESC, result DESC)
  ORDER BY phenomenon_time DESC, result DESC
  LIMIT $4
) AS o
ORDER BY d.id, o."phenomenonTime", o.result
