-- A project slips with its parts: what was said of the whole may be silent about the date of a part that moved.

CREATE OR REPLACE FUNCTION rollout.project_status_as_of(on_day date DEFAULT current_date, known_at timestamptz DEFAULT 'infinity')
RETURNS TABLE (project_id text, valid_from date, recorded_at timestamptz, status text, promised_from date, promised_to date, note text,
  date_moves bigint)
LANGUAGE sql STABLE AS $$
  WITH whole AS (
    SELECT s.*, lag(s.promised_to) OVER promises AS before_to
    FROM rollout.project_status s
    WHERE s.phase IS NULL AND s.valid_from <= on_day AND s.recorded_at <= known_at
    WINDOW promises AS (PARTITION BY s.project_id, s.promised_to IS NULL ORDER BY s.valid_from, s.recorded_at)
  ), own AS (
    SELECT DISTINCT ON (w.project_id) w.project_id, w.valid_from, w.recorded_at, w.status, w.promised_from, w.promised_to, w.note,
           count(*) FILTER (WHERE w.promised_to <> w.before_to) OVER (PARTITION BY w.project_id) AS date_moves
    FROM whole w
    ORDER BY w.project_id, w.valid_from DESC, w.recorded_at DESC
  ), moved AS (
    -- A project whose part slips has slipped, also where nobody said so of the whole.
    SELECT c.project_id, max(c.date_moves) AS date_moves FROM rollout.phase_status_as_of(on_day, known_at) c GROUP BY c.project_id
  ), of_phases AS (
    SELECT DISTINCT ON (c.project_id) c.project_id, c.valid_from, c.recorded_at, c.status,
           min(c.promised_from) OVER project, max(c.promised_to) OVER project, c.note, max(c.date_moves) OVER project
    FROM rollout.phase_status_as_of(on_day, known_at) c JOIN rollout.lifecycle l ON l.status = c.status
    WHERE c.project_id NOT IN (SELECT o.project_id FROM own o)
    WINDOW project AS (PARTITION BY c.project_id)
    ORDER BY c.project_id, l.speaks_for_project, c.valid_from DESC, c.phase_id
  )
  SELECT o.project_id, o.valid_from, o.recorded_at, o.status, o.promised_from, o.promised_to, o.note, GREATEST(o.date_moves, m.date_moves)
  FROM own o LEFT JOIN moved m ON m.project_id = o.project_id
  UNION ALL SELECT * FROM of_phases
$$;

CREATE OR REPLACE VIEW rollout.slippage AS
WITH spoken AS (
  SELECT m.phase_id, m.project_id, m.phase IS NULL AS of_whole,
    min(m.promised_to) FILTER (WHERE m.number = 1) AS first_promise,
    (array_agg(m.promised_to ORDER BY m.number DESC))[1] AS latest_promise,
    count(*) FILTER (WHERE m.moved_by_days <> 0) AS moves,
    (SELECT min(s.valid_from) FROM rollout.project_status s
     WHERE s.phase_id = m.phase_id AND s.status IN ('connected', 'activated') AND s.valid_from <= current_date) AS done_on,
    (SELECT s.status IN ('rejected', 'decommissioned') FROM rollout.project_status s
     WHERE s.phase_id = m.phase_id AND s.valid_from <= current_date ORDER BY s.valid_from DESC, s.recorded_at DESC LIMIT 1) AS given_up
  FROM rollout.promise m
  GROUP BY m.phase_id, m.project_id, m.phase IS NULL
), project AS (
  SELECT project_id, max(first_promise) AS first_promise, max(latest_promise) AS latest_promise,
    -- What moved of a part is often told of the whole as well, and is one move.
    GREATEST(sum(moves) FILTER (WHERE of_whole), sum(moves) FILTER (WHERE NOT of_whole))::integer AS moves,
    COALESCE(max(done_on) FILTER (WHERE of_whole),
      CASE WHEN bool_and(done_on IS NOT NULL) FILTER (WHERE NOT of_whole) THEN max(done_on) END) AS done_on,
    COALESCE(bool_or(given_up) FILTER (WHERE of_whole), bool_and(given_up) FILTER (WHERE NOT of_whole)) AS given_up
  FROM spoken GROUP BY project_id
)
SELECT s.project_id, p.name AS project, p.provider_id, s.first_promise, s.latest_promise, s.latest_promise - s.first_promise AS moved_days,
  s.moves, s.done_on, s.given_up,
  CASE WHEN s.done_on IS NOT NULL OR NOT s.given_up THEN GREATEST(0, COALESCE(s.done_on, current_date) - s.first_promise) END AS late_days
FROM project s JOIN rollout.project p ON p.id = s.project_id;
