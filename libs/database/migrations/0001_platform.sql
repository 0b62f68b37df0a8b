-- What every domain stands on: the public schema, the record of imports, the versions of the datasets.

CREATE EXTENSION IF NOT EXISTS postgis;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE SCHEMA open;
COMMENT ON SCHEMA open IS 'The public contract: documented views, one or more per open dataset. Everything else may change.';
CREATE SCHEMA imports;
CREATE SCHEMA datasets;

CREATE TABLE imports.run (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  dataset text NOT NULL,
  origin text NOT NULL CHECK (origin IN ('demo', 'file')),
  file_name text,
  file_sha256 text,
  file_bytes bigint,
  source text,
  data_date date,
  dry_run boolean NOT NULL DEFAULT false,
  started_by text NOT NULL,
  started_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'imported', 'checked', 'refused', 'failed')),
  rows_read bigint NOT NULL DEFAULT 0,
  rows_added bigint NOT NULL DEFAULT 0,
  rows_changed bigint NOT NULL DEFAULT 0,
  rows_removed bigint NOT NULL DEFAULT 0,
  rows_rejected bigint NOT NULL DEFAULT 0,
  report jsonb NOT NULL DEFAULT '{}'
);
COMMENT ON TABLE imports.run IS 'Every import that was tried: which file, by whom, what came of it. Rows of the domains point here for their source and date.';
COMMENT ON COLUMN imports.run.state IS 'imported: stored; checked: a dry run without errors; refused: the file has errors and changed nothing; failed: the import broke off and changed nothing';
COMMENT ON COLUMN imports.run.data_date IS 'The day the data describes, as the publisher states it';

CREATE TABLE datasets.state (
  dataset text PRIMARY KEY,
  version bigint NOT NULL DEFAULT 1,
  changed_at timestamptz NOT NULL DEFAULT now(),
  run_id bigint REFERENCES imports.run
);
COMMENT ON TABLE datasets.state IS 'One row per dataset that holds data; the version rises with every change and is part of each tile''s URL.';

CREATE FUNCTION datasets.touch(changed text, by_run bigint DEFAULT NULL) RETURNS void LANGUAGE sql AS $$
  INSERT INTO datasets.state AS s (dataset, run_id) VALUES (changed, by_run)
  ON CONFLICT (dataset) DO UPDATE SET version = s.version + 1, changed_at = now(), run_id = COALESCE(by_run, s.run_id);
  SELECT pg_notify('dataset_changed', changed);
$$;
COMMENT ON FUNCTION datasets.touch IS 'Called by every write path in its transaction: raises the dataset''s version and tells every process.';
