-- A change in several places leaves what lies between them as it is: two streets at two ends of the city do not make the whole city new.

ALTER TABLE datasets.change
  DROP CONSTRAINT change_pkey,
  ADD PRIMARY KEY (dataset, version, west, south, east, north),
  ADD FOREIGN KEY (dataset) REFERENCES datasets.state ON DELETE CASCADE;
COMMENT ON TABLE datasets.change IS 'The newest changes of parts of a dataset: the boxes in metres of EPSG:3857, some of them of one version, outside of which all is as before.';

CREATE FUNCTION datasets.boxes(places geometry[]) RETURNS geometry LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  most CONSTANT integer := 8;
  -- Metres of EPSG:3857, in Germany some 630 m on the ground: streets of one quarter are one place.
  apart float8 := 1024;
  found geometry[];
BEGIN
  -- By squares first: a million points are then some hundred boxes.
  SELECT array_agg(box) INTO found FROM (
    SELECT ST_SetSRID(ST_Extent(part.box)::geometry, 3857) AS box
    FROM unnest(places) AS place
    CROSS JOIN LATERAL ST_Dump(place) AS one
    CROSS JOIN LATERAL (SELECT ST_Envelope(ST_Transform(one.geom, 3857)) AS box) part
    WHERE NOT ST_IsEmpty(one.geom)
    GROUP BY floor((ST_XMin(part.box) + ST_XMax(part.box)) / 2 / apart), floor((ST_YMin(part.box) + ST_YMax(part.box)) / 2 / apart)
  ) square;
  LOOP
    SELECT array_agg(box) INTO found FROM (
      SELECT ST_SetSRID(ST_Extent(box)::geometry, 3857) AS box
      FROM (SELECT box, ST_ClusterDBSCAN(box, apart, 1) OVER () AS number FROM unnest(found) AS box) near
      GROUP BY number
    ) cluster;
    EXIT WHEN COALESCE(cardinality(found), 0) <= most;
    apart := apart * 2;
  END LOOP;
  RETURN COALESCE(ST_Collect(found), 'SRID=3857;GEOMETRYCOLLECTION EMPTY');
END $$;
COMMENT ON FUNCTION datasets.boxes IS 'The boxes, eight at most, around places in any system of coordinates: what lies close together is in one. Empty: there is no place. This is the area that datasets.touch() takes.';

