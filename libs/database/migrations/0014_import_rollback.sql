-- What an import overwrites or deletes is kept for a while, so that the import can be taken back. Rows that it adds are known by
-- their run_id, so an import that only adds costs nothing more.

ALTER TABLE imports.run
  DROP CONSTRAINT run_state_check,
  ADD CONSTRAINT run_state_check CHECK (state IN ('running', 'imported', 'checked', 'refused', 'failed', 'rolled_back')),
  ADD COLUMN reversible_until timestamptz,
  ADD COLUMN rolled_back_at timestamptz,
  ADD COLUMN rolled_back_by text,
  ADD CHECK ((state = 'rolled_back') = (rolled_back_at IS NOT NULL));
COMMENT ON COLUMN imports.run.state IS 'imported: stored; checked: a dry run without errors; refused: the file has errors and changed nothing; failed: the import broke off and changed nothing; rolled_back: it was stored, and taken back later';
COMMENT ON COLUMN imports.run.reversible_until IS 'So long the import can be taken back; null: it never could, as what it changed was not kept';
COMMENT ON COLUMN imports.run.rolled_back_by IS 'Personal data, as started_by: never published';

CREATE TABLE imports.before_image (
  run_id bigint NOT NULL REFERENCES imports.run ON DELETE CASCADE,
  table_name text NOT NULL,
  key text NOT NULL,
  content jsonb NOT NULL,
  PRIMARY KEY (run_id, table_name, key)
);
COMMENT ON TABLE imports.before_image IS 'Rows as they were before a run changed or deleted them: one per row and run';
COMMENT ON COLUMN imports.before_image.key IS 'The values of the table''s key columns as a JSON array';
COMMENT ON COLUMN imports.before_image.content IS 'All columns but the generated ones; geometry as EWKB in hexadecimal, so that none of its digits is lost';

CREATE TABLE imports.kept_table (
  place integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  table_name text NOT NULL UNIQUE,
  title text NOT NULL,
  added text,
  datasets text[] NOT NULL DEFAULT '{}',
  refresh text,
  CHECK (table_name ~ '^[a-z_0-9]+\.[a-z_0-9]+$')
);
COMMENT ON TABLE imports.kept_table IS 'Tables of which before-images are kept; tables come after those that they refer to';
COMMENT ON COLUMN imports.kept_table.title IS 'What an operator calls its rows';
COMMENT ON COLUMN imports.kept_table.added IS 'A condition on a row o that holds where the run $1 wrote it; null for tables that are computed: these are only compared in dry runs';
COMMENT ON COLUMN imports.kept_table.datasets IS 'Datasets that show its rows';
COMMENT ON COLUMN imports.kept_table.refresh IS 'A statement that computes what is derived from it';

-- The columns of a table as keys and values for jsonb_build_object, read from the row o.
CREATE FUNCTION imports.image_columns(of_table regclass) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT string_agg(format(CASE WHEN t.typname IN ('geometry', 'geography') THEN '%L, o.%I::text' ELSE '%L, o.%I' END, a.attname, a.attname), ', ' ORDER BY a.attnum)
  FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
  WHERE a.attrelid = of_table AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
$$;

-- The primary key, or where there is none another unique index over whole columns of all rows.
CREATE FUNCTION imports.key_columns(of_table regclass) RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT (SELECT array_agg(a.attname::text ORDER BY k.place)
          FROM unnest(i.indkey) WITH ORDINALITY AS k (attnum, place)
          JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
          WHERE k.place <= i.indnkeyatts)
  FROM pg_index i
  WHERE i.indrelid = of_table AND i.indisunique AND i.indpred IS NULL AND i.indexprs IS NULL
  ORDER BY i.indisprimary DESC, i.indexrelid LIMIT 1
$$;

-- The key of a row o, as before_image.key has it.
CREATE FUNCTION imports.image_key(of_table regclass) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT 'jsonb_build_array(' || (SELECT string_agg(format('o.%I', name), ', ' ORDER BY place)
    FROM unnest(imports.key_columns(of_table)) WITH ORDINALITY AS k (name, place)) || ')::text'
$$;

