-- Availability in two times: when it was true (valid_from, valid_to), and when we knew it (recorded_at, superseded_at). Rows are
-- only added; one that later knowledge replaces is closed and stays. So every day has an answer, and so has "what did we believe".

CREATE TABLE coverage.level_definition (
  id text PRIMARY KEY CHECK (id ~ '^[a-z0-9_]+$'),
  name_de text NOT NULL,
  name_en text NOT NULL,
  url text
);
COMMENT ON TABLE coverage.level_definition IS 'What a source means by passed, prepared, connected and activated';
INSERT INTO coverage.level_definition (id, name_de, name_en, url) VALUES
  ('unstated', 'Die Quelle sagt nicht, was sie unter der Stufe versteht.', 'The source does not say what it means by the level.', NULL),
  ('bnetza_20m', 'Bundesnetzagentur: „homes passed“ heißt, dass die Leitung höchstens 20 Meter vom Grundstück entfernt liegt.',
   'Federal Network Agency: passed means that the line ends at most 20 metres from the plot.', 'https://gigabitgrundbuch.bund.de'),
  ('operator', 'Nach der eigenen Festlegung des Betreibers; ob sofort bestellt werden kann, sagt er nicht.',
   'By the operator''s own rule; it does not say whether one can order at once.', NULL),
  ('city', 'Von der Stadt an Ort und Stelle festgestellt.', 'Established by the city on site.', NULL),
  ('fcc_bdc', 'FCC Broadband Data Collection: ein Anschluss ist binnen zehn Werktagen zu haben.',
   'FCC Broadband Data Collection: a connection can be had within ten business days.', 'https://us-fcc.app.box.com/v/bdc-availability-spec');

ALTER TABLE coverage.fixed_availability
  DROP CONSTRAINT fixed_availability_address_id_provider_id_technology_key,
  ADD COLUMN use text NOT NULL DEFAULT 'any' CHECK (use IN ('any', 'residential', 'commercial')),
  ADD COLUMN definition text NOT NULL DEFAULT 'unstated' REFERENCES coverage.level_definition,
  ADD COLUMN evidence text NOT NULL DEFAULT 'operator' CHECK (evidence IN ('official_grid', 'operator', 'city', 'resident_report', 'measurement')),
  ADD COLUMN valid_to date CHECK (valid_to > valid_from),
  ADD COLUMN recorded_at timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN superseded_at timestamptz CHECK (superseded_at >= recorded_at),
  ADD COLUMN recorded_by bigint REFERENCES imports.run,
  ADD COLUMN superseded_by bigint REFERENCES imports.run;
UPDATE coverage.fixed_availability SET recorded_by = run_id;
COMMENT ON TABLE coverage.fixed_availability IS 'What each source says about an address. Sources that contradict each other stand beside each other.';
COMMENT ON COLUMN coverage.fixed_availability.use IS 'Whom the offer is for: funding and goals count homes and firms apart';
COMMENT ON COLUMN coverage.fixed_availability.valid_to IS 'The first day on which it no longer holds; null: it still does';
COMMENT ON COLUMN coverage.fixed_availability.run_id IS 'Where the statement comes from';
COMMENT ON COLUMN coverage.fixed_availability.recorded_by IS 'The import that wrote this row: another one than run_id where that only shortened how long the statement holds';
CREATE UNIQUE INDEX fixed_availability_once ON coverage.fixed_availability (address_id, provider_id, technology, use, evidence, valid_from)
  WHERE superseded_at IS NULL;
CREATE INDEX ON coverage.fixed_availability (recorded_by);
CREATE INDEX ON coverage.fixed_availability (superseded_by) WHERE superseded_by IS NOT NULL;

ALTER TABLE coverage.mobile_availability
  DROP CONSTRAINT mobile_availability_operator_id_technology_key,
  ADD COLUMN roaming boolean NOT NULL DEFAULT false,
  ADD COLUMN evidence text NOT NULL DEFAULT 'operator' CHECK (evidence IN ('official_grid', 'operator', 'city', 'resident_report', 'measurement')),
  ADD COLUMN valid_to date CHECK (valid_to > valid_from),
  ADD COLUMN recorded_at timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN superseded_at timestamptz CHECK (superseded_at >= recorded_at),
  ADD COLUMN recorded_by bigint REFERENCES imports.run,
  ADD COLUMN superseded_by bigint REFERENCES imports.run;