CREATE OR REPLACE FUNCTION datasets.touch(changed text, by_run bigint DEFAULT NULL, area geometry DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  -- So many boxes are looked through for a tile.
  kept CONSTANT integer := 64;
  boxes CONSTANT geometry := CASE WHEN area IS NOT NULL THEN datasets.boxes(ARRAY[area]) END;
BEGIN
  -- The same as before, from whom it was before: there is nothing new to tell.
  IF ST_IsEmpty(boxes) AND (by_run IS NULL OR EXISTS (
    SELECT FROM datasets.state s
    JOIN imports.run o ON o.id = s.run_id
    JOIN imports.run n ON n.id = by_run
    WHERE s.dataset = changed AND (o.dataset, o.origin, COALESCE(o.source, o.file_name), o.licence, o.data_date)
      IS NOT DISTINCT FROM (n.dataset, n.origin, COALESCE(n.source, n.file_name), n.licence, n.data_date)))
  THEN
    UPDATE datasets.state SET run_id = by_run WHERE dataset = changed AND by_run IS NOT NULL;
    INSERT INTO datasets.source (dataset, run_id) SELECT changed, by_run WHERE by_run IS NOT NULL ON CONFLICT DO NOTHING;
    RETURN;
  END IF;
  INSERT INTO datasets.state AS s (dataset, run_id) VALUES (changed, by_run)
  ON CONFLICT (dataset) DO UPDATE SET version = s.version + 1, changed_at = now(), run_id = COALESCE(by_run, s.run_id);
  IF boxes IS NULL THEN
    UPDATE datasets.state SET whole_version = version, whole_changed_at = changed_at WHERE dataset = changed;
    DELETE FROM datasets.change WHERE dataset = changed;
  ELSE
    INSERT INTO datasets.change (dataset, version, west, south, east, north)
    SELECT changed, s.version, ST_XMin(b.geom), ST_YMin(b.geom), ST_XMax(b.geom), ST_YMax(b.geom)
    FROM datasets.state s CROSS JOIN ST_Dump(boxes) b WHERE s.dataset = changed;
    -- A version is kept with all of its boxes, or with none.
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
COMMENT ON FUNCTION datasets.touch IS 'Called by every write path in its transaction: raises the dataset''s version, once, and tells every process. area: what has changed lies in its parts (datasets.boxes); empty: nowhere, and the version only rises where the run has another source, date or licence than the one before; null: it may lie anywhere.';

-- Which statuses and figures are others is known by the rows that are written.
DROP FUNCTION coverage.refresh(text[]);
CREATE FUNCTION coverage.refresh(only_streets text[] DEFAULT NULL, place geometry DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  only_addresses text[] := CASE WHEN only_streets IS NOT NULL THEN ARRAY(SELECT id FROM places.address WHERE street_key = ANY (only_streets)) END;
  -- Of no streets: nowhere. Of all: anywhere.
  source geometry := COALESCE(place, CASE WHEN only_streets IS NOT NULL THEN COALESCE((
    SELECT ST_Collect(shown.geom_3857) FROM (
      SELECT geom_3857 FROM places.address WHERE street_key = ANY (only_streets)
      UNION ALL SELECT geom_3857 FROM places.street WHERE key = ANY (only_streets)) shown), 'SRID=3857;GEOMETRYCOLLECTION EMPTY') END);
  addresses text[];
  streets text[];
  figures coverage.district_statistics[];
  area geometry;
  districts geometry;
BEGIN
  -- Two imports that end at once take their turns: each must see what the other wrote.
  PERFORM pg_advisory_xact_lock(hashtext('coverage.refresh'));
  figures := ARRAY(SELECT s FROM coverage.district_statistics s);

  WITH fresh AS MATERIALIZED (
    SELECT address_id, fibre_status, best_technology, max_down_mbit, providers
    FROM coverage.status_as_of(current_date, 'infinity', only_addresses)
  ), gone AS (
    DELETE FROM coverage.address_status s
    WHERE (only_addresses IS NULL OR s.address_id = ANY (only_addresses))
      -- NOT IN would compare each with each where a hash of them has no room in memory.
      AND NOT EXISTS (SELECT FROM fresh f WHERE f.address_id = s.address_id)
    RETURNING s.address_id
  ), come AS (
    INSERT INTO coverage.address_status AS s (address_id, fibre_status, best_technology, max_down_mbit, providers)
    SELECT f.* FROM fresh f
    LEFT JOIN coverage.address_status o ON o.address_id = f.address_id
    WHERE o.address_id IS NULL OR (o.fibre_status, o.best_technology, o.max_down_mbit, o.providers)
      IS DISTINCT FROM (f.fibre_status, f.best_technology, f.max_down_mbit, f.providers)
    ON CONFLICT (address_id) DO UPDATE SET fibre_status = excluded.fibre_status, best_technology = excluded.best_technology,
      max_down_mbit = excluded.max_down_mbit, providers = excluded.providers
    RETURNING s.address_id
  )
  SELECT array_agg(address_id) INTO addresses FROM (SELECT address_id FROM gone UNION ALL SELECT address_id FROM come) other;

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
    RETURNING s.street_key
  ), come AS (
    INSERT INTO coverage.street_status AS s (street_key, addresses, fibre_share, gigabit_share)
    SELECT f.* FROM fresh f
    LEFT JOIN coverage.street_status o ON o.street_key = f.street_key
    WHERE o.street_key IS NULL OR (o.addresses, o.fibre_share, o.gigabit_share) IS DISTINCT FROM (f.addresses, f.fibre_share, f.gigabit_share)
    ON CONFLICT (street_key) DO UPDATE SET addresses = excluded.addresses, fibre_share = excluded.fibre_share, gigabit_share = excluded.gigabit_share
    RETURNING s.street_key
  )
  SELECT array_agg(street_key) INTO streets FROM (SELECT street_key FROM gone UNION ALL SELECT street_key FROM come) other;

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

  -- Of most addresses of the city the places are not looked up: they are everywhere.
  IF source IS NOT NULL AND COALESCE(cardinality(addresses), 0) * 2 <= (SELECT count(*) FROM places.address) THEN
    -- On coarse zooms a whole square of coverage.cell_status is another.
    SELECT datasets.boxes(array_agg(ST_Expand(geom, 1024))) INTO area FROM (
      SELECT b.geom FROM ST_Dump(datasets.boxes(ARRAY[source])) b
      UNION ALL SELECT geom_3857 FROM places.address WHERE id = ANY (addresses)
      UNION ALL SELECT geom_3857 FROM places.street WHERE key = ANY (streets)) other;
  END IF;
  -- The figures of a district are shown all over it.
  SELECT datasets.boxes(array_agg(d.geom_3857)) INTO districts FROM places.district d
  WHERE d.id IN (
    SELECT district_id FROM (
      (SELECT * FROM unnest(figures) EXCEPT TABLE coverage.district_statistics)
      UNION ALL (TABLE coverage.district_statistics EXCEPT SELECT * FROM unnest(figures))) other);

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
COMMENT ON FUNCTION coverage.refresh IS 'Computes the status per address and the figures per street, district and municipality anew: of some streets and what they lie in, or of all. Every write path that changes addresses, availability or rollout calls it in its transaction. place: where the rows lie and lay that it has written; without it, at these streets, or anywhere.';
