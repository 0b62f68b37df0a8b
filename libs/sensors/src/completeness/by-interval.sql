-- Datastreams that are to report at an interval. $1: the day, in Europe/Berlin; $2: now, as the day may not be over.
-- A pause is from one reading to the next, or to now. If it lasts more than 1.5 intervals, it lacks readings: it is a gap on
-- the days on which these should have come.
WITH day AS (
  SELECT $1::date::timestamp AT TIME ZONE 'Europe/Berlin' AS start,
         least(($1::date + 1)::timestamp AT TIME ZONE 'Europe/Berlin', $2::timestamptz) AS finish
), streams AS (
  SELECT id, extract(epoch FROM expected_interval)::float8 AS seconds, 1.5 * expected_interval AS tolerance
  FROM sensors.datastream WHERE expected_interval IS NOT NULL
)
SELECT s.id AS datastream_id, n.expected::bigint AS expected,
       greatest(0, least(p.readings, n.expected - p.missing))::bigint AS received,
       p.gaps, p.longest AS longest_gap_seconds, p.conflicts
FROM day
CROSS JOIN streams s
LEFT JOIN LATERAL (
  SELECT max(phenomenon_time) AS at FROM sensors.observation WHERE datastream_id = s.id AND phenomenon_time < day.start
) AS before ON true
LEFT JOIN LATERAL (
  SELECT min(phenomenon_time) AS at FROM sensors.observation WHERE datastream_id = s.id AND phenomenon_time >= day.finish
) AS after ON true
CROSS JOIN LATERAL (
  WITH times AS (
    SELECT before.at WHERE before.at IS NOT NULL
    UNION ALL
    SELECT phenomenon_time FROM sensors.observation
    WHERE datastream_id = s.id AND phenomenon_time >= day.start AND phenomenon_time < day.finish
  ), neighbours AS (
    SELECT at, lag(at) OVER w AS previous, lead(at, 1, COALESCE(after.at, $2)) OVER w AS next FROM times WINDOW w AS (ORDER BY at)
  ), gaps AS (
    SELECT extract(epoch FROM least(next, day.finish) - at)::float8 AS length,
           least(ceil(extract(epoch FROM next - at) / s.seconds - 0.5), ceil(extract(epoch FROM day.finish - at) / s.seconds))
             - greatest(1, ceil(extract(epoch FROM day.start - at) / s.seconds)) AS missing
    FROM neighbours
    WHERE next - at > s.tolerance
  )
  SELECT min(at) AS first,
         count(*) FILTER (WHERE at >= day.start AND at IS DISTINCT FROM previous) AS readings,
         count(*) FILTER (WHERE at = next AND at IS DISTINCT FROM previous) AS conflicts,
         (SELECT count(*) FROM gaps WHERE missing > 0) AS gaps,
         (SELECT COALESCE(sum(missing), 0) FROM gaps WHERE missing > 0) AS missing,
         (SELECT max(length) FROM gaps WHERE missing > 0) AS longest
  FROM neighbours
) AS p
CROSS JOIN LATERAL (
  SELECT greatest(
    CASE WHEN before.at IS NULL THEN ceil(extract(epoch FROM day.finish - p.first) / s.seconds)
    ELSE floor(extract(epoch FROM day.finish - day.start) / s.seconds) END,
    p.missing + least(p.readings, 1)) AS expected
) AS n
-- A datastream counts from its first reading on.
WHERE p.first IS NOT NULL
