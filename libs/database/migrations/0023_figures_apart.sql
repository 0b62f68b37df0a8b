-- Figures for each technology apart, for municipalities whose districts name no key, and for areas that no table knows; and where a
-- project stood on another day.

CREATE FUNCTION places.municipality_of(street_key text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT substr(street_key, 1, 5) || substr(street_key, 10, 3)
$$;
COMMENT ON FUNCTION places.municipality_of IS 'The 8-digit AGS in a 17-digit street key, which is the 12-digit ARS (with the association of municipalities in between) and the number of the street';

ALTER TABLE coverage.statistic
  DROP CONSTRAINT statistic_technology_check,
  ADD CHECK (technology IN ('any', 'fibre', 'hfc', 'dsl_fttc', 'wireless', 'ftth', 'fttb', 'fttc', 'dsl', 'satellite', 'other'));
COMMENT ON COLUMN coverage.statistic.technology IS 'A group (any, fibre, hfc, dsl_fttc, wireless), of which each area has rows, or one technology of a group of several, which has rows where it is or was on offer; streets have the groups only';
COMMENT ON FUNCTION coverage.technology_group IS 'The groups of statistics. Satellite and other technologies are in none: they count in any, and by themselves.';

CREATE FUNCTION coverage.addresses_in(area_kind text, area text, counted_use text) RETURNS TABLE (id text) LANGUAGE sql STABLE AS $$
  SELECT a.id FROM (
    SELECT s.id, s.use FROM places.address s WHERE area_kind = 'street' AND s.street_key = area
    UNION ALL
    SELECT d.id, d.use FROM places.address d WHERE area_kind = 'district' AND d.district_id = area
    UNION ALL
    SELECT m.id, m.use FROM places.address m LEFT JOIN places.district l ON l.id = m.district_id
    WHERE area_kind = 'municipality' AND COALESCE(l.municipality_key, places.municipality_of(m.street_key)) = area
    UNION ALL
    -- Only where it is a polygon may the text be read as one.
    SELECT p.id, p.use FROM places.address p
    WHERE area_kind = 'polygon' AND ST_Intersects(p.geom, CASE WHEN area_kind = 'polygon' THEN ST_SetSRID(ST_GeomFromGeoJSON(area), 4326) END)
  ) a
  WHERE counted_use = 'all' OR a.use = counted_use OR (a.use = 'mixed' AND counted_use IN ('residential', 'commercial'))
$$;
COMMENT ON FUNCTION coverage.addresses_in IS 'The addresses that count in an area for a use (all, residential, commercial), as in coverage.statistic. area: key or id of a street, district or municipality; of a polygon its GeoJSON in WGS 84.';

-- What is said of a cell, also in the past.
CREATE INDEX IF NOT EXISTS grid_availability_cell_id_idx ON coverage.grid_availability (cell_id);

CREATE FUNCTION rollout.project_status_as_of(on_day date DEFAULT current_date, known_at timestamptz DEFAULT 'infinity')
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
  ), of_phases AS (
    SELECT DISTINCT ON (c.project_id) c.project_id, c.valid_from, c.recorded_at, c.status,
           min(c.promised_from) OVER project, max(c.promised_to) OVER project, c.note, max(c.date_moves) OVER project
    FROM rollout.phase_status_as_of(on_day, known_at) c JOIN rollout.lifecycle l ON l.status = c.status
    WHERE c.project_id NOT IN (SELECT o.project_id FROM own o)
    WINDOW project AS (PARTITION BY c.project_id)
    ORDER BY c.project_id, l.speaks_for_project, c.valid_from DESC, c.phase_id
  )
  SELECT * FROM own UNION ALL SELECT * FROM of_phases
$$;
COMMENT ON FUNCTION rollout.project_status_as_of IS 'Where each project stood on a day, as far as it was known at a moment: what was last said of the whole, else what follows from its phases (rollout.lifecycle.speaks_for_project), with the window from the first to the last of theirs and the moves of the phase that moved most. The promise is that of the newest status: null where that says none, even if an earlier one did.';
CREATE OR REPLACE VIEW rollout.current_status AS SELECT * FROM rollout.project_status_as_of();
COMMENT ON VIEW rollout.current_status IS 'rollout.project_status_as_of() of today, as we know it now';

