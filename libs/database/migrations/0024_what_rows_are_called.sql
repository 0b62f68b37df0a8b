-- A dry run names the rows that it would change. Ids of addresses mean nothing to a clerk.
ALTER TABLE imports.kept_table ADD COLUMN label text NOT NULL DEFAULT 'image.content->>''name''';
COMMENT ON COLUMN imports.kept_table.label IS 'SQL: what people call the row whose columns are image.content (jsonb); null where its key says it all';

UPDATE imports.kept_table
SET label = $$concat_ws(', ', concat(image.content->>'street', ' ', image.content->>'house_number', image.content->>'house_number_suffix'),
                         NULLIF(concat_ws(' ', image.content->>'postcode', image.content->>'place'), ''))$$
WHERE table_name = 'places.address';

UPDATE imports.kept_table
SET label = $$(SELECT a.label FROM places.address a WHERE a.id = image.content->>'address_id')$$
WHERE table_name IN ('coverage.address_status', 'rollout.phase_address');
