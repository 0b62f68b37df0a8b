-- A change that knows where it happened leaves the tiles elsewhere as they are: in the caches of browsers, of proxies and of every process.

ALTER TABLE datasets.state
  ADD COLUMN whole_version integer NOT NULL DEFAULT 1,
  ADD COLUMN whole_changed_at timestamptz NOT NULL DEFAULT now();
COMMENT ON COLUMN datasets.state.whole_version IS 'The last version that may have changed the dataset anywhere; what changed since is in datasets.change.';
UPDATE datasets.state SET whole_version = version, whole_changed_at = changed_at;

CREATE TABLE datasets.change (
  dataset text NOT NULL,
  version integer NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now(),
  west float8 NOT NULL,
  south float8 NOT NULL,
  east float8 NOT NULL,
  north float8 NOT NULL,
  PRIMARY KEY (dataset, version)
);
COMMENT ON TABLE datasets.change IS 'The newest changes of a part of a dataset, each with the box in metres of EPSG:3857 outside of which all is as before.';

DROP FUNCTION datasets.touch(text, bigint);
CREATE FUNCTION datasets.touch(changed text, by_run bigint DEFAULT NULL, area geometry DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  -- So many boxes are looked through for a tile.
  kept CONSTANT integer := 64;
  box geometry := ST_Transform(area, 3857);
BEGIN
  INSERT INTO datasets.state AS s (dataset, run_id) VALUES (changed, by_run)
  ON CONFLICT (dataset) DO UPDATE SET version = s.version + 1, changed_at = now(), run_id = COALESCE(by_run, s.run_id);
  IF box IS NULL OR ST_IsEmpty(box) THEN
    UPDATE datasets.state SET whole_version = version, whole_changed_at = changed_at WHERE dataset = changed;
    DELETE FROM datasets.change WHERE dataset = changed;
  ELSE
    INSERT INTO datasets.change (dataset, version, west, south, east, north)
    SELECT changed, version, ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box) FROM datasets.state WHERE dataset = changed;
    WITH old AS (
      DELETE FROM datasets.change c
      WHERE dataset = changed AND version <= (SELECT version FROM datasets.change WHERE dataset = changed ORDER BY version DESC OFFSET kept LIMIT 1)
      RETURNING version, changed_at
    )
    UPDATE datasets.state s SET whole_version = o.version, whole_changed_at = o.changed_at
    FROM (SELECT version, changed_at FROM old ORDER BY version DESC LIMIT 1) o WHERE s.dataset = changed;
  END IF;
  INSERT INTO datasets.source (dataset, run_id) SELECT changed, by_run WHERE by_run IS NOT NULL ON CONFLICT DO NOTHING;
  PERFORM pg_notify('dataset_changed', changed);
END $$;
COMMENT ON FUNCTION datasets.touch IS 'Called by every write path in its transaction: raises the dataset''s version and tells every process. area: what has changed lies in its box; null: it may lie anywhere.';
