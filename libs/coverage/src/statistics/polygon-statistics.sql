-- $1: the polygon as GeoJSON; $2: use; $3: technology group; $4: provider, or null for any; $5: the day, or null for today.
-- Counts as coverage.refresh_statistic() does.
WITH inside AS (
  SELECT a.id FROM places.address a
  WHERE ST_Intersects(a.geom, ST_SetSRID(ST_GeomFromGeoJSON($1), 4326))
    AND ($2::text = 'all' OR a.use = $2 OR (a.use = 'mixed' AND $2 IN ('residential', 'commercial')))
), best AS (
  SELECT b.* FROM inside i
  CROSS JOIN LATERAL (
    SELECT count(*) AS statements, count(*) FILTER (WHERE asked) AS offers,
           max(coverage.speed_step(f.max_down_mbit)) FILTER (WHERE asked) AS speed,
           COALESCE(max(array_position(ARRAY['passed', 'prepared', 'connected', 'activated'], f.connection_level)) FILTER (WHERE asked), 0) AS level
    FROM coverage.counted_as_of(COALESCE($5::date, current_date)) f
    CROSS JOIN LATERAL (
      SELECT ($3::text = 'any' OR coverage.technology_group(f.technology) = $3) AND ($4::text IS NULL OR f.provider_id = $4) AS asked
    ) a
    WHERE f.address_id = i.id AND CASE $2 WHEN 'residential' THEN f.for_residential WHEN 'commercial' THEN f.for_commercial ELSE true END
  ) b
)
SELECT NULL AS "validFrom", count(*) AS addresses, count(*) FILTER (WHERE statements = 0) AS unknown,
       count(*) FILTER (WHERE offers > 0) AS offered,
       count(*) FILTER (WHERE offers > 0 AND speed IS NULL) AS "speedUnknown",
       count(*) FILTER (WHERE offers > 0 AND level = 0) AS "levelUnknown",
       (SELECT array_agg((SELECT count(*)::integer FROM best WHERE speed >= step) ORDER BY step) FROM generate_series(1, 8) step) AS speeds,
       (SELECT array_agg((SELECT count(*)::integer FROM best WHERE offers > 0 AND level >= step) ORDER BY step) FROM generate_series(1, 4) step) AS levels
FROM best
