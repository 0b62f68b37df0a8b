-- Projects have phases. What is said of them, promised, counted and paid for is only ever added, so slippage is data.

CREATE TABLE rollout.lifecycle (
  status text PRIMARY KEY,
  step integer NOT NULL UNIQUE,
  ofds_status text NOT NULL CHECK (ofds_status IN ('proposed', 'planned', 'underConstruction', 'operational', 'inactive', 'decommissioned')),
  speaks_for_project integer NOT NULL UNIQUE
);
COMMENT ON TABLE rollout.lifecycle IS 'What a project or phase can be, and what the Open Fibre Data Standard 0.3 calls it (codelist nodeStatus)';
COMMENT ON COLUMN rollout.lifecycle.speaks_for_project IS 'A project of which only phases are spoken of stands where the phase stands whose status has the smallest number here: what happens now before what is to come, and that before what is done';
-- The standard has no word for a rejected project: it never got beyond a proposal. Nor for a paused one: it is begun and not complete.
-- Inactive there means that the passive network is complete and nothing runs on it yet.
INSERT INTO rollout.lifecycle (status, step, ofds_status, speaks_for_project) VALUES
  ('announced', 1, 'proposed', 7), ('demand_aggregation', 2, 'proposed', 2), ('rejected', 3, 'proposed', 12),
  ('funding_application', 4, 'proposed', 6), ('tendered', 5, 'planned', 4), ('planned', 6, 'planned', 5),
  ('under_construction', 7, 'underConstruction', 1), ('passed', 8, 'inactive', 8), ('prepared', 9, 'inactive', 9),
  ('connected', 10, 'operational', 10), ('activated', 11, 'operational', 11), ('paused', 12, 'underConstruction', 3),
  ('decommissioned', 13, 'decommissioned', 13);

ALTER TABLE rollout.project
  ADD COLUMN area_from text NOT NULL DEFAULT 'stated' CHECK (area_from IN ('stated', 'phases', 'addresses'));
COMMENT ON COLUMN rollout.project.area_from IS 'Whether the source drew the area, or it is that of the phases, or 25 m around the addresses';

CREATE TABLE rollout.project_phase (
  project_id text NOT NULL REFERENCES rollout.project ON DELETE CASCADE,
  phase text NOT NULL CHECK (phase ~ '^[a-z0-9-]+$'),
  phase_id text NOT NULL UNIQUE GENERATED ALWAYS AS (project_id || '/' || phase) STORED,
  name text NOT NULL,
  geom geometry(MultiPolygon, 4326),
  geom_3857 geometry(MultiPolygon, 3857) GENERATED ALWAYS AS (ST_Transform(geom, 3857)) STORED,
  area_from text NOT NULL DEFAULT 'stated' CHECK (area_from IN ('stated', 'project', 'addresses')),
  run_id bigint NOT NULL REFERENCES imports.run,
  PRIMARY KEY (project_id, phase)
);
COMMENT ON TABLE rollout.project_phase IS 'A part of a project with dates of its own. A project without one is taken as one phase: see rollout.any_phase.';
COMMENT ON COLUMN rollout.project_phase.geom IS 'Null: the source drew none, so it is the area of its project';
CREATE INDEX ON rollout.project_phase USING gist (geom);

CREATE TABLE rollout.phase_address (
  project_id text NOT NULL REFERENCES rollout.project ON DELETE CASCADE,
  phase text,
  phase_id text NOT NULL GENERATED ALWAYS AS (project_id || COALESCE('/' || phase, '')) STORED,
  address_id text NOT NULL REFERENCES places.address ON DELETE CASCADE,
  run_id bigint NOT NULL REFERENCES imports.run,
  PRIMARY KEY (address_id, project_id),
  FOREIGN KEY (project_id, phase) REFERENCES rollout.project_phase ON DELETE CASCADE
);
COMMENT ON TABLE rollout.phase_address IS 'Addresses that the source names one by one. A phase with such a list has these and no others, whatever its area.';
CREATE INDEX ON rollout.phase_address (phase_id);

