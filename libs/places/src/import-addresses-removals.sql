-- Of the addresses that files have brought for the municipalities of this one: how many it lacks, and how many of those go.
WITH municipality AS MATERIALIZED (
  SELECT DISTINCT substr(street_key, 1, 5) || substr(street_key, 10, 3) AS key FROM :staging
), stored AS MATERIALIZED (
  SELECT a.id, a.label FROM places.address a JOIN imports.run r ON r.id = a.run_id AND r.origin = 'file'
  WHERE substr(a.street_key, 1, 5) || substr(a.street_key, 10, 3) IN (SELECT key FROM municipality)
), missing AS MATERIALIZED (
  SELECT id, label FROM stored WHERE NOT EXISTS (SELECT FROM :staging s WHERE s.id = stored.id)
), removed AS (
  SELECT * FROM missing
  WHERE id NOT IN (SELECT u.address_id FROM places.referenced_addresses((SELECT array_agg(id) FROM missing)) u)
)
SELECT (SELECT count(*)::integer FROM stored) AS stored, (SELECT count(*)::integer FROM missing) AS missing,
       count(*)::integer AS removed, min(label) AS example
FROM removed
