CREATE SCHEMA coverage;

CREATE TABLE coverage.provider (
  id text PRIMARY KEY CHECK (id ~ '^[a-z0-9-]+$'),
  name text NOT NULL,
  website text
);
COMMENT ON TABLE coverage.provider IS 'Who sells or operates fixed or mobile access';

CREATE TABLE coverage.fixed_availability (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  address_id text NOT NULL REFERENCES places.address ON DELETE CASCADE,
  provider_id text NOT NULL REFERENCES coverage.provider,
  technology text NOT NULL CHECK (technology IN ('ftth', 'fttb', 'fttc', 'hfc', 'dsl', 'fixed_wireless', 'satellite', 'other')),
  connection_level text CHECK (connection_level IN ('passed', 'prepared', 'connected', 'activated')),
  max_down_mbit numeric CHECK (max_down_mbit >= 0),
  max_up_mbit numeric CHECK (max_up_mbit >= 0),
  valid_from date NOT NULL,
  run_id bigint NOT NULL REFERENCES imports.run,
  UNIQUE (address_id, provider_id, technology)
);
COMMENT ON COLUMN coverage.fixed_availability.connection_level IS 'passed < prepared < connected < activated; null where the source does not say';

CREATE TABLE coverage.mobile_availability (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  operator_id text NOT NULL REFERENCES coverage.provider,
  technology text NOT NULL CHECK (technology IN ('2g', '4g', '5g', '5g_sa')),
  valid_from date NOT NULL,
  geom geometry(MultiPolygon, 4326) NOT NULL,
  geom_3857 geometry(MultiPolygon, 3857) GENERATED ALWAYS AS (ST_Transform(geom, 3857)) STORED,
  run_id bigint NOT NULL REFERENCES imports.run,
  UNIQUE (operator_id, technology)
);
CREATE INDEX ON coverage.mobile_availability USING gist (geom);
CREATE INDEX ON coverage.mobile_availability USING gist (geom_3857);

CREATE TABLE coverage.availability_share (
  municipality_key char(8) NOT NULL CHECK (municipality_key ~ '^[0-9]{8}$'),
  technology text NOT NULL CHECK (technology IN ('all', 'wired', 'mobile', 'dsl', 'hfc', 'fttb_ftth')),
  min_down_mbit integer NOT NULL,
  share numeric(5, 2) NOT NULL CHECK (share BETWEEN 0 AND 100),
  data_date date NOT NULL,
  run_id bigint NOT NULL REFERENCES imports.run,
  PRIMARY KEY (municipality_key, data_date, technology, min_down_mbit)
);
COMMENT ON COLUMN coverage.availability_share.share IS 'Percent of households that can get at least this speed with this technology';

-- What the map and the filters ask of an address, kept current by coverage.refresh().
CREATE TABLE coverage.address_status (
  address_id text PRIMARY KEY REFERENCES places.address ON DELETE CASCADE,
  fibre_status text NOT NULL CHECK (fibre_status IN ('none', 'planned', 'under_construction', 'passed', 'prepared', 'connected', 'activated')),
  best_technology text,
  max_down_mbit numeric,
  providers text[] NOT NULL DEFAULT '{}'
);
COMMENT ON COLUMN coverage.address_status.fibre_status IS 'The best level of FTTH or FTTB, else what a rollout project has promised, else none';
CREATE INDEX ON coverage.address_status (fibre_status);

CREATE TABLE coverage.street_status (
  street_key char(17) PRIMARY KEY REFERENCES places.street ON DELETE CASCADE,
  addresses integer NOT NULL,
  fibre_share numeric,
  gigabit_share numeric
);
COMMENT ON TABLE coverage.street_status IS 'Shares are percent of all addresses of the street; null where no source says anything about any of them';

CREATE TABLE coverage.district_statistics (
  district_id text NOT NULL REFERENCES places.district ON DELETE CASCADE,
  use text NOT NULL CHECK (use IN ('all', 'residential', 'commercial')),
  addresses integer NOT NULL,
  premises integer NOT NULL,
  unknown integer NOT NULL,
  fibre_passed integer NOT NULL,
  fibre_connected integer NOT NULL,
  gigabit integer NOT NULL,
  under_30_mbit integer NOT NULL,
  PRIMARY KEY (district_id, use)
);
COMMENT ON TABLE coverage.district_statistics IS 'Addresses counted by coverage. Mixed use counts as residential and as commercial; public only in all. Fibre and gigabit are separate figures.';
COMMENT ON COLUMN coverage.district_statistics.unknown IS 'Addresses for which no source says anything; they are in no other count';
