-- As counted-statistics.sql: the days up to $6 on which the figures changed, the newest first; $8: how many. One sweep over time, as in
-- coverage.refresh_statistic_change(): each address counts from one of its own days to the next.
WITH inside AS MATERIALIZED (
  SELECT id FROM coverage.addresses_in($1, $2, $3)
), statement AS MATERIALIZED (
  SELECT f.id, f.address_id, f.provider_id, f.technology, f.use, coverage.evidence_rank(f.evidence) AS rank, f.valid_from, f.valid_to,
         coverage.speed_step(f.max_down_mbit) AS speed,
         COALESCE(array_position(ARRAY['passed', 'prepared', 'connected', 'activated'], f.connection_level), 0) AS level
  FROM inside i JOIN coverage.fixed_availability f ON f.address_id = i.id
  WHERE f.evidence <> 'resident_report' AND f.recorded_at <= COALESCE($7::timestamptz, 'infinity')
    AND (f.superseded_at IS NULL OR f.superseded_at > COALESCE($7::timestamptz, 'infinity'))
), period AS (
  SELECT address_id, day, lead(day) OVER (PARTITION BY address_id ORDER BY day) AS until
  FROM (SELECT address_id, valid_from AS day FROM statement
        UNION SELECT address_id, valid_to FROM statement WHERE valid_to IS NOT NULL) days
), held AS (
  SELECT s.address_id, p.day, p.until, s.speed, s.level,
         ($4::text IN ('any', s.technology) OR coverage.technology_group(s.technology) = $4) AND ($5::text IS NULL OR s.provider_id = $5) AS asked,
         -- As in coverage.counted_as_of().
         s.use <> 'commercial' AND 1 = row_number() OVER (PARTITION BY s.address_id, p.day, s.provider_id, s.technology, s.use <> 'commercial'
           ORDER BY s.rank, s.use = 'any', s.valid_from DESC, s.id DESC) AS home,
         s.use <> 'residential' AND 1 = row_number() OVER (PARTITION BY s.address_id, p.day, s.provider_id, s.technology, s.use <> 'residential'
           ORDER BY s.rank, s.use = 'any', s.valid_from DESC, s.id DESC) AS firm
  FROM period p JOIN statement s ON s.address_id = p.address_id AND s.valid_from <= p.day AND (s.valid_to IS NULL OR s.valid_to > p.day)
), best AS (
  SELECT day, until, count(*) FILTER (WHERE asked) > 0 AS offered, max(speed) FILTER (WHERE asked) AS speed,
         COALESCE(max(level) FILTER (WHERE asked), 0) AS level
  FROM held WHERE CASE $3 WHEN 'residential' THEN home WHEN 'commercial' THEN firm ELSE home OR firm END
  GROUP BY address_id, day, until
), change AS (
  SELECT e.day, sum(e.n) AS known, COALESCE(sum(e.n) FILTER (WHERE offered), 0) AS offered,
         COALESCE(sum(e.n) FILTER (WHERE offered AND speed IS NULL), 0) AS speed_unknown,
         COALESCE(sum(e.n) FILTER (WHERE speed >= 1), 0) AS s1, COALESCE(sum(e.n) FILTER (WHERE speed >= 2), 0) AS s2,
         COALESCE(sum(e.n) FILTER (WHERE speed >= 3), 0) AS s3, COALESCE(sum(e.n) FILTER (WHERE speed >= 4), 0) AS s4,
         COALESCE(sum(e.n) FILTER (WHERE speed >= 5), 0) AS s5, COALESCE(sum(e.n) FILTER (WHERE speed >= 6), 0) AS s6,
         COALESCE(sum(e.n) FILTER (WHERE speed >= 7), 0) AS s7, COALESCE(sum(e.n) FILTER (WHERE speed >= 8), 0) AS s8,
         COALESCE(sum(e.n) FILTER (WHERE offered AND level = 0), 0) AS level_unknown,
         COALESCE(sum(e.n) FILTER (WHERE level >= 1), 0) AS l1, COALESCE(sum(e.n) FILTER (WHERE level >= 2), 0) AS l2,
         COALESCE(sum(e.n) FILTER (WHERE level >= 3), 0) AS l3, COALESCE(sum(e.n) FILTER (WHERE level >= 4), 0) AS l4
  FROM best CROSS JOIN LATERAL (VALUES (day, 1), (until, -1)) e (day, n)
  WHERE e.day IS NOT NULL
  GROUP BY e.day
)
SELECT day AS "validFrom", stock.addresses, (stock.addresses - sum(known) OVER w)::integer AS unknown, (sum(offered) OVER w)::integer AS offered,
       (sum(speed_unknown) OVER w)::integer AS "speedUnknown", (sum(level_unknown) OVER w)::integer AS "levelUnknown",
       ARRAY[sum(s1) OVER w, sum(s2) OVER w, sum(s3) OVER w, sum(s4) OVER w, sum(s5) OVER w, sum(s6) OVER w, sum(s7) OVER w, sum(s8) OVER w]::integer[] AS speeds,
       ARRAY[sum(l1) OVER w, sum(l2) OVER w, sum(l3) OVER w, sum(l4) OVER w]::integer[] AS levels
FROM change CROSS JOIN (SELECT count(*)::integer AS addresses FROM inside) stock
WHERE day <= COALESCE($6::date, current_date)
  AND (known, offered, speed_unknown, s1, s2, s3, s4, s5, s6, s7, s8, level_unknown, l1, l2, l3, l4) <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
  -- As in the tables, which have no rows of a provider or of a single technology that was never on offer in an area, nor of a group in a street.
  AND ($5 IS NULL AND ($4 = 'any' OR $1 <> 'street' AND $4 IN ('fibre', 'hfc', 'dsl_fttc', 'wireless')) OR EXISTS (SELECT FROM change WHERE offered <> 0))
WINDOW w AS (ORDER BY day)
ORDER BY day DESC
LIMIT $8