-- Rows that the run itself wrote have no state before it. Of several changes to a row the first counts.
CREATE FUNCTION imports.keep_before_images() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format(
    'INSERT INTO imports.before_image (run_id, table_name, key, content) SELECT $1, $2, %s, jsonb_build_object(%s) FROM old_rows o %s ON CONFLICT DO NOTHING',
    imports.image_key(TG_RELID), imports.image_columns(TG_RELID),
    CASE WHEN EXISTS (SELECT FROM pg_attribute WHERE attrelid = TG_RELID AND attname = 'run_id' AND NOT attisdropped)
      THEN 'WHERE o.run_id IS DISTINCT FROM $1' END)
  USING current_setting('stadtlage.run')::bigint, format('%s.%s', TG_TABLE_SCHEMA, TG_TABLE_NAME);
  RETURN NULL;
END $$;

CREATE FUNCTION imports.keep(kept text, title text, added text, datasets text[] DEFAULT '{}', refresh text DEFAULT NULL)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  -- Computed tables are written as a whole again and again: what they were is only of interest in a dry run.
  condition text := CASE WHEN added IS NULL THEN $c$COALESCE(current_setting('stadtlage.dry_run', true), '') = 'on' AND $c$ ELSE '' END
    || $c$COALESCE(current_setting('stadtlage.run', true), '') <> ''$c$;
BEGIN
  INSERT INTO imports.kept_table (table_name, title, added, datasets, refresh) VALUES (kept, title, added, datasets, refresh);
  EXECUTE format('CREATE TRIGGER keep_updated AFTER UPDATE ON %s REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT WHEN (%s) EXECUTE FUNCTION imports.keep_before_images()', kept, condition);
  EXECUTE format('CREATE TRIGGER keep_deleted AFTER DELETE ON %s REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT WHEN (%s) EXECUTE FUNCTION imports.keep_before_images()', kept, condition);
END $$;
COMMENT ON FUNCTION imports.keep IS 'Keeps what imports change in this table: call it in the migration that creates a table with a key which imports update or delete from. A table without a run_id of its own must be written by delete and insert.';

SELECT imports.keep('places.district', 'districts', 'o.run_id = $1', '{districts,district-statistics}', 'SELECT coverage.refresh()');
SELECT imports.keep('places.street', 'streets', 'o.run_id = $1', '{streets,address-coverage}');
SELECT imports.keep('places.address', 'addresses', 'o.run_id = $1',
  '{addresses,facilities,fixed-availability,address-coverage,district-statistics}', 'SELECT coverage.refresh()');
SELECT imports.keep('places.facility', 'facilities', 'o.run_id = $1', '{facilities}');
SELECT imports.keep('places.base_feature', 'base map', 'o.run_id = $1', '{base-map}');
SELECT imports.keep('coverage.availability_share', 'availability shares', 'o.run_id = $1', '{availability-shares}');
SELECT imports.keep('rollout.' || part, title, 'o.run_id = $1', datasets::text[], 'SELECT coverage.refresh()')
FROM (VALUES
  ('project', 'rollout projects', '{rollout-projects}'),
  ('project_phase', 'phases', '{rollout-phases}'),
  ('phase_address', 'addresses of phases', '{rollout-phases}'),
  ('project_status', 'statuses and promises', '{rollout-projects,rollout-phases,rollout-history,rollout-promises}'),
  ('demand_aggregation', 'demand aggregations', '{demand-aggregations}'),
  ('demand_sign_ups', 'sign-ups', '{demand-aggregations}'),
  ('funding_track', 'funding', '{rollout-funding}')) AS rollout (part, title, datasets);
SELECT imports.keep('rollout.network', 'fibre networks', 'o.run_id = $1', '{fibre-nodes,fibre-spans}');
SELECT imports.keep('rollout.' || part, 'fibre networks: ' || part || 's',
  'o.network_id IN (SELECT n.id FROM rollout.network n WHERE n.run_id = $1)', '{fibre-nodes,fibre-spans}')
FROM unnest(ARRAY['organisation', 'phase', 'contract', 'node', 'span']) AS part;
SELECT imports.keep('coverage.address_status', 'status of addresses', NULL);
