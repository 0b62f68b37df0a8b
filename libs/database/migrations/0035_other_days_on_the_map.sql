-- What tiles show of another day, as it is recorded now: the same columns as today's views have, of what lies in a box (EPSG:3857). Of a day
-- after `today` they say apart what is promised by then: a promise is never shown as a fact, and one that was broken promises nothing.

CREATE FUNCTION rollout.promises_until(on_day date, today date) RETURNS TABLE (phase_id text, promised_by date) LANGUAGE sql STABLE AS $$
  SELECT c.phase_id, c.promised_to FROM rollout.phase_status_as_of(today) c
  WHERE c.promised_to >= today AND c.promised_to <= on_day AND c.status NOT IN ('rejected', 'decommissioned')
$$;
COMMENT ON FUNCTION rollout.promises_until IS 'The phases that are to be done by a later day, by the window that they promise today and that has not passed yet, and its last day. Of a day up to today: none.';

-- coverage.status_as_of() answers for all addresses or for a few; a tile has thousands from one area. Each by itself takes least: by the
-- index, and what is to be sorted are a few statements at a time.
CREATE FUNCTION open.address_coverage_on(on_day date, today date, box geometry)
RETURNS TABLE (id text, address text, use text, fibre_status text, best_technology text, max_down_mbit numeric, providers text, promised_by date,
  geom_3857 geometry)
LANGUAGE sql STABLE AS $$
  WITH here AS MATERIALIZED (
    SELECT (row_number() OVER ())::integer AS number, a.id, a.label, a.use, a.geom, a.geom_3857
    FROM places.address a WHERE a.geom_3857 && box
  ), known AS MATERIALIZED (
    SELECT n.number, k.* FROM here n CROSS JOIN LATERAL (
      SELECT max(CASE counted.connection_level WHEN 'passed' THEN 2 WHEN 'prepared' THEN 3 WHEN 'connected' THEN 4 WHEN 'activated' THEN 5 ELSE 1 END)
               FILTER (WHERE counted.technology IN ('ftth', 'fttb')) AS fibre,
             min(CASE counted.technology WHEN 'ftth' THEN 1 WHEN 'fttb' THEN 2 WHEN 'hfc' THEN 3 WHEN 'fttc' THEN 4 WHEN 'dsl' THEN 5
                 WHEN 'fixed_wireless' THEN 6 WHEN 'satellite' THEN 7 WHEN 'other' THEN 8 END) AS best,
             max(counted.max_down_mbit) AS max_down_mbit, array_agg(counted.provider_id) AS providers
      FROM (
        -- As in coverage.counted_as_of(): of each offer the best statement for homes and the best for firms.
        SELECT f.provider_id, f.technology, f.connection_level, f.max_down_mbit,
          f.use <> 'commercial' AND 1 = count(*) FILTER (WHERE f.use <> 'commercial') OVER better AS home,
          f.use <> 'residential' AND 1 = count(*) FILTER (WHERE f.use <> 'residential') OVER better AS firm
        FROM coverage.fixed_availability f
        WHERE f.address_id = n.id AND f.valid_from <= on_day AND (f.valid_to IS NULL OR f.valid_to > on_day) AND f.superseded_at IS NULL
          AND f.evidence <> 'resident_report'
        WINDOW better AS (PARTITION BY f.provider_id, f.technology
          ORDER BY coverage.evidence_rank(f.evidence), f.use = 'any', f.valid_from DESC, f.id DESC ROWS UNBOUNDED PRECEDING)
      ) counted
      WHERE counted.home OR counted.firm
      HAVING count(*) > 0
    ) k
  ), named AS (
    -- Few are offered together.
    SELECT o.providers, (SELECT string_agg(DISTINCT p.name, ', ' ORDER BY p.name) FROM coverage.provider p WHERE p.id = ANY (o.providers)) AS names
    FROM (SELECT DISTINCT providers FROM known) o
  ), phase AS MATERIALIZED (
    SELECT h.phase_id, h.project_id, h.listed, h.geom, ST_Area(h.geom) AS area,
           c.status IN ('tendered', 'planned', 'under_construction') AS planned, c.status = 'under_construction' AS building, m.promised_by
    FROM rollout.any_phase h
    LEFT JOIN rollout.phase_status_as_of(on_day) c ON c.phase_id = h.phase_id
    LEFT JOIN rollout.promises_until(on_day, today) m ON m.phase_id = h.phase_id
    WHERE h.listed OR h.geom_3857 && box
  ), serving AS (
    -- As in rollout.address_phase.
    SELECT DISTINCT ON (b.number, h.project_id) b.number, h.planned, h.building, h.promised_by
    FROM (
      SELECT n.number, l.phase_id, true AS named FROM here n JOIN rollout.phase_address l ON l.address_id = n.id
      UNION ALL
      -- One area after the other: each is prepared once for all of its points.
      SELECT inside.number, a.phase_id, false FROM phase a
      CROSS JOIN LATERAL (SELECT n.number FROM here n WHERE ST_Intersects(a.geom, n.geom) OFFSET 0) inside
      WHERE NOT a.listed
    ) b
    JOIN phase h ON h.phase_id = b.phase_id
    ORDER BY b.number, h.project_id, b.named DESC, h.area, h.phase_id
  ), said AS (
    SELECT s.number, bool_or(s.planned) AS planned, bool_or(s.building) AS building, min(s.promised_by) AS promised_by
    FROM serving s GROUP BY s.number
  )
  SELECT n.id, n.label, n.use,
    CASE WHEN k.fibre IS NOT NULL THEN (ARRAY['level_unknown', 'passed', 'prepared', 'connected', 'activated'])[k.fibre]
         WHEN s.building THEN 'under_construction'
         WHEN s.planned THEN 'planned'
         WHEN k.number IS NOT NULL THEN 'none' END,
    (ARRAY['ftth', 'fttb', 'hfc', 'fttc', 'dsl', 'fixed_wireless', 'satellite', 'other'])[k.best],
    -- Where there is a status there is a list, if an empty one.
    k.max_down_mbit, CASE WHEN k.number IS NOT NULL OR s.planned THEN COALESCE(p.names, '') END,
    CASE WHEN k.fibre >= 4 THEN NULL ELSE s.promised_by END, n.geom_3857
  FROM here n
  LEFT JOIN known k ON k.number = n.number
  LEFT JOIN named p ON p.providers = k.providers
  LEFT JOIN said s ON s.number = n.number