-- What is said of a project as a whole has no phase.
ALTER TABLE rollout.project_status
  DROP CONSTRAINT project_status_pkey,
  DROP CONSTRAINT project_status_status_check,
  ADD FOREIGN KEY (status) REFERENCES rollout.lifecycle,
  ADD COLUMN phase text,
  ADD COLUMN phase_id text NOT NULL GENERATED ALWAYS AS (project_id || COALESCE('/' || phase, '')) STORED,
  ADD COLUMN run_id bigint REFERENCES imports.run,
  ADD FOREIGN KEY (project_id, phase) REFERENCES rollout.project_phase ON DELETE CASCADE;
UPDATE rollout.project_status s SET run_id = p.run_id FROM rollout.project p WHERE p.id = s.project_id;
ALTER TABLE rollout.project_status ADD PRIMARY KEY (phase_id, valid_from, recorded_at);
CREATE INDEX ON rollout.project_status (project_id);
CREATE INDEX ON rollout.project_status (run_id);
COMMENT ON COLUMN rollout.project_status.valid_from IS 'It holds until the next one of its phase; of two for one day, the one that was recorded later';

CREATE TABLE rollout.demand_aggregation (
  project_id text NOT NULL REFERENCES rollout.project ON DELETE CASCADE,
  phase text,
  phase_id text NOT NULL GENERATED ALWAYS AS (project_id || COALESCE('/' || phase, '')) STORED,
  deadline date NOT NULL,
  starts_on date,
  target_share numeric NOT NULL CHECK (target_share > 0 AND target_share <= 100),
  premises integer CHECK (premises > 0),
  outcome text CHECK (outcome IN ('reached', 'missed', 'withdrawn')),
  decided_on date,
  reason text,
  run_id bigint NOT NULL REFERENCES imports.run,
  PRIMARY KEY (phase_id, deadline),
  FOREIGN KEY (project_id, phase) REFERENCES rollout.project_phase ON DELETE CASCADE,
  CHECK (starts_on <= deadline)
);
COMMENT ON TABLE rollout.demand_aggregation IS 'A try to collect enough pre-orders. One that is repeated, or whose deadline is moved, is another row.';
COMMENT ON COLUMN rollout.demand_aggregation.target_share IS 'Percent of the premises that must sign';
COMMENT ON COLUMN rollout.demand_aggregation.premises IS 'Of how many';
COMMENT ON COLUMN rollout.demand_aggregation.outcome IS 'Null while it is open';

CREATE TABLE rollout.demand_sign_ups (
  phase_id text NOT NULL,
  deadline date NOT NULL,
  counted_on date NOT NULL,
  sign_ups integer NOT NULL CHECK (sign_ups >= 0),
  run_id bigint NOT NULL REFERENCES imports.run,
  PRIMARY KEY (phase_id, deadline, counted_on),
  FOREIGN KEY (phase_id, deadline) REFERENCES rollout.demand_aggregation ON DELETE CASCADE
);
COMMENT ON TABLE rollout.demand_sign_ups IS 'How many had signed on a day, all together';

CREATE TABLE rollout.funding_track (
  project_id text NOT NULL REFERENCES rollout.project ON DELETE CASCADE,
  phase text,
  phase_id text NOT NULL GENERATED ALWAYS AS (project_id || COALESCE('/' || phase, '')) STORED,
  programme text NOT NULL,
  applied_amount numeric CHECK (applied_amount >= 0),
  applied_on date,
  granted_amount numeric CHECK (granted_amount >= 0),
  granted_on date,
  share numeric CHECK (share BETWEEN 0 AND 100),
  run_id bigint NOT NULL REFERENCES imports.run,
  PRIMARY KEY (phase_id, programme),
  FOREIGN KEY (project_id, phase) REFERENCES rollout.project_phase ON DELETE CASCADE,
  CHECK (applied_on <= granted_on)
);
COMMENT ON TABLE rollout.funding_track IS 'Public money, in euros: what was applied for and what was granted, by programme';
COMMENT ON COLUMN rollout.funding_track.share IS 'Percent of the eligible costs that the programme pays';

CREATE VIEW rollout.any_phase AS
SELECT h.phase_id, h.project_id, h.phase, h.name, false AS implied, COALESCE(h.geom, p.geom) AS geom, COALESCE(h.geom_3857, p.geom_3857) AS geom_3857,
       EXISTS (SELECT FROM rollout.phase_address a WHERE a.phase_id = h.phase_id) AS listed, p.provider_id, p.funding, h.run_id
