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
CREATE INDEX ON coverage.fixed_availability (address_id, provider_id, technology);
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

-- A statement for homes and one for firms stand beside each other; one for both is passed over where better evidence speaks of either.
CREATE FUNCTION coverage.counted_as_of(on_day date DEFAULT current_date, known_at timestamptz DEFAULT 'infinity')
RETURNS TABLE (id bigint, address_id text, provider_id text, technology text, connection_level text, max_down_mbit numeric,
  max_up_mbit numeric, use text, definition text, evidence text, valid_from date, valid_to date, run_id bigint,
  for_residential boolean, for_commercial boolean)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT * FROM (
    SELECT f.id, f.address_id, f.provider_id, f.technology, f.connection_level, f.max_down_mbit, f.max_up_mbit, f.use, f.definition,
           f.evidence, f.valid_from, f.valid_to, f.run_id,
           f.use <> 'commercial' AND 1 = row_number() OVER (PARTITION BY f.address_id, f.provider_id, f.technology, f.use <> 'commercial'
             ORDER BY coverage.evidence_rank(f.evidence), f.use = 'any', f.valid_from DESC, f.id DESC) AS for_residential,
           f.use <> 'residential' AND 1 = row_number() OVER (PARTITION BY f.address_id, f.provider_id, f.technology, f.use <> 'residential'
             ORDER BY coverage.evidence_rank(f.evidence), f.use = 'any', f.valid_from DESC, f.id DESC) AS for_commercial
    FROM coverage.fixed_as_of(on_day, known_at) f
    WHERE f.evidence <> 'resident_report'
  ) held
  WHERE held.for_residential OR held.for_commercial
$$;
COMMENT ON FUNCTION coverage.counted_as_of IS 'Of what held on a day, the statements that figures follow: per offer (address, provider, technology) and use the one of best evidence, the newest of equals.';

CREATE VIEW coverage.counted_fixed AS SELECT * FROM coverage.counted_as_of();
COMMENT ON VIEW coverage.counted_fixed IS 'Today''s statements of best evidence: what statuses and figures are computed from. Others are shown beside them, never averaged in.';

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

CREATE VIEW open.mobile_availability_history AS
SELECT m.id, p.name AS operator, m.operator_id, m.technology, m.roaming, m.evidence, m.valid_from, m.valid_to, m.recorded_at, m.superseded_at,
       r.source, m.geom, m.geom_3857
FROM coverage.mobile_availability m
JOIN coverage.provider p ON p.id = m.operator_id
JOIN imports.run r ON r.id = m.run_id;

CREATE OR REPLACE FUNCTION agenda.mobile_covered(wanted_technology text) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT ROW(
    CASE WHEN EXISTS (SELECT FROM open.mobile_availability WHERE evidence <> 'resident_report') THEN round(100.0 * count(*) FILTER (WHERE covered) / NULLIF(count(*), 0), 1) END,
    count(*) FILTER (WHERE covered), count(*))::agenda.figure
  FROM (SELECT EXISTS (SELECT FROM open.mobile_availability m
                       WHERE m.evidence <> 'resident_report'
                         -- Standalone 5G is 5G too.
                         AND (m.technology = wanted_technology OR (wanted_technology = '5g' AND m.technology = '5g_sa'))
                         AND ST_Intersects(m.geom, a.geom)) AS covered
        FROM open.addresses a) addresses
$$;

