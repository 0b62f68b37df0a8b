-- What an indicator with districts, $3, was in each: on day $1, as it was noted up to it; where $2 says that this is today, as it is now.
SELECT i.field_id AS "fieldId", i.id AS indicator, jsonb_build_object('de', i.title_de, 'en', i.title_en) AS title, i.unit,
  jsonb_agg(jsonb_build_object('district', d.id, 'name', d.name, 'day', f.day, 'value', f.value, 'counted', f.counted, 'total', f.total, 'known', f.known)
            ORDER BY d.name, d.id) AS figures
FROM agenda.indicator i
CROSS JOIN LATERAL (
  SELECT now.district_id, $1::date AS day, now.value, now.counted, now.total, now.known FROM agenda.district_figures(i.id) now WHERE $2::boolean
  UNION ALL
  SELECT * FROM (
    SELECT DISTINCT ON (s.district_id) s.district_id, LEAST(s.until, $1::date), s.value, s.counted, s.total, s.known
    FROM agenda.district_snapshot s WHERE NOT $2::boolean AND s.indicator_id = i.id AND s.day <= $1 ORDER BY s.district_id, s.day DESC
  ) noted
) f
JOIN places.district d ON d.id = f.district_id
WHERE i.id = $3
GROUP BY i.id
