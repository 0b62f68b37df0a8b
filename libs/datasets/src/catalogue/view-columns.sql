SELECT c.relname AS view, json_object_agg(a.attname, t.typname) AS columns
FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid
WHERE c.relnamespace = 'open'::regnamespace
GROUP BY c.relname
