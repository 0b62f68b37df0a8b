SELECT c.relname AS view, json_object_agg(a.attname, t.typname) AS columns
FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid
WHERE c.relnamespace = 'open'::regnamespace
GROUP BY c.relname
UNION ALL
-- What gives the rows of another day or of a filter: functions with a name like a view's and brackets.
SELECT f.proname || '()', json_object_agg(c.name, t.typname)
FROM pg_proc f
CROSS JOIN LATERAL unnest(f.proargnames, f.proallargtypes, f.proargmodes) c (name, type, mode)
JOIN pg_type t ON t.oid = c.type
WHERE f.pronamespace = 'open'::regnamespace AND c.mode = 't'
GROUP BY f.oid, f.proname
