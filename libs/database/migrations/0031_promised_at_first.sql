-- A promise that moved was broken all the same: the first one may be asked for, and the year in which it was to be kept.

CREATE FUNCTION rollout.promised_not_connected(from_day date, by_day date, at_first boolean)
RETURNS TABLE (address_id text, phase_id text, project_id text, status text, first_promise date, latest_promise date, moves bigint, fibre_status text)
LANGUAGE sql STABLE AS $$
  WITH broken AS MATERIALIZED (
    SELECT c.phase_id, c.project_id, c.status, p.first_promise, p.latest_promise, c.date_moves, d.due
    FROM rollout.current_phase_status c
    CROSS JOIN LATERAL (
      SELECT min(m.promised_to) FILTER (WHERE m.number = 1) AS first_promise, (array_agg(m.promised_to ORDER BY m.number DESC))[1] AS latest_promise
      FROM rollout.promise m WHERE m.phase_id = c.said_of
    ) p
    CROSS JOIN LATERAL (SELECT CASE WHEN at_first THEN p.first_promise ELSE p.latest_promise END AS due) d
    WHERE d.due < by_day AND (from_day IS NULL OR d.due >= from_day) AND c.status NOT IN ('rejected', 'decommissioned')
  )
  SELECT DISTINCT ON (b.address_id) b.address_id, k.phase_id, k.project_id, k.status, k.first_promise, k.latest_promise, k.date_moves, t.fibre_status
  FROM broken k
  JOIN rollout.address_phase b ON b.phase_id = k.phase_id
  LEFT JOIN coverage.address_status t ON t.address_id = b.address_id
  WHERE COALESCE(t.fibre_status, 'none') NOT IN ('connected', 'activated')
  ORDER BY b.address_id, k.due, k.phase_id
$$;
COMMENT ON FUNCTION rollout.promised_not_connected(date, date, boolean) IS 'Addresses whose phase was to be done from a day (null: ever) and before another, by its latest promise or by its first, and whose fibre does not end in the building, or of which that is not known; of several phases the one due first';

CREATE OR REPLACE FUNCTION rollout.promised_not_connected(by_day date DEFAULT current_date)
RETURNS TABLE (address_id text, phase_id text, project_id text, status text, first_promise date, latest_promise date, moves bigint, fibre_status text)
LANGUAGE sql STABLE AS $$
  SELECT * FROM rollout.promised_not_connected(NULL, by_day, false)
$$;
