-- As coverage-statistics.sql: the days up to $6 on which the figures changed, the newest first; $7: how many.
SELECT s.valid_from AS "validFrom", s.addresses, s.unknown, s.offered, s.speed_unknown AS "speedUnknown", s.level_unknown AS "levelUnknown",
       ARRAY[s.down_10, s.down_16, s.down_30, s.down_50, s.down_100, s.down_200, s.down_400, s.down_1000] AS speeds,
       ARRAY[s.passed, s.prepared, s.connected, s.activated] AS levels
FROM coverage.statistic s
WHERE s.area_kind = $1 AND s.area_id = $2 AND s.use = $3 AND s.technology = $4 AND s.provider_id IS NOT DISTINCT FROM $5
  AND s.valid_from > '-infinity' AND s.valid_from <= COALESCE($6::date, current_date)
ORDER BY s.valid_from DESC
LIMIT $7
