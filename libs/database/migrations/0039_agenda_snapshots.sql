-- What each indicator was, day by day: taken after every change of what it is computed from, and once a day. Past days stay as they were.
ALTER TABLE agenda.indicator
  ADD sources text[] NOT NULL DEFAULT '{}',
  ADD lasts interval;
COMMENT ON COLUMN agenda.indicator.sources IS 'The datasets it is computed from: while none of them changes, it is the same';
COMMENT ON COLUMN agenda.indicator.lasts IS 'How long it holds without such a change, where time alone makes it another';

UPDATE agenda.indicator SET sources = CASE function
  WHEN 'fibre_connected' THEN '{district-statistics}'::text[]
  WHEN 'fibre_at_facilities' THEN '{facilities,address-coverage}'
  WHEN 'mobile_covered' THEN '{mobile-availability,addresses}'
  WHEN 'sensors_reporting' THEN '{sensors}' END;
UPDATE agenda.indicator SET lasts = '10 minutes' WHERE function = 'sensors_reporting';

CREATE TABLE agenda.snapshot (
  indicator_id text NOT NULL REFERENCES agenda.indicator,
  day date NOT NULL,
  value numeric,
  counted bigint NOT NULL,
  total bigint NOT NULL,
  sources_state text NOT NULL,
  taken_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (indicator_id, day)
);
COMMENT ON TABLE agenda.snapshot IS 'What an indicator was on a day, as it was computed on that day, the last time it changed.';

CREATE FUNCTION agenda.sources_state(sources text[]) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT COALESCE(string_agg(dataset || ' ' || version || ' ' || extract(epoch FROM changed_at), ',' ORDER BY dataset), '')
  FROM datasets.state WHERE dataset = ANY (sources)
$$;
COMMENT ON FUNCTION agenda.sources_state IS 'Differs whenever one of these datasets may be another, also in a database that was set up anew';

CREATE FUNCTION agenda.present_figures(ids text[]) RETURNS TABLE (id text, value numeric, counted bigint, total bigint, taken_at timestamptz)
LANGUAGE sql STABLE AS $$
  SELECT s.indicator_id, s.value, s.counted, s.total, s.taken_at
  FROM agenda.indicator i JOIN agenda.snapshot s ON s.indicator_id = i.id AND s.day = current_date
  WHERE i.id = ANY (ids) AND s.sources_state = agenda.sources_state(i.sources) AND (i.lasts IS NULL OR s.taken_at > now() - i.lasts)
$$;
COMMENT ON FUNCTION agenda.present_figures IS 'The snapshots that still hold; an indicator without one is to be computed';

CREATE FUNCTION agenda.take_snapshots() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  one record;
  state text;
  figure agenda.figure;
  taken integer := 0;
BEGIN
  -- Of several processes one does the work.
  IF NOT pg_try_advisory_xact_lock(hashtext('agenda.take_snapshots')) THEN RETURN 0; END IF;
  FOR one IN
    SELECT i.id, i.function, i.parameter, i.sources FROM agenda.indicator i
    WHERE NOT EXISTS (SELECT FROM agenda.present_figures(ARRAY[i.id])) ORDER BY i.id
  LOOP
    -- Before the figure: what changes while it is computed makes it be computed again.
    state := agenda.sources_state(one.sources);
    EXECUTE format('SELECT * FROM agenda.%I($1)', one.function) INTO figure USING one.parameter;
    INSERT INTO agenda.snapshot AS s (indicator_id, day, value, counted, total, sources_state)
    VALUES (one.id, current_date, figure.value, figure.counted, figure.total, state)
    ON CONFLICT (indicator_id, day) DO UPDATE
      SET value = excluded.value, counted = excluded.counted, total = excluded.total, sources_state = excluded.sources_state, taken_at = clock_timestamp();
    taken := taken + 1;
  END LOOP;
  IF taken > 0 THEN PERFORM datasets.touch('agenda-figures'); END IF;
  RETURN taken;
END $$;
COMMENT ON FUNCTION agenda.take_snapshots IS 'Computes anew what may be another than its last snapshot, and returns how many that were.';

CREATE VIEW open.agenda_figures AS
SELECT s.indicator_id || '/' || s.day AS id, s.indicator_id, i.title_de, i.title_en, i.unit, s.day, s.value, s.counted, s.total, s.taken_at
FROM agenda.snapshot s JOIN agenda.indicator i ON i.id = s.indicator_id;
