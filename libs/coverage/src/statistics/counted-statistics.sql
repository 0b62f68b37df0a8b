-- $1, $2: kind and id of the area, or polygon and its GeoJSON; $3: use; $4: technology or group; $5: provider, or null for any; $6: the
-- day, or null for today; $7: the moment whose knowledge is used, or null for now. Counts as coverage.refresh_statistic() does.
WITH best AS (
  SELECT b.* FROM coverage.addresses_in($1, $2, $3) i
  CROSS JOIN LATERAL (
    SELECT count(*) AS statements, count(*) FILTER (WHERE asked) AS offers,
           max(coverage.speed_step(f.max_down_mbit)) FILTER (WHERE asked) AS speed,
           COALESCE(max(array_position(ARRAY['passed', 'prepared', 'connected', 'activated'], f.connection_level)) FILTER (WHERE asked), 0) AS level
    FROM coverage.counted_as_of(COALESCE($6::date, current_date), COALESCE($7::timestamptz, 'infinity')) f
    CROSS JOIN LATERAL (
      SELECT ($4::text IN ('any', f.technology) OR coverage.technology_group(f.technology) = $4)
             AND ($5::text IS NULL OR f.provider_id = $5) AS asked
    ) a
    WHERE f.address_id = i.id AND CASE $3 WHEN 'residential' THEN f.for_residential WHEN 'commercial' THEN f.for_commercial ELSE true END
  ) b
)
SELECT NULL AS "validFrom", count(*) AS addresses, count(*) FILTER (WHERE statements = 0) AS unknown,
       count(*) FILTER (WHERE offers > 0) AS offered,
       count(*) FILTER (WHERE offers > 0 AND speed IS NULL) AS "speedUnknown",
       count(*) FILTER (WHERE offers > 0 AND level = 0) AS "levelUnknown",
       (SELECT array_agg((SELECT count(*)::integer FROM best WHERE speed >= step) ORDER BY step) FROM generate_series(1, 8) step) AS speeds,
       (SELECT array_agg((SELECT count(*)::integer FROM best WHERE offers > 0 AND level >= step) ORDER BY step) FROM generate_series(1, 4) step) AS levels
FROM best
