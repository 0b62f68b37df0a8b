-- Where each project stands follows from everything ever said of it and its phases. Each tile with projects asked for that anew, a
-- fifth of the time to make it; it changes only when something is said, or when a day begins.

CREATE TABLE rollout.status_today (
  project_id text PRIMARY KEY,
  valid_from date NOT NULL,
  recorded_at timestamptz NOT NULL,
  status text NOT NULL,
  promised_from date,
  promised_to date,
  note text,
  date_moves bigint NOT NULL
);
COMMENT ON TABLE rollout.status_today IS 'What rollout.project_status_as_of() answers, kept by triggers of what it reads and by coverage.refresh_today()';

CREATE FUNCTION rollout.keep_status_today() RETURNS void LANGUAGE sql AS $$
  -- Two who write at once would each miss what the other said. The lock is the one of coverage.refresh(), which mostly follows: with a
  -- second one, an import and the refresh of a new day could wait for each other in a circle.
  SELECT pg_advisory_xact_lock(hashtext('coverage.refresh'));
  DELETE FROM rollout.status_today;
  INSERT INTO rollout.status_today SELECT * FROM rollout.project_status_as_of();
$$;
CREATE FUNCTION rollout.project_was_spoken_of() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  PERFORM rollout.keep_status_today();
  RETURN NULL;
END $$;
CREATE TRIGGER kept_today AFTER INSERT OR UPDATE OR DELETE ON rollout.project_status
  FOR EACH STATEMENT EXECUTE FUNCTION rollout.project_was_spoken_of();
CREATE TRIGGER kept_today AFTER INSERT OR UPDATE OR DELETE ON rollout.project_phase
  FOR EACH STATEMENT EXECUTE FUNCTION rollout.project_was_spoken_of();
-- Where all is taken away at once, nothing is left to say either.
CREATE TRIGGER emptied AFTER TRUNCATE ON rollout.project_status FOR EACH STATEMENT EXECUTE FUNCTION rollout.project_was_spoken_of();
SELECT rollout.keep_status_today();

CREATE OR REPLACE VIEW rollout.current_status AS
SELECT project_id, valid_from, recorded_at, status, promised_from, promised_to, note, date_moves FROM rollout.status_today;
COMMENT ON VIEW rollout.current_status IS 'rollout.project_status_as_of() of today, as we know it now (rollout.status_today)';

CREATE OR REPLACE FUNCTION coverage.refresh_today() RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  last date := (SELECT day FROM coverage.refreshed);
  streets text[];
BEGIN
  IF last >= current_date THEN RETURN false; END IF;
  -- First what coverage.refresh() takes first: of an import and this, neither may wait for the other in a circle.
  PERFORM pg_advisory_xact_lock(hashtext('coverage.refresh'));
  last := (SELECT day FROM coverage.refreshed FOR UPDATE);
  IF last >= current_date THEN RETURN false; END IF;
  -- A project speaks for all addresses in its area.
  IF last IS NOT NULL AND NOT EXISTS (SELECT FROM rollout.project_status WHERE valid_from > last AND valid_from <= current_date) THEN
    SELECT COALESCE(array_agg(DISTINCT a.street_key::text), '{}') INTO streets
    FROM coverage.fixed_availability f JOIN places.address a ON a.id = f.address_id
    WHERE f.superseded_at IS NULL
      AND (f.valid_from > last AND f.valid_from <= current_date OR f.valid_to > last AND f.valid_to <= current_date);
  END IF;
  PERFORM rollout.keep_status_today();
  PERFORM coverage.refresh(streets);
  -- What holds today is shown without any figure in between.
  PERFORM datasets.touch(s.dataset)
  FROM datasets.state s JOIN (
    SELECT 'fixed-availability' AS dataset, valid_from, valid_to FROM coverage.fixed_availability WHERE superseded_at IS NULL
    UNION ALL SELECT 'grid-availability', valid_from, valid_to FROM coverage.grid_availability WHERE superseded_at IS NULL
    UNION ALL SELECT 'mobile-availability', valid_from, valid_to FROM coverage.mobile_availability WHERE superseded_at IS NULL
    UNION ALL SELECT 'mobile-sites', valid_from, valid_to FROM coverage.mobile_site WHERE superseded_at IS NULL
    UNION ALL SELECT d, valid_from, NULL FROM rollout.project_status, unnest(ARRAY['rollout-projects', 'rollout-phases', 'rollout-promises']) d
    -- The clock of an open report goes on each day.
    UNION ALL SELECT 'coverage-reports', current_date, NULL FROM coverage.report WHERE closed_at IS NULL
  ) h ON h.dataset = s.dataset
  WHERE h.valid_from > last AND h.valid_from <= current_date OR h.valid_to > last AND h.valid_to <= current_date
  GROUP BY s.dataset;
  UPDATE coverage.refreshed SET day = current_date;
  RETURN true;
END $$;