FROM rollout.project_phase h JOIN rollout.project p ON p.id = h.project_id
UNION ALL
SELECT p.id, p.id, NULL, p.name, true, p.geom, p.geom_3857,
       EXISTS (SELECT FROM rollout.phase_address a WHERE a.phase_id = p.id), p.provider_id, p.funding, p.run_id
FROM rollout.project p
WHERE NOT EXISTS (SELECT FROM rollout.project_phase h WHERE h.project_id = p.id);
COMMENT ON VIEW rollout.any_phase IS 'Every phase; a project without phases is one, with the id of the project';

-- Each window that was promised, and how far it lies from the one before.
CREATE VIEW rollout.promise AS
SELECT project_id, phase, phase_id, row_number() OVER ordered AS number, valid_from, recorded_at, status, promised_from, promised_to, note, run_id,
       promised_to - lag(promised_to) OVER ordered AS moved_by_days,
       promised_to - first_value(promised_to) OVER ordered AS moved_in_all_days
FROM (
  SELECT s.*, lag(promised_to) OVER w AS before_to, lag(promised_from) OVER w AS before_from, row_number() OVER w AS nth
  FROM rollout.project_status s
  WHERE promised_to IS NOT NULL AND valid_from <= current_date
  WINDOW w AS (PARTITION BY phase_id ORDER BY valid_from, recorded_at)
) said
WHERE nth = 1 OR (promised_from, promised_to) IS DISTINCT FROM (before_from, before_to)
WINDOW ordered AS (PARTITION BY phase_id ORDER BY valid_from, recorded_at);
COMMENT ON VIEW rollout.promise IS 'Every window that was promised, once, in the order of promising. A window needs a last day. What was said of a project as a whole has no phase.';

-- A phase of which nothing was said itself stands where its project stands.
CREATE FUNCTION rollout.phase_status_as_of(on_day date DEFAULT current_date, known_at timestamptz DEFAULT 'infinity')
RETURNS TABLE (phase_id text, project_id text, phase text, valid_from date, recorded_at timestamptz, status text, promised_from date,
  promised_to date, note text, date_moves bigint, run_id bigint, said_of text)
LANGUAGE sql STABLE AS $$
  WITH known AS (
    SELECT s.* FROM rollout.project_status s WHERE s.valid_from <= on_day AND s.recorded_at <= known_at
  ), moved AS (
    SELECT p.phase_id, count(*) FILTER (WHERE p.promised_to <> p.before_to) AS moves FROM (
      SELECT k.phase_id, k.promised_to, lag(k.promised_to) OVER (PARTITION BY k.phase_id ORDER BY k.valid_from, k.recorded_at) AS before_to
      FROM known k WHERE k.promised_to IS NOT NULL
    ) p GROUP BY p.phase_id
  ), newest AS (
    SELECT DISTINCT ON (h.phase_id) h.phase_id AS of_phase, h.phase AS of_code, k.*
    FROM rollout.any_phase h JOIN known k ON k.project_id = h.project_id AND (k.phase_id = h.phase_id OR k.phase IS NULL)
    ORDER BY h.phase_id, k.phase_id = h.phase_id DESC, k.valid_from DESC, k.recorded_at DESC
  )
  SELECT n.of_phase, n.project_id, n.of_code, n.valid_from, n.recorded_at, n.status, n.promised_from, n.promised_to, n.note,
         COALESCE(m.moves, 0), n.run_id, n.phase_id
  FROM newest n LEFT JOIN moved m ON m.phase_id = n.phase_id
$$;
COMMENT ON FUNCTION rollout.phase_status_as_of IS 'Where each phase stood on a day, as far as it was known at a moment; without arguments: today, as we know it now. Its promise is that of the newest status: null where that says none.';

CREATE VIEW rollout.current_phase_status AS SELECT * FROM rollout.phase_status_as_of();

