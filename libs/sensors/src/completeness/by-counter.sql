-- Datastreams of senders that count their messages. $1: the day, in Europe/Berlin; $2: now, as the day may not be over.
-- Up to ten messages may have changed places. A counter that falls further, or leaps by more than LoRaWAN's MAX_FCNT_GAP, begins anew.
WITH day AS (
  SELECT $1::date::timestamp AT TIME ZONE 'Europe/Berlin' AS start,
         least(($1::date + 1)::timestamp AT TIME ZONE 'Europe/Berlin', $2::timestamptz) AS finish
), streams AS (
  -- Of Sparkplug's devices, {group}/{node}/{device}, it is the node that counts.
  SELECT id, thing_id, regexp_replace(thing_id, '/[^/]*$', '') AS node_id FROM sensors.datastream
), counted AS (
  SELECT sender.id, c.*
  FROM day
  CROSS JOIN (SELECT thing_id FROM streams UNION SELECT node_id FROM streams) AS sender (id)
  CROSS JOIN LATERAL (
    WITH near AS (
      (SELECT * FROM sensors.frame WHERE thing_id = sender.id AND at < day.start ORDER BY at DESC, counter DESC LIMIT 10)
      UNION ALL
      SELECT * FROM sensors.frame WHERE thing_id = sender.id AND at >= day.start AND at < day.finish
      UNION ALL
      (SELECT * FROM sensors.frame WHERE thing_id = sender.id AND at >= day.finish ORDER BY at, counter LIMIT 10)
    ), steps AS (
      SELECT at, counter, restarts,
             CASE WHEN modulus IS NULL THEN counter - lag(counter) OVER w
             ELSE (counter - lag(counter) OVER w + modulus + 10) % modulus - 10 END AS step
      FROM near WINDOW w AS (ORDER BY at, counter)
    ), begun AS (
      SELECT at, counter, step, restarts OR step IS NULL OR step < -10 OR step > 16384 AS anew FROM steps
    ), placed AS (
      SELECT at, sum(anew::int) OVER w AS run, sum(CASE WHEN anew THEN 0 ELSE step::int END) OVER w AS place
      FROM begun WINDOW w AS (ORDER BY at, counter)
    ), once AS (
      SELECT run, place, min(at) AS at FROM placed GROUP BY run, place
    ), neighbours AS (
      SELECT at, place - lag(place) OVER w - 1 AS missing, at - lag(at) OVER w AS pause
      FROM once WINDOW w AS (PARTITION BY run ORDER BY place)
    )
    SELECT count(*) AS received, COALESCE(sum(missing), 0) AS missing, count(*) FILTER (WHERE missing > 0) AS gaps,
           max(abs(extract(epoch FROM pause))) FILTER (WHERE missing > 0) AS longest
    FROM neighbours
    WHERE at >= day.start AND at < day.finish
  ) AS c
  WHERE c.received > 0
), answers AS MATERIALIZED (
  SELECT s.id AS datastream_id, c.*
  FROM streams s
  JOIN counted c ON c.id = CASE WHEN s.thing_id IN (SELECT id FROM counted) THEN s.thing_id ELSE s.node_id END
)
SELECT a.datastream_id, (a.received + a.missing)::bigint AS expected, a.received, a.gaps,
       a.longest::float8 AS longest_gap_seconds, x.conflicts
FROM day
CROSS JOIN answers a
CROSS JOIN LATERAL (
  SELECT count(*) AS conflicts
  FROM (
    SELECT FROM sensors.observation o
    WHERE o.datastream_id = a.datastream_id AND phenomenon_time >= day.start AND phenomenon_time < day.finish
    GROUP BY phenomenon_time HAVING count(*) > 1
  ) AS ambiguous
) AS x
