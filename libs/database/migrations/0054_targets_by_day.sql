-- A goal may have several targets for one indicator: each has an id of its own.
CREATE OR REPLACE VIEW open.agenda_targets AS
SELECT concat_ws('/', r.id, t.target ->> 'indicator', t.target ->> 'date') AS id,
       r.id AS goal_id,
       t.target ->> 'indicator' AS indicator_id,
       (t.target #>> '{baseline,value}')::numeric AS baseline_value,
       (t.target #>> '{baseline,date}')::date AS baseline_date,
       (t.target ->> 'value')::numeric AS target_value,
       (t.target ->> 'date')::date AS target_date,
       t.target ->> 'source' AS source
FROM agenda.records_at('infinity') r
CROSS JOIN LATERAL jsonb_array_elements(r.content -> 'targets') t (target)
WHERE r.kind = 'goal';