-- Where sources disagree. A source that leaves a level or a speed open contradicts nobody; one that speaks twice only corrects itself.
CREATE FUNCTION coverage.contradictions_as_of(on_day date DEFAULT current_date, known_at timestamptz DEFAULT 'infinity')
RETURNS TABLE (address_id text, id text, provider_id text, technology text, use text, level_differs boolean, speed_differs boolean,
  preferred_id bigint, other_id bigint)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT a.address_id, a.id || '-' || b.id, a.provider_id, a.technology, CASE a.use WHEN 'any' THEN b.use ELSE a.use END,
         COALESCE(a.connection_level <> b.connection_level, false),
         COALESCE(coverage.speed_classes(a.max_down_mbit) <> coverage.speed_classes(b.max_down_mbit), false), a.id, b.id
  FROM coverage.fixed_as_of(on_day, known_at) a
  JOIN coverage.fixed_as_of(on_day, known_at) b
    ON b.address_id = a.address_id AND b.provider_id = a.provider_id AND b.technology = a.technology
    AND (a.use = b.use OR 'any' IN (a.use, b.use))
    -- Each pair once, better evidence first, of equals the newer.
    AND (COALESCE(coverage.evidence_rank(a.evidence), 9), b.valid_from, b.id)
      < (COALESCE(coverage.evidence_rank(b.evidence), 9), a.valid_from, a.id)
  JOIN imports.run ra ON ra.id = a.run_id
  JOIN imports.run rb ON rb.id = b.run_id
  WHERE (a.evidence <> b.evidence OR COALESCE(ra.source, ra.file_name) IS DISTINCT FROM COALESCE(rb.source, rb.file_name))
    AND (a.connection_level <> b.connection_level OR coverage.speed_classes(a.max_down_mbit) <> coverage.speed_classes(b.max_down_mbit))
$$;
COMMENT ON FUNCTION coverage.contradictions_as_of IS 'Pairs of statements about the same offer that held on a day and differ in the level or in the speed class; the one of better evidence is preferred.';

CREATE VIEW open.availability_contradictions AS
SELECT c.id, c.address_id, h.label AS address, h.district_id, p.name AS provider, c.technology, c.use,
       concat_ws(' ', CASE WHEN c.level_differs THEN 'connection_level' END, CASE WHEN c.speed_differs THEN 'speed' END) AS differs,
       a.connection_level, a.max_down_mbit, a.definition, a.evidence, a.valid_from, ra.source,
       b.connection_level AS other_connection_level, b.max_down_mbit AS other_max_down_mbit, b.definition AS other_definition,
       b.evidence AS other_evidence, b.valid_from AS other_valid_from, rb.source AS other_source, h.geom, h.geom_3857
FROM coverage.contradictions_as_of() c
JOIN coverage.fixed_availability a ON a.id = c.preferred_id
JOIN coverage.fixed_availability b ON b.id = c.other_id
JOIN places.address h ON h.id = c.address_id
JOIN coverage.provider p ON p.id = c.provider_id
JOIN imports.run ra ON ra.id = a.run_id
JOIN imports.run rb ON rb.id = b.run_id;

CREATE FUNCTION coverage.promised_as_of(on_day date DEFAULT current_date, known_at timestamptz DEFAULT 'infinity', only_addresses text[] DEFAULT NULL)
RETURNS TABLE (address_id text, building boolean) LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT a.id, bool_or(c.status = 'under_construction')
  FROM rollout.project j
  JOIN LATERAL (
    SELECT s.status FROM rollout.project_status s
    WHERE s.project_id = j.id AND s.valid_from <= on_day AND s.recorded_at <= known_at
    ORDER BY s.valid_from DESC, s.recorded_at DESC LIMIT 1
  ) c ON c.status IN ('tendered', 'planned', 'under_construction')
  JOIN places.address a ON ST_Intersects(j.geom, a.geom)
  WHERE only_addresses IS NULL OR a.id = ANY (only_addresses)
  GROUP BY a.id
$$;
COMMENT ON FUNCTION coverage.promised_as_of IS 'The addresses that a rollout project promised fibre on a day, as far as it was known at a moment, and whether it was being built.';

