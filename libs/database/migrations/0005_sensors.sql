CREATE SCHEMA sensors;

CREATE TABLE sensors.gateway (
  id text PRIMARY KEY,
  name text,
  confirmed boolean NOT NULL DEFAULT false,
  first_seen_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz
);
COMMENT ON COLUMN sensors.gateway.confirmed IS 'Somebody of the city knows this gateway. What an unknown one sends is stored, but not shown.';

-- Names as in OGC SensorThings 1.1: https://docs.ogc.org/is/18-088/18-088.html
CREATE TABLE sensors.thing (
  id text PRIMARY KEY,
  gateway_id text NOT NULL REFERENCES sensors.gateway,
  name text NOT NULL,
  description text,
  kind text NOT NULL DEFAULT 'other' CHECK (kind IN ('weather', 'air_quality', 'noise', 'parking', 'river_level', 'traffic', 'other')),
  is_public boolean NOT NULL DEFAULT false,
  geom geometry(Point, 4326),
  geom_3857 geometry(Point, 3857) GENERATED ALWAYS AS (ST_Transform(geom, 3857)) STORED,
  run_id bigint REFERENCES imports.run
);
CREATE INDEX ON sensors.thing USING gist (geom);
CREATE INDEX ON sensors.thing USING gist (geom_3857);

CREATE TABLE sensors.observed_property (
  id text PRIMARY KEY,
  name_de text NOT NULL,
  name_en text NOT NULL,
  unit text NOT NULL
);
COMMENT ON COLUMN sensors.observed_property.unit IS 'UCUM code: https://ucum.org/ucum';
INSERT INTO sensors.observed_property (id, name_de, name_en, unit) VALUES
  ('temperature', 'Lufttemperatur', 'Air temperature', 'Cel'),
  ('humidity', 'Relative Luftfeuchte', 'Relative humidity', '%'),
  ('pressure', 'Luftdruck', 'Air pressure', 'hPa'),
  ('wind_speed', 'Windgeschwindigkeit', 'Wind speed', 'm/s'),
  ('rain', 'Niederschlag', 'Precipitation', 'mm'),
  ('pm10', 'Feinstaub PM10', 'Particulate matter PM10', 'ug/m3'),
  ('pm25', 'Feinstaub PM2,5', 'Particulate matter PM2.5', 'ug/m3'),
  ('no2', 'Stickstoffdioxid', 'Nitrogen dioxide', 'ug/m3'),
  ('noise', 'Schallpegel', 'Sound level', 'dB'),
  ('free_spaces', 'Freie Stellplätze', 'Free parking spaces', '1'),
  ('water_level', 'Wasserstand', 'Water level', 'cm'),
  ('vehicles', 'Fahrzeuge je Stunde', 'Vehicles per hour', '/h'),
  ('bicycles', 'Fahrräder je Stunde', 'Bicycles per hour', '/h'),
  ('battery', 'Batteriespannung', 'Battery voltage', 'V');

CREATE TABLE sensors.datastream (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  thing_id text NOT NULL REFERENCES sensors.thing,
  property text NOT NULL,
  unit text,
  UNIQUE (thing_id, property)
);
COMMENT ON COLUMN sensors.datastream.property IS 'An id of sensors.observed_property where it is known there, else the name the device gives';

CREATE TABLE sensors.observation (
  datastream_id bigint NOT NULL REFERENCES sensors.datastream,
  phenomenon_time timestamptz NOT NULL,
  result double precision NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  id bigint GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (datastream_id, phenomenon_time, result)
) PARTITION BY RANGE (phenomenon_time);
CREATE INDEX ON sensors.observation (id);
COMMENT ON TABLE sensors.observation IS 'A redelivered reading is the same row; two different values for one moment are both kept.';
COMMENT ON COLUMN sensors.observation.id IS 'Keeps pages cheap over millions of rows. Ids are given before the commit: with several writers a lower id can become visible after a higher one. Whoever copies the observations and goes on after the last id begins some minutes earlier and drops what is there already.';

CREATE FUNCTION sensors.ensure_observation_partition(moment timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  first_day timestamp := date_trunc('month', moment AT TIME ZONE 'UTC');
  name text := 'observation_' || to_char(first_day, 'YYYY_MM');
BEGIN
  IF to_regclass('sensors.' || name) IS NULL THEN
    -- Two writers may meet a new month at once.
    PERFORM pg_advisory_xact_lock(hashtext('sensors.observation'));
    EXECUTE format('CREATE TABLE IF NOT EXISTS sensors.%I PARTITION OF sensors.observation FOR VALUES FROM (%L) TO (%L)',
      name, first_day AT TIME ZONE 'UTC', (first_day + interval '1 month') AT TIME ZONE 'UTC');
  END IF;
END $$;
COMMENT ON FUNCTION sensors.ensure_observation_partition IS 'Makes the monthly (UTC) partition that holds this moment.';

CREATE TABLE sensors.latest_observation (
  datastream_id bigint PRIMARY KEY REFERENCES sensors.datastream,
  phenomenon_time timestamptz NOT NULL,
  result double precision NOT NULL
);

CREATE TABLE sensors.rejected_message (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  received_at timestamptz NOT NULL DEFAULT now(),
  topic text NOT NULL,
  payload bytea NOT NULL,
  payload_bytes integer NOT NULL,
  reason text NOT NULL,
  detail text NOT NULL,
  gateway_id text
);
COMMENT ON COLUMN sensors.rejected_message.payload IS 'The first 64 KiB of what was sent';
CREATE INDEX ON sensors.rejected_message (received_at);

CREATE VIEW open.sensors AS
SELECT t.id, t.name, t.description, t.kind, t.gateway_id,
       (SELECT string_agg(d.property, ' ' ORDER BY d.property) FROM sensors.datastream d WHERE d.thing_id = t.id) AS properties,
       (SELECT max(l.phenomenon_time) FROM sensors.datastream d JOIN sensors.latest_observation l ON l.datastream_id = d.id
        WHERE d.thing_id = t.id) AS latest_at,
       t.geom, t.geom_3857
FROM sensors.thing t
WHERE t.is_public;

CREATE VIEW open.latest_observations AS
SELECT d.id, t.id AS sensor_id, t.name AS sensor, t.kind, d.property, COALESCE(d.unit, p.unit) AS unit, l.phenomenon_time, l.result,
       t.geom, t.geom_3857
FROM sensors.latest_observation l
JOIN sensors.datastream d ON d.id = l.datastream_id
JOIN sensors.thing t ON t.id = d.thing_id
LEFT JOIN sensors.observed_property p ON p.id = d.property
WHERE t.is_public;

CREATE VIEW open.observations AS
SELECT o.id, d.thing_id AS sensor_id, d.property, COALESCE(d.unit, p.unit) AS unit, o.phenomenon_time, o.result, o.datastream_id
FROM sensors.observation o
JOIN sensors.datastream d ON d.id = o.datastream_id
JOIN sensors.thing t ON t.id = d.thing_id
LEFT JOIN sensors.observed_property p ON p.id = d.property
WHERE t.is_public;