UPDATE coverage.mobile_availability SET recorded_by = run_id;
COMMENT ON COLUMN coverage.mobile_availability.roaming IS 'Served through the network of another operator';
CREATE UNIQUE INDEX mobile_availability_once ON coverage.mobile_availability (operator_id, technology, roaming, evidence, valid_from)
  WHERE superseded_at IS NULL;

CREATE FUNCTION coverage.fixed_as_of(on_day date DEFAULT current_date, known_at timestamptz DEFAULT 'infinity')
RETURNS SETOF coverage.fixed_availability LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT * FROM coverage.fixed_availability
  WHERE valid_from <= on_day AND (valid_to IS NULL OR valid_to > on_day)
    AND recorded_at <= known_at AND (superseded_at IS NULL OR superseded_at > known_at)
$$;
COMMENT ON FUNCTION coverage.fixed_as_of IS 'What held on a day, as far as it was known at a moment; without arguments: what holds today as we know it now.';

CREATE FUNCTION coverage.mobile_as_of(on_day date DEFAULT current_date, known_at timestamptz DEFAULT 'infinity')
RETURNS SETOF coverage.mobile_availability LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT * FROM coverage.mobile_availability
  WHERE valid_from <= on_day AND (valid_to IS NULL OR valid_to > on_day)
    AND recorded_at <= known_at AND (superseded_at IS NULL OR superseded_at > known_at)
$$;
COMMENT ON FUNCTION coverage.mobile_as_of IS 'As coverage.fixed_as_of, for mobile networks.';

CREATE FUNCTION coverage.speed_classes(mbit numeric) RETURNS integer[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT COALESCE(array_agg(class ORDER BY class) FILTER (WHERE mbit >= class), '{}')
  FROM unnest(ARRAY[10, 16, 30, 50, 100, 200, 400, 1000]) AS class
  HAVING mbit IS NOT NULL
$$;
COMMENT ON FUNCTION coverage.speed_classes IS 'The classes of the Breitbandatlas that a download speed reaches; null where the speed is not known';

-- Which of several sources about one offer the figures follow. What residents report is shown, and never counted before the city has looked.
CREATE FUNCTION coverage.evidence_rank(evidence text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_position(ARRAY['measurement', 'city', 'operator', 'official_grid'], evidence)
$$;

CREATE VIEW coverage.counted_fixed AS
SELECT DISTINCT ON (address_id, provider_id, technology, use) *
FROM coverage.fixed_as_of()
WHERE evidence <> 'resident_report'
ORDER BY address_id, provider_id, technology, use, coverage.evidence_rank(evidence), valid_from DESC;
COMMENT ON VIEW coverage.counted_fixed IS 'One statement per offer, from the best evidence: what statuses and figures are computed from.';

CREATE OR REPLACE VIEW open.fixed_availability AS
SELECT f.id, f.address_id, a.label AS address, p.name AS provider, f.technology, f.connection_level, f.max_down_mbit, f.max_up_mbit,
       f.valid_from, r.source, a.geom, a.geom_3857, f.use, f.definition, f.evidence, coverage.speed_classes(f.max_down_mbit) AS speed_classes
FROM coverage.fixed_as_of() f
JOIN places.address a ON a.id = f.address_id
JOIN coverage.provider p ON p.id = f.provider_id
JOIN imports.run r ON r.id = f.run_id;

CREATE VIEW open.fixed_availability_history AS
SELECT f.id, f.address_id, p.name AS provider, f.technology, f.use, f.connection_level, f.definition, f.evidence, f.max_down_mbit,
       f.max_up_mbit, f.valid_from, f.valid_to, f.recorded_at, f.superseded_at, r.source
FROM coverage.fixed_availability f
JOIN coverage.provider p ON p.id = f.provider_id
JOIN imports.run r ON r.id = f.run_id;

CREATE OR REPLACE VIEW open.mobile_availability AS
SELECT m.id, p.name AS operator, m.operator_id, m.technology, m.valid_from, r.source, m.geom, m.geom_3857, m.roaming, m.evidence
FROM coverage.mobile_as_of() m
JOIN coverage.provider p ON p.id = m.operator_id
JOIN imports.run r ON r.id = m.run_id;

CREATE OR REPLACE FUNCTION coverage.refresh() RETURNS void LANGUAGE plpgsql AS $$
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
    FROM coverage.counted_fixed f JOIN coverage.provider p ON p.id = f.provider_id
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
