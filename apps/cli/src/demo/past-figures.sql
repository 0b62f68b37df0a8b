-- $1: the demo's present, as timestamptz. What the figures of fibre were, every 30 days for a year: a city that has used this for long has noted them.
WITH past AS (
  SELECT i.id, i.parameter, d.day
  FROM agenda.indicator i
  CROSS JOIN generate_series(1, 361, 30) AS days
  CROSS JOIN LATERAL (SELECT ($1::timestamptz AT TIME ZONE 'UTC')::date - days AS day) d
  WHERE i.function_on = 'fibre_connected_on'
), of_city AS (
  INSERT INTO agenda.snapshot (indicator_id, day, value, counted, total, known, sources_state, taken_at)
  SELECT past.id, past.day, f.value, f.counted, f.total, f.known, '', past.day + interval '12 hours'
  FROM past CROSS JOIN LATERAL agenda.fibre_connected_on(past.parameter, past.day) f WHERE f.total > 0
)
INSERT INTO agenda.district_snapshot (indicator_id, district_id, day, until, value, counted, total, known)
SELECT past.id, s.area_id, past.day, past.day, f.value, f.counted, f.total, f.known
FROM past JOIN coverage.statistic s
  ON s.area_kind = 'district' AND s.use = past.parameter AND s.technology = 'fibre' AND s.provider_id IS NULL
 AND s.valid_from <= past.day AND (s.valid_to IS NULL OR s.valid_to > past.day)
CROSS JOIN LATERAL agenda.share(s.connected::bigint, s.addresses::bigint, (s.addresses - s.unknown)::bigint) f
WHERE f.total > 0
