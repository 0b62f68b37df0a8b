-- $1: the demo's present, as timestamptz. What the figures of fibre were, every 30 days for a year: a city that has used this for long has noted them.
INSERT INTO agenda.snapshot (indicator_id, day, value, counted, total, known, sources_state, taken_at)
SELECT i.id, day, f.value, f.counted, f.total, f.known, '', day + interval '12 hours'
FROM agenda.indicator i
CROSS JOIN generate_series(1, 361, 30) AS days
CROSS JOIN LATERAL (SELECT ($1::timestamptz AT TIME ZONE 'UTC')::date - days AS day) d
CROSS JOIN LATERAL agenda.fibre_connected_on(i.parameter, day) f
WHERE i.function_on = 'fibre_connected_on' AND f.total > 0