CREATE FUNCTION coverage.status_as_of(on_day date DEFAULT current_date, known_at timestamptz DEFAULT 'infinity', only_addresses text[] DEFAULT NULL)
RETURNS TABLE (address_id text, fibre_status text, best_technology text, max_down_mbit numeric, providers text[])
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH known AS (
    SELECT f.address_id,
      max(CASE WHEN f.technology IN ('ftth', 'fttb')
        THEN array_position(ARRAY['passed', 'prepared', 'connected', 'activated'], COALESCE(f.connection_level, 'passed')) END) AS fibre,
      min(array_position(ARRAY['ftth', 'fttb', 'hfc', 'fttc', 'dsl', 'fixed_wireless', 'satellite', 'other'], f.technology)) AS best,
      max(f.max_down_mbit) AS max_down_mbit,
      array_agg(DISTINCT p.name ORDER BY p.name) AS providers
    FROM coverage.counted_as_of(on_day, known_at) f JOIN coverage.provider p ON p.id = f.provider_id
    WHERE only_addresses IS NULL OR f.address_id = ANY (only_addresses)
    GROUP BY f.address_id
  )
  SELECT COALESCE(known.address_id, promised.address_id),
    CASE WHEN known.fibre IS NOT NULL THEN (ARRAY['passed', 'prepared', 'connected', 'activated'])[known.fibre]
         WHEN promised.building THEN 'under_construction'
         WHEN promised.address_id IS NOT NULL THEN 'planned'
         ELSE 'none' END,
    (ARRAY['ftth', 'fttb', 'hfc', 'fttc', 'dsl', 'fixed_wireless', 'satellite', 'other'])[known.best],
    known.max_down_mbit, COALESCE(known.providers, '{}')
  FROM known FULL JOIN coverage.promised_as_of(on_day, known_at, only_addresses) promised ON promised.address_id = known.address_id
$$;
COMMENT ON FUNCTION coverage.status_as_of IS 'What coverage.address_status holds for today, for any day as far as it was known at a moment.';

-- Figures of areas over time: each row holds from a day until another. Like District.statistics they count addresses as the register has
-- them now; a use counts the addresses of that use (mixed: both) by the offers for that use.
CREATE TABLE coverage.statistic (
  area_kind text NOT NULL CHECK (area_kind IN ('municipality', 'district', 'street')),
  area_id text NOT NULL,
  use text NOT NULL CHECK (use IN ('all', 'residential', 'commercial')),
  provider_id text REFERENCES coverage.provider,
  technology text NOT NULL CHECK (technology IN ('any', 'fibre', 'hfc', 'dsl_fttc', 'wireless')),
  valid_from date NOT NULL,
  valid_to date,
  addresses integer NOT NULL,
  unknown integer NOT NULL,
  offered integer NOT NULL,
  speed_unknown integer NOT NULL,
  down_10 integer NOT NULL,
  down_16 integer NOT NULL,
  down_30 integer NOT NULL,
  down_50 integer NOT NULL,
  down_100 integer NOT NULL,
  down_200 integer NOT NULL,
  down_400 integer NOT NULL,
  down_1000 integer NOT NULL,
  level_unknown integer NOT NULL,
  passed integer NOT NULL,
  prepared integer NOT NULL,
  connected integer NOT NULL,
  activated integer NOT NULL,
  UNIQUE NULLS NOT DISTINCT (area_kind, area_id, use, technology, provider_id, valid_from)
);
COMMENT ON TABLE coverage.statistic IS 'Addresses of an area, counted by what they can get, kept by coverage.refresh(). Fibre and gigabit are separate: the speeds of technology any say nothing about fibre.';
COMMENT ON COLUMN coverage.statistic.area_id IS 'AGS of the municipality, id of the district, or key of the street';
COMMENT ON COLUMN coverage.statistic.provider_id IS 'Null: any provider';
COMMENT ON COLUMN coverage.statistic.valid_from IS 'The first day with these figures; -infinity: before the first statement';
COMMENT ON COLUMN coverage.statistic.unknown IS 'Addresses about which no source says anything for this use; they are in no count but addresses';
COMMENT ON COLUMN coverage.statistic.offered IS 'Addresses where this provider offers this technology, at whatever level';
COMMENT ON COLUMN coverage.statistic.down_10 IS 'Addresses that can get 10 Mbit/s or more in this way; the others likewise';
COMMENT ON COLUMN coverage.statistic.passed IS 'Addresses with at least this level; those whose level no source gives are in level_unknown only';

