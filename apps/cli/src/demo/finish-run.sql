WITH finished AS (
  UPDATE imports.run SET state = 'imported', finished_at = clock_timestamp(), rows_read = $2::bigint, rows_added = $2::bigint
  WHERE id = $1::bigint
  RETURNING id
)
SELECT datasets.touch(changed, finished.id) FROM finished, unnest($3::text[]) AS changed
