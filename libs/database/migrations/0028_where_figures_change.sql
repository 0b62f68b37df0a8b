-- The figures of a district change in the whole district, also where only one of its streets has changed. And what is shown of a day is
-- another version on the day on which something in it begins or ends.

CREATE OR REPLACE FUNCTION coverage.refresh(only_streets text[] DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  only_addresses text[] := CASE WHEN only_streets IS NOT NULL THEN ARRAY(SELECT id FROM places.address WHERE street_key = ANY (only_streets)) END;
  -- A tile elsewhere is as it was; on coarse zooms a whole square of coverage.cell_status is another.
  area geometry := CASE WHEN only_streets IS NOT NULL THEN (
    SELECT ST_Expand(ST_SetSRID(ST_Extent(shown.geom_3857)::geometry, 3857), 1024) FROM (
      SELECT geom_3857 FROM places.address WHERE street_key = ANY (only_streets)
      UNION ALL SELECT geom_3857 FROM places.street WHERE key = ANY (only_streets)) shown) END;
  -- The figures of a district are shown all over it.
  districts geometry := CASE WHEN only_streets IS NOT NULL THEN (
    SELECT ST_SetSRID(ST_Extent(d.geom_3857)::geometry, 3857) FROM places.district d
    WHERE d.id IN (SELECT district_id FROM places.address WHERE street_key = ANY (only_streets))) END;
BEGIN
  -- Two imports that end at once take their turns: each must see what the other wrote.
  PERFORM pg_advisory_xact_lock(hashtext('coverage.refresh'));

  WITH fresh AS MATERIALIZED (
    SELECT address_id, fibre_status, best_technology, max_down_mbit, providers
    FROM coverage.status_as_of(current_date, 'infinity', only_addresses)
  ), gone AS (
    DELETE FROM coverage.address_status s
    WHERE (only_addresses IS NULL OR s.address_id = ANY (only_addresses))
      -- NOT IN would compare each with each where a hash of them has no room in memory.
      AND NOT EXISTS (SELECT FROM fresh f WHERE f.address_id = s.address_id)
  )
  INSERT INTO coverage.address_status AS s (address_id, fibre_status, best_technology, max_down_mbit, providers)
  SELECT f.* FROM fresh f
  LEFT JOIN coverage.address_status o ON o.address_id = f.address_id
  WHERE o.address_id IS NULL OR (o.fibre_status, o.best_technology, o.max_down_mbit, o.providers)
    IS DISTINCT FROM (f.fibre_status, f.best_technology, f.max_down_mbit, f.providers)
  ON CONFLICT (address_id) DO UPDATE SET fibre_status = excluded.fibre_status, best_technology = excluded.best_technology,
    max_down_mbit = excluded.max_down_mbit, providers = excluded.providers;

  WITH fresh AS MATERIALIZED (
    SELECT a.street_key, count(*) AS addresses,
      CASE WHEN count(s.best_technology) > 0 THEN
        round(100.0 * count(*) FILTER (WHERE s.fibre_status IN ('level_unknown', 'passed', 'prepared', 'connected', 'activated')) / count(*), 1) END AS fibre_share,
      CASE WHEN count(s.best_technology) > 0 THEN
        round(100.0 * count(*) FILTER (WHERE s.max_down_mbit >= 1000) / count(*), 1) END AS gigabit_share
    FROM places.address a LEFT JOIN coverage.address_status s ON s.address_id = a.id
    WHERE only_streets IS NULL OR a.street_key = ANY (only_streets)
    GROUP BY a.street_key
  ), gone AS (
    DELETE FROM coverage.street_status s
    WHERE (only_streets IS NULL OR s.street_key = ANY (only_streets))
      AND NOT EXISTS (SELECT FROM fresh f WHERE f.street_key = s.street_key)
  )
  INSERT INTO coverage.street_status AS s (street_key, addresses, fibre_share, gigabit_share)
  SELECT f.* FROM fresh f
  LEFT JOIN coverage.street_status o ON o.street_key = f.street_key
  WHERE o.street_key IS NULL OR (o.addresses, o.fibre_share, o.gigabit_share) IS DISTINCT FROM (f.addresses, f.fibre_share, f.gigabit_share)
  ON CONFLICT (street_key) DO UPDATE SET addresses = excluded.addresses, fibre_share = excluded.fibre_share, gigabit_share = excluded.gigabit_share;

  PERFORM coverage.refresh_cells(only_streets);
  PERFORM coverage.refresh_statistic(only_streets);

  DELETE FROM coverage.district_statistics;
  INSERT INTO coverage.district_statistics (district_id, use, addresses, premises, unknown, fibre_passed, fibre_level_unknown, fibre_connected,
    gigabit, under_30_mbit)
  SELECT s.area_id, s.use, s.addresses, h.premises, s.unknown, f.passed, f.level_unknown, f.connected, s.down_1000,
    s.offered - s.speed_unknown - s.down_30
  FROM open.coverage_statistics s
  JOIN open.coverage_statistics f ON (f.area_kind, f.area_id, f.use, f.technology) = (s.area_kind, s.area_id, s.use, 'fibre') AND f.provider_id IS NULL
  JOIN (
    SELECT a.district_id, u.use, sum(a.premises) AS premises
    FROM (SELECT district_id, use, sum(premises) AS premises FROM places.address GROUP BY district_id, use) a
    CROSS JOIN (VALUES ('all'), ('residential'), ('commercial')) u (use)
    WHERE u.use = 'all' OR a.use = u.use OR (a.use = 'mixed' AND u.use IN ('residential', 'commercial'))
    GROUP BY a.district_id, u.use
  ) h ON h.district_id = s.area_id AND h.use = s.use
  WHERE s.area_kind = 'district' AND s.technology = 'any' AND s.provider_id IS NULL;

  PERFORM datasets.touch(changed, NULL, area) FROM unnest(ARRAY['address-coverage', 'coverage-statistics',
    'coverage-statistics-history', 'availability-contradictions']) AS changed;
  PERFORM datasets.touch('district-statistics', NULL, districts);
  -- What planners ask follows from all of this.
  PERFORM rollout.touch_planning();
  -- Only the first: refresh_today() has more to do when a day begins.
  IF only_streets IS NULL THEN
    INSERT INTO coverage.refreshed VALUES (current_date) ON CONFLICT DO NOTHING;
  END IF;
END $$;

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

-- What is there already is computed in the new way.
SELECT coverage.refresh();
