-- Reads the temporary tables of import-streets.sql. Addresses show the names of their streets, so they change with them.
SELECT 'streets' AS dataset, 'added' AS kind, i.key || ' ' || i.name AS what, NULL AS field, NULL AS old, NULL AS new
FROM incoming i WHERE i.is_new
UNION ALL
SELECT 'streets', 'changed', i.key || ' ' || i.old_name, f.field, f.old, f.new
FROM incoming i
CROSS JOIN LATERAL (VALUES
  ('name', i.old_name, i.name, i.old_name <> i.name),
  ('position', ST_AsText(i.old_location, 8), ST_AsText(i.location, 8), i.old_location IS DISTINCT FROM i.location),
  ('line', ST_AsText(i.old_geom, 8), ST_AsText(i.geom, 8), i.old_geom IS DISTINCT FROM i.geom)) AS f (field, old, new, differs)
WHERE NOT i.is_new AND f.differs
UNION ALL
SELECT 'streets', 'gone', (b.content->>'key') || ' ' || (b.content->>'name'), NULL, NULL, NULL
FROM imports.before_image b
WHERE b.run_id = :run AND b.table_name = 'places.street'
  AND NOT EXISTS (SELECT FROM places.street t WHERE t.key = (b.content->>'key')::char(17))
UNION ALL
SELECT 'addresses', 'changed', a.label, 'street', b.content->>'street', a.street
FROM renamed_address r
JOIN places.address a ON a.id = r.id
JOIN imports.before_image b ON b.run_id = :run AND b.table_name = 'places.address' AND b.key = jsonb_build_array(a.id)::text
