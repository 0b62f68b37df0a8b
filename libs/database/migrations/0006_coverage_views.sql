-- Coverage looks at rollout: what a project has promised is part of an address's status.

CREATE VIEW open.fixed_availability AS
SELECT f.id, f.address_id, a.label AS address, p.name AS provider, f.technology, f.connection_level, f.max_down_mbit, f.max_up_mbit,
       f.valid_from, r.source, a.geom, a.geom_3857
FROM coverage.fixed_availability f
JOIN places.address a ON a.id = f.address_id
JOIN coverage.provider p ON p.id = f.provider_id
JOIN imports.run r ON r.id = f.run_id;

CREATE VIEW open.address_coverage AS
SELECT a.id, a.label AS address, a.use, a.premises, a.district_id, s.fibre_status, s.best_technology, s.max_down_mbit,
       array_to_string(s.providers, ', ') AS providers, a.geom, a.geom_3857
FROM places.address a LEFT JOIN coverage.address_status s ON s.address_id = a.id;

CREATE VIEW open.street_coverage AS
SELECT k.street_key::text AS id, s.name, s.class, k.addresses, k.fibre_share, k.gigabit_share, COALESCE(s.geom, s.location) AS geom, s.geom_3857
FROM coverage.street_status k JOIN places.street s ON s.key = k.street_key;

CREATE VIEW open.mobile_availability AS
SELECT m.id, p.name AS operator, m.operator_id, m.technology, m.valid_from, r.source, m.geom, m.geom_3857
FROM coverage.mobile_availability m
JOIN coverage.provider p ON p.id = m.operator_id
JOIN imports.run r ON r.id = m.run_id;

CREATE VIEW open.availability_shares AS
SELECT s.municipality_key || '/' || s.data_date || '/' || s.technology || '/' || s.min_down_mbit AS id,
       s.municipality_key::text AS municipality_key, s.technology, s.min_down_mbit, s.share, s.data_date, r.source
FROM coverage.availability_share s JOIN imports.run r ON r.id = s.run_id;

CREATE VIEW open.district_statistics AS
SELECT k.district_id || '/' || k.use AS id, k.district_id, d.name AS district, k.use, k.addresses, k.premises, k.unknown,
       k.fibre_passed, k.fibre_connected, k.gigabit, k.under_30_mbit,
       round(100.0 * k.fibre_passed / known.addresses, 1) AS fibre_passed_share,
       round(100.0 * k.fibre_connected / known.addresses, 1) AS fibre_connected_share,
       round(100.0 * k.gigabit / known.addresses, 1) AS gigabit_share, d.geom, d.geom_3857
FROM coverage.district_statistics k
JOIN places.district d ON d.id = k.district_id
-- Where nothing is known about any address there is no share, not a share of zero.
CROSS JOIN LATERAL (SELECT CASE WHEN k.unknown < k.addresses THEN k.addresses END AS addresses) known;

CREATE FUNCTION coverage.refresh() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM coverage.address_status;
  INSERT INTO coverage.address_status (address_id, fibre_status, best_technology, max_down_mbit, providers)
  WITH known AS (
    SELECT f.address_id,
      max(CASE WHEN f.technology IN ('ftth', 'fttb')
        THEN array_position(ARRAY['passed', 'prepared', 'connected', 'activated'], COALESCE(f.connection_level, 'passed')) END) AS fibre,
      (array_agg(f.technology ORDER BY array_position(
        ARRAY['ftth', 'fttb', 'hfc', 'fttc', 'dsl', 'fixed_wireless', 'satellite', 'other'], f.technology)))[1] AS best_technology,
      max(f.max_down_mbit) AS max_down_mbit,
      array_agg(DISTINCT p.name ORDER BY p.name) AS providers
    FROM coverage.fixed_availability f JOIN coverage.provider p ON p.id = f.provider_id
    GROUP BY f.address_id
  ), promised AS (
    SELECT a.id AS address_id, bool_or(c.status = 'under_construction') AS building
    FROM places.address a
    JOIN rollout.project j ON ST_Intersects(j.geom, a.geom)
    JOIN rollout.current_status c ON c.project_id = j.id
    WHERE c.status IN ('tendered', 'planned', 'under_construction')
    GROUP BY a.id
  )
  SELECT COALESCE(known.address_id, promised.address_id),
    CASE WHEN known.fibre IS NOT NULL THEN (ARRAY['passed', 'prepared', 'connected', 'activated'])[known.fibre]
         WHEN promised.building THEN 'under_construction'
         WHEN promised.address_id IS NOT NULL THEN 'planned'
         ELSE 'none' END,
    known.best_technology, known.max_down_mbit, COALESCE(known.providers, '{}')
  FROM known FULL JOIN promised ON promised.address_id = known.address_id;

  DELETE FROM coverage.street_status;
  INSERT INTO coverage.street_status (street_key, addresses, fibre_share, gigabit_share)
  SELECT a.street_key, count(*),
    CASE WHEN count(s.best_technology) > 0 THEN
      round(100.0 * count(*) FILTER (WHERE s.fibre_status IN ('passed', 'prepared', 'connected', 'activated')) / count(*), 1) END,
    CASE WHEN count(s.best_technology) > 0 THEN
      round(100.0 * count(*) FILTER (WHERE s.max_down_mbit >= 1000) / count(*), 1) END
  FROM places.address a LEFT JOIN coverage.address_status s ON s.address_id = a.id
  GROUP BY a.street_key;

  DELETE FROM coverage.district_statistics;
  INSERT INTO coverage.district_statistics (district_id, use, addresses, premises, unknown, fibre_passed, fibre_connected, gigabit, under_30_mbit)
  SELECT a.district_id, u.use, count(*), sum(a.premises),
    count(*) FILTER (WHERE s.best_technology IS NULL),
    count(*) FILTER (WHERE s.fibre_status IN ('passed', 'prepared', 'connected', 'activated')),
    count(*) FILTER (WHERE s.fibre_status IN ('connected', 'activated')),
    count(*) FILTER (WHERE s.max_down_mbit >= 1000),
    count(*) FILTER (WHERE s.max_down_mbit < 30)
  FROM places.address a
  CROSS JOIN (VALUES ('all'), ('residential'), ('commercial')) u (use)
  LEFT JOIN coverage.address_status s ON s.address_id = a.id
  WHERE a.district_id IS NOT NULL
    AND (u.use = 'all' OR a.use = u.use OR (a.use = 'mixed' AND u.use IN ('residential', 'commercial')))
  GROUP BY a.district_id, u.use;

  PERFORM datasets.touch('address-coverage');
  PERFORM datasets.touch('district-statistics');
END $$;
COMMENT ON FUNCTION coverage.refresh IS 'Recomputes the status per address and the figures per street and district. Every write path that changes addresses, availability or rollout calls it in its transaction.';
