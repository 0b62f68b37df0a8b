-- Of the streets that files have brought: how many this one lacks, and how many of those go.
SELECT count(*)::integer AS stored, count(*) FILTER (WHERE is_missing)::integer AS missing,
       count(*) FILTER (WHERE is_missing AND is_free)::integer AS removed, min(name) FILTER (WHERE is_missing AND is_free) AS example
FROM (
  SELECT t.name, NOT EXISTS (SELECT FROM :staging s WHERE s.key = t.key) AS is_missing,
         t.geom IS NULL AND NOT EXISTS (SELECT FROM places.address a WHERE a.street_key = t.key) AS is_free
  FROM places.street t JOIN imports.run r ON r.id = t.run_id AND r.origin = 'file'
) street