CREATE OR REPLACE VIEW rollout.current_status AS
WITH own AS (
  SELECT DISTINCT ON (s.project_id) s.project_id, s.valid_from, s.recorded_at, s.status, s.promised_from, s.promised_to, s.note,
         (SELECT count(*) FROM rollout.promise m WHERE m.phase_id = s.project_id AND m.moved_by_days <> 0) AS date_moves
  FROM rollout.project_status s
  WHERE s.phase IS NULL AND s.valid_from <= current_date
  ORDER BY s.project_id, s.valid_from DESC, s.recorded_at DESC
), of_phases AS (
  SELECT DISTINCT ON (c.project_id) c.project_id, c.valid_from, c.recorded_at, c.status,
         min(c.promised_from) OVER whole, max(c.promised_to) OVER whole, c.note, max(c.date_moves) OVER whole
  FROM rollout.current_phase_status c JOIN rollout.lifecycle l ON l.status = c.status
  WHERE c.project_id NOT IN (SELECT project_id FROM own)
  WINDOW whole AS (PARTITION BY c.project_id)
  ORDER BY c.project_id, l.speaks_for_project, c.valid_from DESC, c.phase_id
)
SELECT * FROM own UNION ALL SELECT * FROM of_phases;
COMMENT ON VIEW rollout.current_status IS 'Where each project stands today: what was last said of the whole, else what follows from its phases (rollout.lifecycle.speaks_for_project), with the window from the first to the last of theirs and the moves of the phase that moved most. The promise is that of the newest status: null where that says none, even if an earlier one did.';

CREATE VIEW rollout.address_phase AS
SELECT DISTINCT ON (address_id, project_id) address_id, project_id, phase_id, named
FROM (
  SELECT l.address_id, l.project_id, h.phase_id, true AS named, 0::float8 AS area
  FROM rollout.phase_address l JOIN rollout.any_phase h ON h.phase_id = l.phase_id
  UNION ALL
  SELECT a.id, h.project_id, h.phase_id, false, ST_Area(h.geom)
  FROM rollout.any_phase h JOIN places.address a ON ST_Intersects(h.geom, a.geom)
  WHERE NOT h.listed
) belongs
ORDER BY address_id, project_id, named DESC, area, phase_id;
COMMENT ON VIEW rollout.address_phase IS 'Which address belongs to which phase, at most one of each project: the one that names it, else the smallest whose area contains it';

CREATE VIEW rollout.address_project AS
SELECT address_id, project_id FROM rollout.address_phase
UNION
SELECT a.id, p.id FROM rollout.project p JOIN places.address a ON ST_Intersects(p.geom, a.geom)
WHERE p.area_from = 'stated' AND NOT EXISTS (SELECT FROM rollout.phase_address l WHERE l.phase_id = p.id);
COMMENT ON VIEW rollout.address_project IS 'Which address belongs to which project: to one of its phases, or to the area that was drawn for the whole';

CREATE VIEW rollout.current_phase_of_address AS
SELECT b.address_id, b.phase_id AS phase, c.status, c.promised_to, b.project_id, c.promised_from, c.date_moves
FROM rollout.address_phase b JOIN rollout.current_phase_status c ON c.phase_id = b.phase_id;
COMMENT ON VIEW rollout.current_phase_of_address IS 'The phases that an address belongs to, of all projects, and where they stand today';

-- The phase that serves an address decides what it is promised, not the area of the whole project.
CREATE OR REPLACE FUNCTION coverage.promised_as_of(on_day date DEFAULT current_date, known_at timestamptz DEFAULT 'infinity', only_addresses text[] DEFAULT NULL)
RETURNS TABLE (address_id text, building boolean) LANGUAGE sql STABLE AS $$
  SELECT b.address_id, bool_or(c.status = 'under_construction')
  FROM rollout.phase_status_as_of(on_day, known_at) c
  JOIN rollout.address_phase b ON b.phase_id = c.phase_id
  WHERE c.status IN ('tendered', 'planned', 'under_construction') AND (only_addresses IS NULL OR b.address_id = ANY (only_addresses))
  GROUP BY b.address_id
$$;

CREATE OR REPLACE VIEW open.rollout_projects AS
SELECT p.id, p.name, p.description, v.name AS provider, p.funding, c.status, c.promised_from, c.promised_to, c.date_moves,
       c.valid_from AS status_since, p.geom, p.geom_3857, l.ofds_status
