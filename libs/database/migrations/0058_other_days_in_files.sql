-- What files have of another day: all columns that the open views have of today, and `promised_by` as on the map. What held, what was promised
-- and by when is said by the functions that tiles ask, and by none here.

CREATE FUNCTION open.address_coverage_file_on(on_day date, today date, box geometry)
RETURNS TABLE (id text, address text, use text, premises integer, district_id text, fibre_status text, best_technology text, max_down_mbit numeric,
  providers text, promised_by date, geom geometry, geom_3857 geometry)
LANGUAGE sql STABLE AS $$
  SELECT c.id, c.address, c.use, a.premises, a.district_id, c.fibre_status, c.best_technology, c.max_down_mbit, c.providers, c.promised_by, a.geom,
         c.geom_3857
  FROM open.address_coverage_on(on_day, today, box) c JOIN places.address a ON a.id = c.id
$$;
COMMENT ON FUNCTION open.address_coverage_file_on IS 'open.address_coverage_on with all columns of open.address_coverage';

CREATE FUNCTION open.rollout_projects_file_on(on_day date, today date, box geometry)
RETURNS TABLE (id text, name text, description text, provider text, funding text, status text, status_since date, promised_from date,
  promised_to date, date_moves bigint, ofds_status text, promised_by date, geom geometry, geom_3857 geometry)
LANGUAGE sql STABLE AS $$
  SELECT o.id, o.name, p.description, o.provider, p.funding, o.status, c.valid_from, o.promised_from, o.promised_to, o.date_moves, l.ofds_status,
         o.promised_by, p.geom, o.geom_3857
  FROM open.rollout_projects_on(on_day, today, box) o
  JOIN rollout.project p ON p.id = o.id
  JOIN rollout.project_status_as_of(on_day) c ON c.project_id = o.id
  JOIN rollout.lifecycle l ON l.status = c.status
$$;
COMMENT ON FUNCTION open.rollout_projects_file_on IS 'open.rollout_projects_on with all columns of open.rollout_projects, without those of which nothing was said by then';

CREATE FUNCTION open.rollout_phases_file_on(on_day date, today date, box geometry)
RETURNS TABLE (id text, project_id text, project text, name text, provider text, funding text, status text, ofds_status text, status_since date,
  promised_from date, promised_to date, date_moves bigint, implied boolean, listed boolean, promised_by date, geom geometry, geom_3857 geometry)
LANGUAGE sql STABLE AS $$
  SELECT h.phase_id, h.project_id, p.name, h.name, v.name, h.funding, c.status, l.ofds_status, c.valid_from, c.promised_from, c.promised_to,
         c.date_moves, h.implied, h.listed, CASE WHEN c.status NOT IN ('connected', 'activated') THEN m.promised_by END, h.geom, h.geom_3857
  FROM rollout.any_phase h
  JOIN rollout.project p ON p.id = h.project_id
  JOIN coverage.provider v ON v.id = h.provider_id
  JOIN rollout.phase_status_as_of(on_day) c ON c.phase_id = h.phase_id
  JOIN rollout.lifecycle l ON l.status = c.status
  LEFT JOIN rollout.promises_until(on_day, today) m ON m.phase_id = h.phase_id
  WHERE h.geom_3857 && box
$$;
COMMENT ON FUNCTION open.rollout_phases_file_on IS 'The phases in a box as open.rollout_phases, of any day (rollout.phase_status_as_of), without those of which nothing was said by then';

-- Mobile areas have been kept with their days since the beginning; on the map they now follow the day, too.
CREATE FUNCTION open.mobile_availability_on(on_day date, today date, box geometry)
RETURNS TABLE (id bigint, operator text, operator_id text, technology text, roaming boolean, evidence text, valid_from date, source text,
  geom geometry, geom_3857 geometry)
LANGUAGE sql STABLE AS $$
  SELECT m.id, p.name, m.operator_id, m.technology, m.roaming, m.evidence, m.valid_from, r.source, m.geom, m.geom_3857
  FROM coverage.mobile_as_of(on_day) m
  JOIN coverage.provider p ON p.id = m.operator_id
  JOIN imports.run r ON r.id = m.run_id
  WHERE m.geom_3857 && box
$$;
COMMENT ON FUNCTION open.mobile_availability_on IS 'The mobile areas in a box as open.mobile_availability, of any day (coverage.mobile_as_of)';