CREATE FUNCTION coverage.technology_group(technology text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN technology IN ('ftth', 'fttb') THEN 'fibre' WHEN technology = 'hfc' THEN 'hfc'
              WHEN technology IN ('dsl', 'fttc') THEN 'dsl_fttc' WHEN technology = 'fixed_wireless' THEN 'wireless' END
$$;
COMMENT ON FUNCTION coverage.technology_group IS 'The groups of statistics. Satellite and other technologies are in none: they count only in any.';

CREATE FUNCTION coverage.speed_step(mbit numeric) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT width_bucket(mbit, ARRAY[10, 16, 30, 50, 100, 200, 400, 1000]::numeric[])
$$;
COMMENT ON FUNCTION coverage.speed_step IS 'How many of the classes of the Breitbandatlas a download speed reaches, 0 to 8';

-- One sweep over time: each address counts from one of its own days to the next, so years in which nothing changed cost nothing.
CREATE FUNCTION coverage.refresh_statistic() RETURNS void LANGUAGE sql AS $$
  DELETE FROM coverage.statistic;
  INSERT INTO coverage.statistic (area_kind, area_id, use, provider_id, technology, valid_from, valid_to, addresses, unknown, offered,
    speed_unknown, down_10, down_16, down_30, down_50, down_100, down_200, down_400, down_1000,
    level_unknown, passed, prepared, connected, activated)
  -- Addresses that count in the same places and uses are told apart by numbers only: sorting texts would take most of the time.
  WITH place AS MATERIALIZED (
    SELECT id, (row_number() OVER ())::integer AS number, (dense_rank() OVER (ORDER BY street_key, district_id))::integer AS spot,
           (dense_rank() OVER (ORDER BY street_key, district_id, use))::integer AS kind, street_key, district_id, use
    FROM places.address
  ), kind AS MATERIALIZED (
    SELECT p.kind, p.spot, p.street_key::text AS street, p.district_id AS district, d.municipality_key::text AS municipality,
           p.use IN ('residential', 'mixed') AS homes, p.use IN ('commercial', 'mixed') AS firms, count(*) AS addresses
    FROM place p LEFT JOIN places.district d ON d.id = p.district_id
    GROUP BY p.kind, p.spot, p.street_key, p.district_id, d.municipality_key, p.use
  ), statement AS MATERIALIZED (
    SELECT f.id, p.number, p.kind, f.provider_id, f.technology, f.use, coverage.evidence_rank(f.evidence) AS rank, f.valid_from, f.valid_to,
           -- From 1, with 0 for unknown.
           COALESCE(1 + coverage.speed_step(f.max_down_mbit), 0) AS speed,
           COALESCE(array_position(ARRAY['passed', 'prepared', 'connected', 'activated'], f.connection_level), 0) AS level
    FROM coverage.fixed_availability f JOIN place p ON p.id = f.address_id
    WHERE f.superseded_at IS NULL AND f.evidence <> 'resident_report'
  ), period AS (
    SELECT number, day, lead(day) OVER (PARTITION BY number ORDER BY day) AS until
    FROM (SELECT number, valid_from AS day FROM statement
          UNION SELECT number, valid_to FROM statement WHERE valid_to IS NOT NULL) days
  ), held AS (
    SELECT s.number, s.kind, p.day, p.until, s.provider_id, COALESCE(coverage.technology_group(s.technology), '') AS technology, s.speed, s.level,
           -- As in coverage.counted_as_of().
           s.use <> 'commercial' AND 1 = row_number() OVER (PARTITION BY s.number, p.day, s.provider_id, s.technology, s.use <> 'commercial'
             ORDER BY s.rank, s.use = 'any', s.valid_from DESC, s.id DESC) AS home,
           s.use <> 'residential' AND 1 = row_number() OVER (PARTITION BY s.number, p.day, s.provider_id, s.technology, s.use <> 'residential'
             ORDER BY s.rank, s.use = 'any', s.valid_from DESC, s.id DESC) AS firm
    FROM period p JOIN statement s ON s.number = p.number AND s.valid_from <= p.day AND (s.valid_to IS NULL OR s.valid_to > p.day)
  ), best AS (
    -- What one address gets for all uses, for homes, for firms: each as speed * 5 + level, and -1 for no offer.
    SELECT kind, day, until, provider_id, CASE WHEN GROUPING(technology) = 1 THEN 'any' ELSE technology END AS technology,
           max(speed) * 5 + max(level) AS whole,
           COALESCE(max(speed) FILTER (WHERE home) * 5 + max(level) FILTER (WHERE home), -1) AS home,
           COALESCE(max(speed) FILTER (WHERE firm) * 5 + max(level) FILTER (WHERE firm), -1) AS firm
    FROM held WHERE home OR firm
    GROUP BY number, kind, day, until,
             GROUPING SETS ((), (provider_id), (technology), (provider_id, technology))
  ), alike AS (
    SELECT kind, provider_id, technology, day, until, whole, home, firm, count(*)::integer AS count
    FROM best WHERE technology <> ''
    GROUP BY kind, provider_id, technology, day, until, whole, home, firm
  ), outcome AS (
    SELECT k.spot, u.use, COALESCE(a.provider_id, '') AS provider_id, a.technology, e.day,
      sum(e.count)::integer AS offered,
      COALESCE(sum(e.count) FILTER (WHERE u.speed = 0), 0)::integer AS speed_unknown,
      COALESCE(sum(e.count) FILTER (WHERE u.speed >= 2), 0)::integer AS down_10,
      COALESCE(sum(e.count) FILTER (WHERE u.speed >= 3), 0)::integer AS down_16,
      COALESCE(sum(e.count) FILTER (WHERE u.speed >= 4), 0)::integer AS down_30,
      COALESCE(sum(e.count) FILTER (WHERE u.speed >= 5), 0)::integer AS down_50,
      COALESCE(sum(e.count) FILTER (WHERE u.speed >= 6), 0)::integer AS down_100,
      COALESCE(sum(e.count) FILTER (WHERE u.speed >= 7), 0)::integer AS down_200,
      COALESCE(sum(e.count) FILTER (WHERE u.speed >= 8), 0)::integer AS down_400,
      COALESCE(sum(e.count) FILTER (WHERE u.speed >= 9), 0)::integer AS down_1000,
      COALESCE(sum(e.count) FILTER (WHERE u.level = 0), 0)::integer AS level_unknown,
      COALESCE(sum(e.count) FILTER (WHERE u.level >= 1), 0)::integer AS passed,
      COALESCE(sum(e.count) FILTER (WHERE u.level >= 2), 0)::integer AS prepared,
      COALESCE(sum(e.count) FILTER (WHERE u.level >= 3), 0)::integer AS connected,
      COALESCE(sum(e.count) FILTER (WHERE u.level >= 4), 0)::integer AS activated
    FROM alike a JOIN kind k ON k.kind = a.kind
    CROSS JOIN LATERAL (
      SELECT v.use, v.best / 5 AS speed, v.best % 5 AS level
      FROM (VALUES ('all', a.whole, true), ('residential', a.home, k.homes), ('commercial', a.firm, k.firms)) v (use, best, counts)
      WHERE v.counts AND v.best >= 0
    ) u
    CROSS JOIN LATERAL (VALUES (a.day, a.count), (a.until, -a.count)) e (day, count)
    WHERE e.day IS NOT NULL
    GROUP BY k.spot, u.use, COALESCE(a.provider_id, ''), a.technology, e.day
  ), area AS (
    SELECT k.spot, k.addresses, k.homes, k.firms, r.area_kind, r.area_id
    FROM kind k
    CROSS JOIN LATERAL (VALUES ('street', k.street), ('district', k.district), ('municipality', k.municipality)) r (area_kind, area_id)
    WHERE r.area_id IS NOT NULL
  ), stock AS (
    SELECT area_kind, area_id, u.use, sum(addresses) AS addresses
    FROM area CROSS JOIN LATERAL (VALUES ('all', true), ('residential', homes), ('commercial', firms)) u (use, counts)
    WHERE u.counts
    GROUP BY area_kind, area_id, u.use
  ), event AS (
    SELECT r.area_kind, r.area_id, o.use, o.provider_id, o.technology, o.day,
      sum(o.offered) AS offered, sum(o.speed_unknown) AS speed_unknown, sum(o.down_10) AS down_10, sum(o.down_16) AS down_16,
      sum(o.down_30) AS down_30, sum(o.down_50) AS down_50, sum(o.down_100) AS down_100, sum(o.down_200) AS down_200,
      sum(o.down_400) AS down_400, sum(o.down_1000) AS down_1000, sum(o.level_unknown) AS level_unknown,
      sum(o.passed) AS passed, sum(o.prepared) AS prepared, sum(o.connected) AS connected, sum(o.activated) AS activated
    FROM outcome o JOIN (SELECT DISTINCT spot, area_kind, area_id FROM area) r ON r.spot = o.spot
    GROUP BY r.area_kind, r.area_id, o.use, o.provider_id, o.technology, o.day
  ), changed AS (
    SELECT * FROM event
    WHERE (offered, speed_unknown, down_10, down_16, down_30, down_50, down_100, down_200,
           down_400, down_1000, level_unknown, passed, prepared, connected, activated) <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
  ), series AS (
    SELECT s.area_kind, s.area_id, s.use, '' AS provider_id, t.technology, s.addresses
    FROM stock s CROSS JOIN (VALUES ('any'), ('fibre'), ('hfc'), ('dsl_fttc'), ('wireless')) t (technology)
    UNION ALL
    SELECT DISTINCT c.area_kind, c.area_id, c.use, c.provider_id, c.technology, s.addresses
    FROM changed c JOIN stock s USING (area_kind, area_id, use) WHERE c.provider_id <> ''
  ), known AS (
    SELECT area_kind, area_id, use, day, offered AS known FROM changed
    WHERE provider_id = '' AND technology = 'any' AND offered <> 0
  ), moment AS (
    SELECT s.*, '-infinity'::date AS day FROM series s
    UNION SELECT s.*, k.day FROM series s JOIN known k USING (area_kind, area_id, use)
    UNION SELECT s.*, c.day FROM series s JOIN changed c USING (area_kind, area_id, use, provider_id, technology)
  )
  SELECT area_kind, area_id, use, NULLIF(provider_id, ''), technology, day, lead(day) OVER up_to_then, addresses,
    addresses - COALESCE(sum(known) OVER up_to_then, 0),
    COALESCE(sum(offered) OVER up_to_then, 0), COALESCE(sum(speed_unknown) OVER up_to_then, 0),
    COALESCE(sum(down_10) OVER up_to_then, 0), COALESCE(sum(down_16) OVER up_to_then, 0),
    COALESCE(sum(down_30) OVER up_to_then, 0), COALESCE(sum(down_50) OVER up_to_then, 0),
    COALESCE(sum(down_100) OVER up_to_then, 0), COALESCE(sum(down_200) OVER up_to_then, 0),
    COALESCE(sum(down_400) OVER up_to_then, 0), COALESCE(sum(down_1000) OVER up_to_then, 0),
    COALESCE(sum(level_unknown) OVER up_to_then, 0), COALESCE(sum(passed) OVER up_to_then, 0),
    COALESCE(sum(prepared) OVER up_to_then, 0), COALESCE(sum(connected) OVER up_to_then, 0),
    COALESCE(sum(activated) OVER up_to_then, 0)
  FROM moment
  LEFT JOIN changed USING (area_kind, area_id, use, provider_id, technology, day)
  LEFT JOIN known USING (area_kind, area_id, use, day)
  WINDOW up_to_then AS (PARTITION BY area_kind, area_id, use, provider_id, technology ORDER BY day)
$$;
ALTER FUNCTION coverage.refresh_statistic SET work_mem = '64MB';

CREATE VIEW open.coverage_statistics_history AS
SELECT concat_ws('/', s.area_kind, s.area_id, s.use, COALESCE(s.provider_id, 'any'), s.technology, NULLIF(s.valid_from, '-infinity')) AS id,
       s.area_kind, s.area_id, COALESCE(d.name, t.name) AS area, s.use, s.provider_id, p.name AS provider, s.technology,
       NULLIF(s.valid_from, '-infinity') AS valid_from, s.valid_to, s.addresses, s.unknown, s.offered, s.speed_unknown,
       s.down_10, s.down_16, s.down_30, s.down_50, s.down_100, s.down_200, s.down_400, s.down_1000,
       s.level_unknown, s.passed, s.prepared, s.connected, s.activated
FROM coverage.statistic s
LEFT JOIN places.district d ON s.area_kind = 'district' AND d.id = s.area_id
LEFT JOIN places.street t ON s.area_kind = 'street' AND t.key = s.area_id
LEFT JOIN coverage.provider p ON p.id = s.provider_id;

CREATE VIEW open.coverage_statistics AS
SELECT concat_ws('/', s.area_kind, s.area_id, s.use, COALESCE(s.provider_id, 'any'), s.technology) AS id,
       s.area_kind, s.area_id, COALESCE(d.name, t.name) AS area, s.use, s.provider_id, p.name AS provider, s.technology,
       NULLIF(s.valid_from, '-infinity') AS valid_from, s.addresses, s.unknown, s.offered, s.speed_unknown,
       s.down_10, s.down_16, s.down_30, s.down_50, s.down_100, s.down_200, s.down_400, s.down_1000,
       s.level_unknown, s.passed, s.prepared, s.connected, s.activated
FROM coverage.statistic s
LEFT JOIN places.district d ON s.area_kind = 'district' AND d.id = s.area_id
LEFT JOIN places.street t ON s.area_kind = 'street' AND t.key = s.area_id
LEFT JOIN coverage.provider p ON p.id = s.provider_id
WHERE s.valid_from <= current_date AND (s.valid_to IS NULL OR s.valid_to > current_date);

CREATE OR REPLACE FUNCTION coverage.refresh() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  -- Two imports that end at once take their turns: each must see what the other wrote.
  PERFORM pg_advisory_xact_lock(hashtext('coverage.refresh'));

  DELETE FROM coverage.address_status;
  INSERT INTO coverage.address_status (address_id, fibre_status, best_technology, max_down_mbit, providers)
  SELECT address_id, fibre_status, best_technology, max_down_mbit, providers FROM coverage.status_as_of();

  DELETE FROM coverage.street_status;
  INSERT INTO coverage.street_status (street_key, addresses, fibre_share, gigabit_share)
  SELECT a.street_key, count(*),
    CASE WHEN count(s.best_technology) > 0 THEN
      round(100.0 * count(*) FILTER (WHERE s.fibre_status IN ('passed', 'prepared', 'connected', 'activated')) / count(*), 1) END,
    CASE WHEN count(s.best_technology) > 0 THEN
      round(100.0 * count(*) FILTER (WHERE s.max_down_mbit >= 1000) / count(*), 1) END
  FROM places.address a LEFT JOIN coverage.address_status s ON s.address_id = a.id
  GROUP BY a.street_key;

  PERFORM coverage.refresh_statistic();

  DELETE FROM coverage.district_statistics;
  INSERT INTO coverage.district_statistics (district_id, use, addresses, premises, unknown, fibre_passed, fibre_connected, gigabit, under_30_mbit)
  SELECT s.area_id, s.use, s.addresses, h.premises, s.unknown, f.offered, f.connected, s.down_1000, s.offered - s.speed_unknown - s.down_30
  FROM open.coverage_statistics s
  JOIN open.coverage_statistics f ON (f.area_kind, f.area_id, f.use, f.technology) = (s.area_kind, s.area_id, s.use, 'fibre') AND f.provider_id IS NULL
  JOIN (
    SELECT a.district_id, u.use, sum(a.premises) AS premises
    FROM places.address a CROSS JOIN (VALUES ('all'), ('residential'), ('commercial')) u (use)
    WHERE u.use = 'all' OR a.use = u.use OR (a.use = 'mixed' AND u.use IN ('residential', 'commercial'))
    GROUP BY a.district_id, u.use
  ) h ON h.district_id = s.area_id AND h.use = s.use
  WHERE s.area_kind = 'district' AND s.technology = 'any' AND s.provider_id IS NULL;

  PERFORM datasets.touch(changed) FROM unnest(ARRAY['address-coverage', 'district-statistics', 'coverage-statistics',
    'coverage-statistics-history', 'availability-contradictions']) AS changed;
  -- What planners ask follows from all of this.
  PERFORM rollout.touch_planning();
END $$;