FROM rollout.project p
JOIN coverage.provider v ON v.id = p.provider_id
LEFT JOIN rollout.current_status c ON c.project_id = p.id
LEFT JOIN rollout.lifecycle l ON l.status = c.status;

CREATE OR REPLACE VIEW open.rollout_history AS
SELECT s.phase_id || '/' || s.valid_from || '/' || to_char(s.recorded_at AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISSUS') AS id,
       s.project_id, p.name AS project, s.valid_from, s.recorded_at, s.status, s.promised_from, s.promised_to, s.note,
       h.name AS phase, r.source
FROM rollout.project_status s
JOIN rollout.project p ON p.id = s.project_id
LEFT JOIN rollout.project_phase h ON h.phase_id = s.phase_id
LEFT JOIN imports.run r ON r.id = COALESCE(s.run_id, p.run_id);

CREATE VIEW open.rollout_phases AS
SELECT h.phase_id AS id, h.project_id, p.name AS project, h.name, v.name AS provider, h.funding, c.status, l.ofds_status, c.valid_from AS status_since,
       c.promised_from, c.promised_to, c.date_moves, h.implied, h.listed, h.geom, h.geom_3857
FROM rollout.any_phase h
JOIN rollout.project p ON p.id = h.project_id
JOIN coverage.provider v ON v.id = h.provider_id
LEFT JOIN rollout.current_phase_status c ON c.phase_id = h.phase_id
LEFT JOIN rollout.lifecycle l ON l.status = c.status;

CREATE VIEW open.rollout_promises AS
SELECT m.phase_id || '#' || m.number AS id, m.project_id, p.name AS project, h.name AS phase, v.name AS provider, m.number, m.valid_from AS promised_on,
       m.recorded_at, m.promised_from, m.promised_to, m.moved_by_days, m.moved_in_all_days, m.note, r.source
FROM rollout.promise m
JOIN rollout.project p ON p.id = m.project_id
JOIN coverage.provider v ON v.id = p.provider_id
LEFT JOIN rollout.project_phase h ON h.phase_id = m.phase_id
LEFT JOIN imports.run r ON r.id = COALESCE(m.run_id, p.run_id);

CREATE VIEW open.demand_aggregations AS
SELECT d.phase_id || '#' || d.deadline AS id, d.project_id, p.name AS project, h.name AS phase, v.name AS provider, d.starts_on, d.deadline, d.target_share,
       d.premises, s.counted_on, s.sign_ups, round(100.0 * s.sign_ups / d.premises, 1) AS share, d.outcome, d.decided_on, d.reason
FROM rollout.demand_aggregation d
JOIN rollout.project p ON p.id = d.project_id
JOIN coverage.provider v ON v.id = p.provider_id
LEFT JOIN rollout.project_phase h ON h.phase_id = d.phase_id
LEFT JOIN LATERAL (
  SELECT counted_on, sign_ups FROM rollout.demand_sign_ups s
  WHERE s.phase_id = d.phase_id AND s.deadline = d.deadline ORDER BY counted_on DESC LIMIT 1
) s ON true;

CREATE VIEW open.rollout_funding AS
SELECT f.phase_id || '#' || f.programme AS id, f.project_id, p.name AS project, h.name AS phase, f.programme, f.applied_amount, f.applied_on,
       f.granted_amount, f.granted_on, f.share
FROM rollout.funding_track f
JOIN rollout.project p ON p.id = f.project_id
LEFT JOIN rollout.project_phase h ON h.phase_id = f.phase_id;

-- For planners. These are computed, so no file is their source.

CREATE FUNCTION rollout.touch_planning() RETURNS void LANGUAGE sql AS $$
  SELECT datasets.touch(d) FROM unnest(ARRAY['rollout-slippage', 'provider-slippage', 'promised-not-connected', 'forgotten-addresses', 'white-spots',
    'unknown-availability', 'facilities-without-fibre', 'availability-changes']) AS d
$$;
COMMENT ON FUNCTION rollout.touch_planning IS 'Raises the versions of the datasets for planners: after every change of rollout, availability, networks, addresses or facilities.';

CREATE VIEW rollout.slippage AS
WITH spoken AS (
  -- What a project says of itself as a whole counts; where it promised nothing itself, its phases do, all together.
  SELECT m.phase_id, m.project_id, min(m.promised_to) FILTER (WHERE m.number = 1) AS first_promise,
         (array_agg(m.promised_to ORDER BY m.number DESC))[1] AS latest_promise, count(*) FILTER (WHERE m.moved_by_days <> 0) AS moves,
         (SELECT min(s.valid_from) FROM rollout.project_status s
          WHERE s.phase_id = m.phase_id AND s.status IN ('connected', 'activated') AND s.valid_from <= current_date) AS done_on,
         -- One that is not built any more is not awaited.
         (SELECT s.status IN ('rejected', 'decommissioned') FROM rollout.project_status s
          WHERE s.phase_id = m.phase_id AND s.valid_from <= current_date ORDER BY s.valid_from DESC, s.recorded_at DESC LIMIT 1) AS given_up
  FROM rollout.promise m
  WHERE m.phase IS NULL OR NOT EXISTS (SELECT FROM rollout.promise o WHERE o.phase_id = m.project_id)
  GROUP BY m.phase_id, m.project_id
), project AS (
  SELECT project_id, max(first_promise) AS first_promise, max(latest_promise) AS latest_promise, sum(moves)::integer AS moves,
         CASE WHEN bool_and(done_on IS NOT NULL) THEN max(done_on) END AS done_on, bool_and(given_up) AS given_up
  FROM spoken GROUP BY project_id
)
SELECT s.project_id, p.name AS project, p.provider_id, s.first_promise, s.latest_promise, s.latest_promise - s.first_promise AS moved_days, s.moves,
       s.done_on, s.given_up,
       CASE WHEN s.done_on IS NOT NULL OR NOT s.given_up THEN greatest(0, COALESCE(s.done_on, current_date) - s.first_promise) END AS late_days
FROM project s JOIN rollout.project p ON p.id = s.project_id;
COMMENT ON VIEW rollout.slippage IS 'By project that ever promised a last day: the first promise and the latest, done when connected or activated; late_days after the first promise, up to today while it is not done, null where it was given up';

CREATE VIEW open.rollout_slippage AS
SELECT s.project_id AS id, s.project, v.name AS provider, s.first_promise, s.latest_promise, s.moved_days, s.moves, s.done_on, s.given_up, s.late_days
FROM rollout.slippage s JOIN coverage.provider v ON v.id = s.provider_id;

CREATE VIEW open.provider_slippage AS
SELECT v.id, v.name AS provider, count(*)::integer AS projects, count(*) FILTER (WHERE s.moves > 0)::integer AS moved, sum(s.moves)::integer AS moves,
       round(avg(s.moved_days), 1) AS mean_moved_days, max(s.moved_days) AS most_moved_days,
       count(*) FILTER (WHERE s.done_on IS NOT NULL)::integer AS done, count(*) FILTER (WHERE s.done_on <= s.first_promise)::integer AS done_in_time,
       count(*) FILTER (WHERE s.done_on IS NULL AND NOT s.given_up AND s.latest_promise < current_date)::integer AS overdue
FROM rollout.slippage s JOIN coverage.provider v ON v.id = s.provider_id
GROUP BY v.id, v.name;

-- The window that counts is the last one promised, also where the newest status names none: silence does not undo a promise.
CREATE FUNCTION rollout.promised_not_connected(by_day date DEFAULT current_date)
RETURNS TABLE (address_id text, phase_id text, project_id text, status text, first_promise date, latest_promise date, moves bigint, fibre_status text)
LANGUAGE sql STABLE AS $$
  WITH broken AS MATERIALIZED (
    SELECT c.phase_id, c.project_id, c.status, p.first_promise, p.latest_promise, c.date_moves
    FROM rollout.current_phase_status c
    CROSS JOIN LATERAL (
      SELECT min(m.promised_to) FILTER (WHERE m.number = 1) AS first_promise, (array_agg(m.promised_to ORDER BY m.number DESC))[1] AS latest_promise
      FROM rollout.promise m WHERE m.phase_id = c.said_of
    ) p
    WHERE p.latest_promise < by_day AND c.status NOT IN ('rejected', 'decommissioned')
  )
  SELECT DISTINCT ON (b.address_id) b.address_id, k.phase_id, k.project_id, k.status, k.first_promise, k.latest_promise, k.date_moves, t.fibre_status
  FROM broken k
  JOIN rollout.address_phase b ON b.phase_id = k.phase_id
  LEFT JOIN coverage.address_status t ON t.address_id = b.address_id
  WHERE COALESCE(t.fibre_status, 'none') NOT IN ('connected', 'activated')
  ORDER BY b.address_id, k.latest_promise, k.phase_id
$$;
COMMENT ON FUNCTION rollout.promised_not_connected IS 'Addresses whose phase was to be done before a day and whose fibre does not end in the building, with the earliest such promise';

CREATE VIEW open.promised_not_connected AS
SELECT n.address_id AS id, a.label AS address, a.district_id, h.project, h.name AS phase, h.provider, n.status, n.first_promise, n.latest_promise,
       n.moves, n.fibre_status, a.geom, a.geom_3857
FROM rollout.promised_not_connected() n
JOIN places.address a ON a.id = n.address_id
JOIN open.rollout_phases h ON h.id = n.phase_id;

-- Distances are measured in Web Mercator, whose indexes are there, and brought back to metres by the latitude: right to 0.4 %.
CREATE FUNCTION rollout.forgotten_addresses(within_metres double precision DEFAULT 100)
RETURNS TABLE (address_id text, near text, distance_m integer) LANGUAGE sql STABLE AS $$
  SELECT a.id, n.near, round(n.metres)::integer
  FROM places.address a
  LEFT JOIN coverage.address_status t ON t.address_id = a.id
  CROSS JOIN LATERAL (SELECT cos(radians(ST_Y(a.geom))) AS scale) m
  CROSS JOIN LATERAL (
    (SELECT 'span' AS near, ST_Distance(s.geom_3857, a.geom_3857) * m.scale AS metres
     FROM rollout.span s
     WHERE s.status = 'operational' AND ST_DWithin(s.geom_3857, a.geom_3857, within_metres / m.scale)
     ORDER BY 2 LIMIT 1)
    UNION ALL
    (SELECT 'neighbour', ST_Distance(b.geom_3857, a.geom_3857) * m.scale
     FROM places.address b JOIN coverage.address_status o ON o.address_id = b.id
     WHERE ST_DWithin(b.geom_3857, a.geom_3857, within_metres / m.scale)
       AND o.fibre_status IN ('passed', 'prepared', 'connected', 'activated')
     ORDER BY 2 LIMIT 1)
    ORDER BY metres LIMIT 1
  ) n
  WHERE COALESCE(t.fibre_status, 'none') NOT IN ('passed', 'prepared', 'connected', 'activated')
    AND NOT EXISTS (SELECT FROM rollout.project p WHERE p.area_from <> 'addresses' AND ST_Intersects(p.geom, a.geom))
    AND NOT EXISTS (SELECT FROM rollout.project_phase h WHERE h.area_from = 'stated' AND ST_Intersects(h.geom, a.geom))
    AND NOT EXISTS (SELECT FROM rollout.phase_address l WHERE l.address_id = a.id)
$$;
COMMENT ON FUNCTION rollout.forgotten_addresses IS 'Addresses without fibre and in no project that lie within so many metres of an operational span or of an address that fibre has passed; near: which of the two is nearer';

CREATE VIEW open.forgotten_addresses AS
SELECT f.address_id AS id, a.label AS address, a.district_id, a.use, a.premises, f.near, f.distance_m, a.geom, a.geom_3857
FROM rollout.forgotten_addresses() f JOIN places.address a ON a.id = f.address_id;

-- The rule, as the federal guideline (Gigabit-Richtlinie 2.0) and the programme for white spots before it state it: nobody supplies 30 Mbit/s,
-- and no company has said that it will build at its own cost within three years.
CREATE VIEW open.white_spots AS
WITH building AS MATERIALIZED (
  SELECT c.phase_id, p.funding = 'own' AS own
  FROM rollout.current_phase_status c JOIN rollout.project p ON p.id = c.project_id
  WHERE c.status IN ('tendered', 'planned', 'under_construction', 'passed', 'prepared')
    AND (p.funding <> 'own' OR c.promised_to BETWEEN current_date AND current_date + interval '3 years')
)
SELECT t.address_id AS id, a.label AS address, a.district_id, a.use, a.premises, t.max_down_mbit, t.best_technology,
       CASE WHEN built.own THEN 'promised' WHEN built.own IS NOT NULL THEN 'funded' ELSE 'eligible' END AS eligibility,
       a.geom, a.geom_3857
FROM coverage.address_status t
JOIN places.address a ON a.id = t.address_id
CROSS JOIN LATERAL (
  SELECT bool_or(b.own) AS own FROM building b
  WHERE b.phase_id = ANY (ARRAY(SELECT h.phase_id FROM rollout.address_phase h WHERE h.address_id = t.address_id))
) built
WHERE t.max_down_mbit < 30;

CREATE VIEW open.unknown_availability AS
SELECT a.id, a.label AS address, a.district_id, a.use, a.premises, t.best_technology, a.geom, a.geom_3857
FROM places.address a LEFT JOIN coverage.address_status t ON t.address_id = a.id
WHERE t.max_down_mbit IS NULL;

CREATE VIEW open.facilities_without_fibre AS
SELECT f.id, f.kind, f.name, a.label AS address, f.district_id, t.fibre_status, t.best_technology, t.max_down_mbit, f.geom, f.geom_3857
FROM places.facility f
LEFT JOIN places.address a ON a.id = f.address_id
LEFT JOIN coverage.address_status t ON t.address_id = a.id
WHERE f.kind <> 'public_wifi' AND COALESCE(t.fibre_status, 'none') NOT IN ('connected', 'activated');

CREATE FUNCTION rollout.counted_at(address text, on_day date)
RETURNS TABLE (fibre_level text, best_technology text, max_down_mbit numeric) LANGUAGE sql STABLE AS $$
  SELECT (ARRAY['passed', 'prepared', 'connected', 'activated'])[max(CASE WHEN f.technology IN ('ftth', 'fttb')
           THEN array_position(ARRAY['passed', 'prepared', 'connected', 'activated'], COALESCE(f.connection_level, 'passed')) END)],
         (ARRAY['ftth', 'fttb', 'hfc', 'fttc', 'dsl', 'fixed_wireless', 'satellite', 'other'])[min(array_position(
           ARRAY['ftth', 'fttb', 'hfc', 'fttc', 'dsl', 'fixed_wireless', 'satellite', 'other'], f.technology))],
         max(f.max_down_mbit)
  FROM coverage.counted_as_of(on_day) f
  WHERE f.address_id = address
$$;
COMMENT ON FUNCTION rollout.counted_at IS 'What the figures counted at an address on a day, as we know it now: as coverage.status_as_of, without what was only promised';

CREATE FUNCTION rollout.availability_difference(from_day date, to_day date)
RETURNS TABLE (address_id text, level_before text, level_after text, technology_before text, technology_after text, down_before numeric, down_after numeric)
LANGUAGE sql STABLE AS $$
  SELECT a.address_id, b.fibre_level, c.fibre_level, b.best_technology, c.best_technology, b.max_down_mbit, c.max_down_mbit
  FROM (
    SELECT DISTINCT v.address_id FROM coverage.fixed_availability v
    WHERE v.superseded_at IS NULL AND ((v.valid_from > from_day AND v.valid_from <= to_day) OR (v.valid_to > from_day AND v.valid_to <= to_day))
  ) a
  CROSS JOIN LATERAL rollout.counted_at(a.address_id, from_day) b
  CROSS JOIN LATERAL rollout.counted_at(a.address_id, to_day) c
  WHERE (b.fibre_level, b.best_technology, b.max_down_mbit) IS DISTINCT FROM (c.fibre_level, c.best_technology, c.max_down_mbit)
$$;
COMMENT ON FUNCTION rollout.availability_difference IS 'Addresses where the counted fibre level, best technology or best download speed differs between two days, as we know it now. Null: unknown, or for the level: no fibre.';

CREATE VIEW open.availability_changes AS
SELECT d.address_id AS id, a.label AS address, a.district_id, d.level_before, d.level_after, d.technology_before, d.technology_after, d.down_before,
       d.down_after, a.geom, a.geom_3857
FROM rollout.availability_difference((current_date - interval '1 year')::date, current_date) d
JOIN places.address a ON a.id = d.address_id;
