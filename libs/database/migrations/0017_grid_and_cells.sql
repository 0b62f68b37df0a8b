-- What is said about areas instead of addresses: shares of municipalities and districts, 100 m cells, mobile sites and cells.
-- An address inherits nothing from its cell: a share of the households in it is no statement about one of them.

CREATE TABLE coverage.delivery (
  run_id bigint NOT NULL REFERENCES imports.run,
  subject text NOT NULL CHECK (subject IN ('fixed', 'grid', 'mobile', 'sites', 'cells')),
  provider_id text REFERENCES coverage.provider,
  evidence text NOT NULL CHECK (evidence IN ('official_grid', 'operator', 'city', 'resident_report', 'measurement')),
  data_date date NOT NULL,
  UNIQUE NULLS NOT DISTINCT (run_id, subject, provider_id, evidence)
);
COMMENT ON TABLE coverage.delivery IS 'Files that were the whole statement of a provider as of a day. One that comes late, after a newer one, is refused.';
COMMENT ON COLUMN coverage.delivery.provider_id IS 'Null: official statistics, which speak of all providers together';

CREATE FUNCTION coverage.provider_of(named text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT COALESCE(
    (SELECT p.id FROM coverage.provider p
     WHERE p.id = lower(trim(named)) OR places.search_form(p.name) = places.search_form(named) ORDER BY p.id LIMIT 1),
    NULLIF(replace(places.search_form(named), ' ', '-'), ''))
$$;
COMMENT ON FUNCTION coverage.provider_of IS 'The id of the provider that a file calls so; for a new one the id that it gets';

CREATE FUNCTION coverage.take_back_delivery(taken bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE newer bigint;
BEGIN
  SELECT max(n.run_id) INTO newer FROM coverage.delivery d
  JOIN coverage.delivery n ON n.subject = d.subject AND n.evidence = d.evidence AND n.provider_id IS NOT DISTINCT FROM d.provider_id AND n.run_id > d.run_id
  WHERE d.run_id = taken;
  IF newer IS NOT NULL THEN
    RAISE EXCEPTION 'run % brought a newer delivery of the same provider, which stands on run %; roll that one back first', newer, taken
      USING ERRCODE = '23503';
  END IF;
  DELETE FROM coverage.delivery WHERE run_id = taken;
END $$;
COMMENT ON FUNCTION coverage.take_back_delivery IS 'Forgets a delivery that is rolled back. Only the newest of a provider can be.';

-- Shares of more areas than municipalities, and of more than households.
ALTER TABLE coverage.availability_share
  DROP CONSTRAINT availability_share_pkey,
  DROP CONSTRAINT availability_share_technology_check;
ALTER TABLE coverage.availability_share
  ALTER COLUMN municipality_key DROP NOT NULL,
  ADD COLUMN district_key char(5) CHECK (district_key ~ '^[0-9]{5}$'),
  ADD COLUMN area_kind text NOT NULL DEFAULT 'municipality' CHECK (area_kind IN ('municipality', 'district', 'business_parks')),
  ADD COLUMN share_of text NOT NULL DEFAULT 'households' CHECK (share_of IN ('households', 'businesses', 'area')),
  ADD COLUMN surface text NOT NULL DEFAULT 'all',
  ADD COLUMN measure text NOT NULL DEFAULT 'available' CHECK (measure IN ('available', 'connected', 'connectable', 'unconnected')),
  ADD COLUMN units integer CHECK (units >= 0),
  ADD COLUMN total integer CHECK (total >= units),
  ADD CHECK (CASE area_kind WHEN 'district' THEN district_key IS NOT NULL AND municipality_key IS NULL
               ELSE municipality_key IS NOT NULL AND district_key IS NULL END),
  ADD CHECK (technology IN ('all', 'wired', 'mobile', 'dsl', 'hfc', 'fttb_ftth', 'powerline', 'umts', 'lte', '5g', 'wlan', 'wimax'));
CREATE UNIQUE INDEX availability_share_once ON coverage.availability_share
  (municipality_key, district_key, data_date, technology, min_down_mbit, area_kind, share_of, surface, measure) NULLS NOT DISTINCT;
COMMENT ON COLUMN coverage.availability_share.municipality_key IS 'AGS, of a municipality and of the business parks in it';
COMMENT ON COLUMN coverage.availability_share.district_key IS 'The first 5 digits of the AGS, of a district (Kreis)';
COMMENT ON COLUMN coverage.availability_share.min_down_mbit IS 'At least this speed in Mbit/s; 0: at any';
COMMENT ON COLUMN coverage.availability_share.share_of IS 'What 100 percent are';
COMMENT ON COLUMN coverage.availability_share.share IS 'Percent of the households, businesses or area for which the measure holds';
COMMENT ON COLUMN coverage.availability_share.surface IS 'The part of the area: all of it, or one kind of land or way, such as railway or motorway';
COMMENT ON COLUMN coverage.availability_share.total IS 'How many businesses there are, where the source says it; units: how many of them';

CREATE OR REPLACE VIEW open.availability_shares AS
SELECT concat_ws('/', COALESCE(s.municipality_key::text, s.district_key::text), s.data_date, s.technology, s.min_down_mbit,
         NULLIF(s.area_kind, 'municipality'), NULLIF(s.surface, 'all'), NULLIF(s.measure, 'available')) AS id,
       s.municipality_key::text AS municipality_key, s.technology, s.min_down_mbit, s.share, s.data_date, r.source,
       s.district_key::text AS district_key, s.area_kind, s.share_of, s.surface, s.measure, s.units, s.total
FROM coverage.availability_share s JOIN imports.run r ON r.id = s.run_id;

-- Cells of 100 m of the grid of INSPIRE (ETRS89-LAEA, EPSG:3035), named by their south-west corner in units of 100 m.
CREATE FUNCTION coverage.cell_square(cell text) RETURNS geometry LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT ST_MakeEnvelope(100 * east, 100 * north, 100 * east + 100, 100 * north + 100, 3035)
  FROM (SELECT substring(cell FROM 'N([0-9]+)E')::integer AS north, substring(cell FROM 'E([0-9]+)$')::integer AS east) corner
$$;
COMMENT ON FUNCTION coverage.cell_square IS 'The square of a cell such as 100mN30995E41515, in EPSG:3035';
CREATE FUNCTION coverage.cell_at(place geometry) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT '100mN' || floor(ST_Y(p) / 100)::integer || 'E' || floor(ST_X(p) / 100)::integer
  FROM (SELECT ST_Transform(ST_PointOnSurface(place), 3035) AS p) laea
$$;
COMMENT ON FUNCTION coverage.cell_at IS 'The cell in which a point, or the middle of an area, lies';

CREATE TABLE coverage.grid_cell (
  id text PRIMARY KEY CHECK (id ~ '^100mN[0-9]{5}E[0-9]{5}$'),
  geom geometry(Polygon, 4326) NOT NULL GENERATED ALWAYS AS (ST_Transform(coverage.cell_square(id), 4326)) STORED,
  geom_3857 geometry(Polygon, 3857) NOT NULL GENERATED ALWAYS AS (ST_Transform(coverage.cell_square(id), 3857)) STORED
);
CREATE INDEX ON coverage.grid_cell USING gist (geom);
CREATE INDEX ON coverage.grid_cell USING gist (geom_3857);

CREATE TABLE coverage.grid_availability (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  cell_id text NOT NULL REFERENCES coverage.grid_cell,
  provider_id text REFERENCES coverage.provider,
  technology text NOT NULL CHECK (technology IN
    ('all', 'wired', 'fttb_ftth', 'ftth', 'fttb', 'fttc', 'hfc', 'dsl', 'fixed_wireless', 'satellite', 'other')),
  use text NOT NULL DEFAULT 'any' CHECK (use IN ('any', 'residential', 'commercial')),
  min_down_mbit integer NOT NULL CHECK (min_down_mbit >= 0),
  share numeric(5, 2) CHECK (share BETWEEN 0 AND 100),
  max_up_mbit numeric CHECK (max_up_mbit >= 0),
  connection_level text CHECK (connection_level IN ('passed', 'prepared', 'connected', 'activated')),
  evidence text NOT NULL CHECK (evidence IN ('official_grid', 'operator', 'city', 'resident_report', 'measurement')),
  valid_from date NOT NULL,
  valid_to date CHECK (valid_to > valid_from),
  run_id bigint NOT NULL REFERENCES imports.run,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  superseded_at timestamptz CHECK (superseded_at >= recorded_at),
  recorded_by bigint REFERENCES imports.run,
  superseded_by bigint REFERENCES imports.run
);
COMMENT ON TABLE coverage.grid_availability IS 'What a source says about a 100 m cell. In two times, as coverage.fixed_availability.';
COMMENT ON COLUMN coverage.grid_availability.provider_id IS 'Null: all providers together';
COMMENT ON COLUMN coverage.grid_availability.min_down_mbit IS 'The speed class: at least so many Mbit/s download; 0 where no speed is said';
COMMENT ON COLUMN coverage.grid_availability.share IS 'Percent of the households of the cell; null where the source only says that the cell is served';
CREATE UNIQUE INDEX grid_availability_once ON coverage.grid_availability
  (cell_id, provider_id, technology, use, min_down_mbit, evidence, valid_from) NULLS NOT DISTINCT WHERE superseded_at IS NULL;
CREATE INDEX ON coverage.grid_availability (recorded_by);
CREATE INDEX ON coverage.grid_availability (superseded_by) WHERE superseded_by IS NOT NULL;

CREATE FUNCTION coverage.grid_as_of(on_day date DEFAULT current_date, known_at timestamptz DEFAULT 'infinity')
RETURNS SETOF coverage.grid_availability LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT * FROM coverage.grid_availability
  WHERE valid_from <= on_day AND (valid_to IS NULL OR valid_to > on_day)
    AND recorded_at <= known_at AND (superseded_at IS NULL OR superseded_at > known_at)
$$;
COMMENT ON FUNCTION coverage.grid_as_of IS 'As coverage.fixed_as_of, for 100 m cells.';

CREATE VIEW open.grid_availability AS
SELECT g.id, g.cell_id, p.name AS provider, g.technology, g.use, g.min_down_mbit, g.share, g.max_up_mbit, g.connection_level, g.evidence,
       g.valid_from, r.source, c.geom, c.geom_3857
FROM coverage.grid_as_of() g
JOIN coverage.grid_cell c ON c.id = g.cell_id
LEFT JOIN coverage.provider p ON p.id = g.provider_id
JOIN imports.run r ON r.id = g.run_id;

CREATE VIEW open.grid_availability_history AS
SELECT g.id, g.cell_id, p.name AS provider, g.technology, g.use, g.min_down_mbit, g.share, g.max_up_mbit, g.connection_level, g.evidence,
       g.valid_from, g.valid_to, g.recorded_at, g.superseded_at, r.source
FROM coverage.grid_availability g
LEFT JOIN coverage.provider p ON p.id = g.provider_id
JOIN imports.run r ON r.id = g.run_id;

-- Where mobile networks send from, by the operators' own account.
CREATE TABLE coverage.mobile_site (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id text NOT NULL,
  provider_id text NOT NULL REFERENCES coverage.provider,
  technologies text[] NOT NULL CHECK (technologies <@ ARRAY['2g', '3g', '4g', '5g', '5g_sa']),
  status text NOT NULL CHECK (status IN ('planned', 'live')),
  since date,
  expected date,
  evidence text NOT NULL CHECK (evidence IN ('official_grid', 'operator', 'city', 'resident_report', 'measurement')),
  geom geometry(Point, 4326) NOT NULL,
  geom_3857 geometry(Point, 3857) GENERATED ALWAYS AS (ST_Transform(geom, 3857)) STORED,
  valid_from date NOT NULL,
  valid_to date CHECK (valid_to > valid_from),
  run_id bigint NOT NULL REFERENCES imports.run,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  superseded_at timestamptz CHECK (superseded_at >= recorded_at),
  recorded_by bigint REFERENCES imports.run,
  superseded_by bigint REFERENCES imports.run
);
COMMENT ON TABLE coverage.mobile_site IS 'Sites of mobile networks, planned and live, in two times, as coverage.fixed_availability.';
COMMENT ON COLUMN coverage.mobile_site.since IS 'Since when it is live; expected: when a planned one is to be';
CREATE UNIQUE INDEX mobile_site_once ON coverage.mobile_site (site_id, provider_id, evidence, valid_from) WHERE superseded_at IS NULL;
CREATE INDEX ON coverage.mobile_site USING gist (geom);
CREATE INDEX ON coverage.mobile_site USING gist (geom_3857);
CREATE INDEX ON coverage.mobile_site (recorded_by);
CREATE INDEX ON coverage.mobile_site (superseded_by) WHERE superseded_by IS NOT NULL;

CREATE FUNCTION coverage.sites_as_of(on_day date DEFAULT current_date, known_at timestamptz DEFAULT 'infinity')
RETURNS SETOF coverage.mobile_site LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT * FROM coverage.mobile_site
  WHERE valid_from <= on_day AND (valid_to IS NULL OR valid_to > on_day)
    AND recorded_at <= known_at AND (superseded_at IS NULL OR superseded_at > known_at)
$$;
COMMENT ON FUNCTION coverage.sites_as_of IS 'As coverage.fixed_as_of, for mobile sites.';

CREATE VIEW open.mobile_sites AS
SELECT s.id, s.site_id, p.name AS operator, s.provider_id AS operator_id, array_to_string(s.technologies, ', ') AS technologies, s.status,
       s.since, s.expected, s.evidence, s.valid_from, r.source, ST_X(s.geom) AS longitude, ST_Y(s.geom) AS latitude, s.geom, s.geom_3857
FROM coverage.sites_as_of() s
JOIN coverage.provider p ON p.id = s.provider_id
JOIN imports.run r ON r.id = s.run_id;

-- Radio cells as phones have met them: the place is estimated from where they were heard, which is not where they send from.
CREATE TABLE coverage.mobile_cell (
  id text PRIMARY KEY,
  operator_id text REFERENCES coverage.provider,
  technology text CHECK (technology IN ('2g', '3g', '4g', '5g')),
  country_code integer NOT NULL CHECK (country_code BETWEEN 1 AND 999),
  network_code integer NOT NULL CHECK (network_code BETWEEN 0 AND 999),
  area_code integer,
  cell bigint NOT NULL,
  range_m integer CHECK (range_m >= 0),
  samples integer CHECK (samples >= 0),
  average_signal_dbm integer,
  first_seen date,
  last_seen date,
  evidence text NOT NULL DEFAULT 'measurement' CHECK (evidence = 'measurement'),
  geom geometry(Point, 4326) NOT NULL,
  geom_3857 geometry(Point, 3857) GENERATED ALWAYS AS (ST_Transform(geom, 3857)) STORED,
  run_id bigint NOT NULL REFERENCES imports.run
);
COMMENT ON TABLE coverage.mobile_cell IS 'Cells of mobile networks that phones have measured, the newest measurement of each.';
COMMENT ON COLUMN coverage.mobile_cell.technology IS 'Null where the export does not name the radio';
COMMENT ON COLUMN coverage.mobile_cell.range_m IS 'How far from the estimated place it was heard, estimated too';
CREATE INDEX ON coverage.mobile_cell USING gist (geom);
CREATE INDEX ON coverage.mobile_cell USING gist (geom_3857);

SELECT imports.keep('coverage.mobile_cell', 'mobile cells', 'o.run_id = $1', '{mobile-cells}');

CREATE VIEW open.mobile_cells AS
SELECT c.id, p.name AS operator, c.operator_id, c.technology, c.country_code, c.network_code, c.area_code, c.cell, c.range_m, c.samples,
       c.average_signal_dbm, c.first_seen, c.last_seen, c.evidence, r.source, ST_X(c.geom) AS longitude, ST_Y(c.geom) AS latitude, c.geom, c.geom_3857
FROM coverage.mobile_cell c
LEFT JOIN coverage.provider p ON p.id = c.operator_id
JOIN imports.run r ON r.id = c.run_id;
