-- $1, $2: kind and id of the area; $3: use; $4: technology or group; $5: provider, or null for any; $6: the day, or null for today.
-- A provider or a technology that is not in the area has no rows of its own there: it is not on offer, and unknown stays what it is.
SELECT NULLIF(s.valid_from, '-infinity') AS "validFrom", b.addresses, b.unknown, COALESCE(s.offered, 0) AS offered,
       COALESCE(s.speed_unknown, 0) AS "speedUnknown", COALESCE(s.level_unknown, 0) AS "levelUnknown",
       CASE WHEN s.area_id IS NULL THEN '{0,0,0,0,0,0,0,0}'
            ELSE ARRAY[s.down_10, s.down_16, s.down_30, s.down_50, s.down_100, s.down_200, s.down_400, s.down_1000] END AS speeds,
       CASE WHEN s.area_id IS NULL THEN '{0,0,0,0}' ELSE ARRAY[s.passed, s.prepared, s.connected, s.activated] END AS levels
FROM coverage.statistic b
CROSS JOIN (SELECT COALESCE($6::date, current_date) AS asked) day
LEFT JOIN coverage.statistic s
  ON (s.area_kind, s.area_id, s.use) = (b.area_kind, b.area_id, b.use) AND s.technology = $4 AND s.provider_id IS NOT DISTINCT FROM $5
  AND s.valid_from <= day.asked AND (s.valid_to IS NULL OR s.valid_to > day.asked)
WHERE b.area_kind = $1 AND b.area_id = $2 AND b.use = $3 AND b.technology = 'any' AND b.provider_id IS NULL
  AND b.valid_from <= day.asked AND (b.valid_to IS NULL OR b.valid_to > day.asked)