$$;
COMMENT ON FUNCTION open.address_coverage_on IS 'The addresses in a box as open.address_coverage, of any day (coverage.status_as_of); promised_by: by when the phase that serves one promises fibre, where no source says that it ends in the building by then';

CREATE FUNCTION coverage.shares_on(on_day date, kind text)
RETURNS TABLE (area_id text, addresses integer, fibre_share numeric, gigabit_share numeric) LANGUAGE sql STABLE AS $$
  SELECT w.area_id, w.addresses,
    -- A street where fibre never was on offer has no row of it.
    CASE WHEN w.unknown < w.addresses THEN round(100.0 * COALESCE(f.offered, 0) / w.addresses, 1) END,
    CASE WHEN w.unknown < w.addresses THEN round(100.0 * w.down_1000 / w.addresses, 1) END
  FROM coverage.statistic w
  LEFT JOIN coverage.statistic f ON f.area_kind = w.area_kind AND f.area_id = w.area_id AND f.use = 'all' AND f.technology = 'fibre'
    AND f.provider_id IS NULL AND f.valid_from <= on_day AND (f.valid_to IS NULL OR f.valid_to > on_day)
  WHERE w.area_kind = kind AND w.use = 'all' AND w.technology = 'any' AND w.provider_id IS NULL
    AND w.valid_from <= on_day AND (w.valid_to IS NULL OR w.valid_to > on_day)
$$;
COMMENT ON FUNCTION coverage.shares_on IS 'What coverage.street_status holds for today, for any day and for areas of any kind (street, district, municipality), from coverage.statistic';

CREATE FUNCTION open.street_coverage_on(on_day date, today date, box geometry)
RETURNS TABLE (id text, name text, class text, addresses integer, fibre_share numeric, gigabit_share numeric, geom_3857 geometry)
LANGUAGE sql STABLE AS $$
  SELECT s.key::text, s.name, s.class, k.addresses, k.fibre_share, k.gigabit_share, s.geom_3857
  FROM places.street s JOIN coverage.shares_on(on_day, 'street') k ON k.area_id = s.key::text
  WHERE s.geom_3857 && box
$$;
COMMENT ON FUNCTION open.street_coverage_on IS 'The streets in a box as open.street_coverage, of any day';

CREATE FUNCTION open.district_coverage_on(on_day date, today date, box geometry)
RETURNS TABLE (id text, addresses integer, fibre_share numeric, gigabit_share numeric, geom_3857 geometry)
LANGUAGE sql STABLE AS $$
  SELECT d.id, k.addresses, k.fibre_share, k.gigabit_share, d.geom_3857
  FROM places.district d JOIN coverage.shares_on(on_day, 'district') k ON k.area_id = d.id
  WHERE d.geom_3857 && box
$$;
COMMENT ON FUNCTION open.district_coverage_on IS 'The districts in a box by the shares of any day: in place of open.coverage_cells, which are counted for today only';

CREATE FUNCTION open.rollout_projects_on(on_day date, today date, box geometry)
RETURNS TABLE (id text, name text, provider text, status text, promised_from date, promised_to date, date_moves bigint, promised_by date,
  geom_3857 geometry)
LANGUAGE sql STABLE AS $$
  SELECT p.id, p.name, v.name, c.status, c.promised_from, c.promised_to, c.date_moves,
    CASE WHEN t.promised_to >= today AND t.promised_to <= on_day AND t.status NOT IN ('rejected', 'decommissioned')
           AND c.status NOT IN ('connected', 'activated') THEN t.promised_to END, p.geom_3857
  FROM rollout.project p
  JOIN coverage.provider v ON v.id = p.provider_id
  LEFT JOIN rollout.project_status_as_of(on_day) c ON c.project_id = p.id
  LEFT JOIN rollout.project_status_as_of(today) t ON t.project_id = p.id
  WHERE p.geom_3857 && box
$$;
COMMENT ON FUNCTION open.rollout_projects_on IS 'The projects in a box as open.rollout_projects, of any day (rollout.project_status_as_of); promised_by: the last day that one promises today, where that has not passed and is over by then';
