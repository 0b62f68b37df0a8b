-- Readings of every kind, their roll-ups, and what is known about those that never came.

-- Datastreams ---------------------------------------------------------------------------------------------------------------

ALTER TABLE sensors.observed_property
  ADD COLUMN observation_type text NOT NULL DEFAULT 'Measurement'
    CHECK (observation_type IN ('Measurement', 'TruthObservation', 'CategoryObservation'));
COMMENT ON COLUMN sensors.observed_property.observation_type IS
  'Measurement: a number; TruthObservation: yes or no; CategoryObservation: a short text. Names of OGC 18-088, table 12.';

INSERT INTO sensors.observed_property (id, name_de, name_en, unit) VALUES
  ('dew_point', 'Taupunkt', 'Dew point', 'Cel'),
  ('wind_direction', 'Windrichtung', 'Wind direction', 'deg'),
  ('wind_gust', 'Windböen', 'Wind gusts', 'm/s'),
  ('rain_intensity', 'Niederschlagsintensität', 'Precipitation intensity', 'mm/h'),
  ('snow_depth', 'Schneehöhe', 'Snow depth', 'cm'),
  ('radiation', 'Globalstrahlung', 'Global solar radiation', 'W/m2'),
  ('illuminance', 'Beleuchtungsstärke', 'Illuminance', 'lx'),
  ('uv_index', 'UV-Index', 'UV index', '1'),
  ('visibility', 'Sichtweite', 'Visibility', 'm'),
  ('pm1', 'Feinstaub PM1', 'Particulate matter PM1', 'ug/m3'),
  ('o3', 'Ozon', 'Ozone', 'ug/m3'),
  ('so2', 'Schwefeldioxid', 'Sulphur dioxide', 'ug/m3'),
  ('no', 'Stickstoffmonoxid', 'Nitrogen monoxide', 'ug/m3'),
  ('nox', 'Stickoxide', 'Nitrogen oxides', 'ug/m3'),
  ('nh3', 'Ammoniak', 'Ammonia', 'ug/m3'),
  ('co', 'Kohlenmonoxid', 'Carbon monoxide', 'mg/m3'),
  ('co2', 'Kohlendioxid', 'Carbon dioxide', '[ppm]'),
  ('tvoc', 'Flüchtige organische Verbindungen', 'Volatile organic compounds', '[ppb]'),
  ('soil_moisture', 'Bodenfeuchte', 'Soil moisture', '%'),
  ('soil_temperature', 'Bodentemperatur', 'Soil temperature', 'Cel'),
  ('soil_conductivity', 'Leitfähigkeit des Bodens', 'Soil conductivity', 'uS/cm'),
  ('surface_temperature', 'Oberflächentemperatur', 'Surface temperature', 'Cel'),
  ('water_temperature', 'Wassertemperatur', 'Water temperature', 'Cel'),
  ('discharge', 'Abfluss', 'Discharge', 'm3/s'),
  ('conductivity', 'Elektrische Leitfähigkeit', 'Electrical conductivity', 'uS/cm'),
  ('ph', 'pH-Wert', 'pH value', '[pH]'),
  ('turbidity', 'Trübung', 'Turbidity', '[NTU]'),
  ('dissolved_oxygen', 'Gelöster Sauerstoff', 'Dissolved oxygen', 'mg/l'),
  ('flow', 'Durchfluss', 'Flow rate', 'm3/h'),
  ('volume', 'Volumen', 'Volume', 'm3'),
  ('distance', 'Abstand', 'Distance', 'mm'),
  ('fill_level', 'Füllstand', 'Fill level', '%'),
  ('pedestrians', 'Zu Fuß Gehende je Stunde', 'Pedestrians per hour', '/h'),
  ('people', 'Personen', 'People', '1'),
  ('vehicle_speed', 'Geschwindigkeit der Fahrzeuge', 'Vehicle speed', 'km/h'),
  ('occupied_spaces', 'Belegte Stellplätze', 'Occupied parking spaces', '1'),
  ('free_charging_points', 'Freie Ladepunkte', 'Free charging points', '1'),
  ('brightness', 'Dimmstufe', 'Dimming level', '%'),
  ('power', 'Leistung', 'Power', 'W'),
  ('power_apparent', 'Scheinleistung', 'Apparent power', 'V.A'),
  ('power_reactive', 'Blindleistung', 'Reactive power', 'V.A{reactive}'),
  ('power_factor', 'Leistungsfaktor', 'Power factor', '1'),
  ('energy', 'Energie', 'Energy', 'kW.h'),
  ('voltage', 'Spannung', 'Voltage', 'V'),
  ('current', 'Stromstärke', 'Current', 'A'),
  ('frequency', 'Frequenz', 'Frequency', 'Hz'),
  ('tilt', 'Neigung', 'Tilt', 'deg'),
  ('acceleration', 'Beschleunigung', 'Acceleration', 'm/s2'),
  ('battery_level', 'Batteriestand', 'Battery level', '%'),
  ('rssi', 'Empfangspegel (RSSI)', 'Received signal strength (RSSI)', 'dB{mW}'),
  ('snr', 'Signal-Rausch-Abstand', 'Signal-to-noise ratio', 'dB'),
  ('link_quality', 'Verbindungsqualität', 'Link quality', '1'),
  ('link_margin', 'Funkreserve', 'Link margin', 'dB'),
  ('rain_total', 'Niederschlag gesamt', 'Total precipitation', 'mm'),
  ('noise_peak', 'Spitzenpegel', 'Peak sound level', 'dB'),
  ('pm4', 'Feinstaub PM4', 'Particulate matter PM4', 'ug/m3'),
  ('eco2', 'CO₂-Äquivalent', 'Equivalent carbon dioxide', '[ppm]'),
  ('formaldehyde', 'Formaldehyd', 'Formaldehyde', 'mg/m3'),
  ('soil_ph', 'pH-Wert des Bodens', 'Soil pH', '[pH]'),
  ('soil_depth', 'Bodentiefe', 'Soil depth', 'cm'),
  ('water_total', 'Wasserverbrauch gesamt', 'Total water consumption', 'L'),
  ('external_temperature', 'Fühlertemperatur', 'Probe temperature', 'Cel'),
  ('external_humidity', 'Fühlerfeuchte', 'Probe humidity', '%'),
  ('infrared_temperature', 'Oberflächentemperatur (Infrarot)', 'Surface temperature (infrared)', 'Cel'),
  ('device_temperature', 'Gerätetemperatur', 'Device temperature', 'Cel'),
  ('motion_count', 'Bewegungen', 'Motions', '1'),
  ('pulses', 'Impulse', 'Pulses', '1'),
  ('pulse_total', 'Impulse gesamt', 'Total pulses', '1'),
  ('altitude', 'Höhe', 'Altitude', 'm'),
  ('acceleration_x', 'Beschleunigung (x)', 'Acceleration (x)', '[g]'),
  ('acceleration_y', 'Beschleunigung (y)', 'Acceleration (y)', '[g]'),
  ('acceleration_z', 'Beschleunigung (z)', 'Acceleration (z)', '[g]');
INSERT INTO sensors.observed_property (id, name_de, name_en, unit, observation_type) VALUES
  ('motion', 'Bewegung', 'Motion', '1', 'TruthObservation'),
  ('presence', 'Anwesenheit', 'Presence', '1', 'TruthObservation'),
  ('occupancy', 'Belegt', 'Occupied', '1', 'TruthObservation'),
  ('open', 'Geöffnet', 'Open', '1', 'TruthObservation'),
  ('switched_on', 'Eingeschaltet', 'Switched on', '1', 'TruthObservation'),
  ('water_leak', 'Wasseraustritt', 'Water leak', '1', 'TruthObservation'),
  ('smoke', 'Rauch', 'Smoke', '1', 'TruthObservation'),
  ('vibration', 'Erschütterung', 'Vibration', '1', 'TruthObservation'),
  ('tamper', 'Manipulation', 'Tampering', '1', 'TruthObservation'),
  ('battery_low', 'Batterie schwach', 'Battery low', '1', 'TruthObservation'),
  ('rain_detected', 'Regen erkannt', 'Rain detected', '1', 'TruthObservation'),
  ('external_power', 'Netzbetrieb', 'External power', '1', 'TruthObservation');

ALTER TABLE sensors.datastream
  ADD COLUMN observation_type text CHECK (observation_type IN ('Measurement', 'TruthObservation', 'CategoryObservation')),
  ADD COLUMN expected_interval interval CHECK (expected_interval > interval '0');
UPDATE sensors.datastream SET observation_type = 'Measurement';
ALTER TABLE sensors.datastream ALTER COLUMN observation_type SET NOT NULL;
COMMENT ON COLUMN sensors.datastream.observation_type IS 'Set by its first reading, or by the code list; later readings of another type are rejected.';
COMMENT ON COLUMN sensors.datastream.expected_interval IS 'How often a reading should come, as the operator''s mapping file says; null where nobody has said it.';

ALTER TABLE sensors.thing ADD COLUMN geom_reported geometry(Point, 4326);
COMMENT ON COLUMN sensors.thing.geom_reported IS 'Where the device says it is; never shown to the public by itself.';

-- Observations --------------------------------------------------------------------------------------------------------------

-- The ingest joins each batch with its datastreams; a foreign key would look every single row up once more.
ALTER TABLE sensors.observation DROP CONSTRAINT observation_datastream_id_fkey;
ALTER TABLE sensors.observation DROP CONSTRAINT observation_pkey;
ALTER TABLE sensors.observation
  ALTER COLUMN result DROP NOT NULL,
  ADD COLUMN result_text text,
  ADD COLUMN result_time timestamptz,
  ADD COLUMN time_is_receipt boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT one_result CHECK ((result IS NULL) <> (result_text IS NULL));
CREATE UNIQUE INDEX observation_once ON sensors.observation (datastream_id, phenomenon_time, result, result_text) NULLS NOT DISTINCT;
COMMENT ON COLUMN sensors.observation.result IS 'A number; yes and no are 1 and 0';
COMMENT ON COLUMN sensors.observation.result_time IS 'When the result came to be, where that is another moment than phenomenon_time';
COMMENT ON COLUMN sensors.observation.time_is_receipt IS 'The message had no time: phenomenon_time is when it came in.';

ALTER TABLE sensors.latest_observation
  ALTER COLUMN result DROP NOT NULL,
  ADD COLUMN result_text text;

-- One row per datastream and hour (UTC). A day in Europe/Berlin is a set of these, also one of 23 or 25 hours.
CREATE TABLE sensors.observation_hour (
  datastream_id bigint NOT NULL,
  hour timestamptz NOT NULL,
  count bigint NOT NULL,
  min double precision NOT NULL,
  max double precision NOT NULL,
  sum double precision NOT NULL,
  last double precision NOT NULL,
  last_time timestamptz NOT NULL,
  PRIMARY KEY (datastream_id, hour)
) WITH (fillfactor = 70);
COMMENT ON TABLE sensors.observation_hour IS
  'Kept by the statement that stores observations: each new row is added to its hour once, whenever it comes. Outlives the observations.';

INSERT INTO sensors.observation_hour
SELECT datastream_id, date_bin('1 hour', phenomenon_time, 'epoch'), count(*), min(result), max(result), sum(result),
       (array_agg(result ORDER BY phenomenon_time DESC, result DESC))[1], max(phenomenon_time)
FROM sensors.observation GROUP BY 1, 2;

CREATE FUNCTION sensors.drop_observations_before(moment timestamptz) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  partition record;
  dropped integer := 0;
BEGIN
  FOR partition IN
    SELECT child.relname AS name, to_date(right(child.relname, 7), 'YYYY_MM') AS first_day
    FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid
    WHERE inhparent = 'sensors.observation'::regclass ORDER BY 1
  LOOP
    CONTINUE WHEN (partition.first_day + interval '1 month') AT TIME ZONE 'UTC' > moment;
    EXECUTE format('DROP TABLE sensors.%I', partition.name);
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END $$;
COMMENT ON FUNCTION sensors.drop_observations_before IS 'Drops the monthly partitions that end before this moment. The hours stay.';

-- ATTACH lets everybody go on reading and writing; CREATE TABLE … PARTITION OF would lock them all out.
CREATE OR REPLACE FUNCTION sensors.ensure_observation_partition(moment timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  first_day timestamp := date_trunc('month', moment AT TIME ZONE 'UTC');
  name text := 'observation_' || to_char(first_day, 'YYYY_MM');
BEGIN
  IF to_regclass('sensors.' || name) IS NULL THEN
    -- Two writers may meet a new month at once.
    PERFORM pg_advisory_xact_lock(hashtext('sensors.observation'));
    IF to_regclass('sensors.' || name) IS NULL THEN
      EXECUTE format('CREATE TABLE sensors.%I (LIKE sensors.observation INCLUDING CONSTRAINTS INCLUDING DEFAULTS)', name);
      EXECUTE format('ALTER TABLE sensors.observation ATTACH PARTITION sensors.%I FOR VALUES FROM (%L) TO (%L)',
        name, first_day AT TIME ZONE 'UTC', (first_day + interval '1 month') AT TIME ZONE 'UTC');
    END IF;
  END IF;
END $$;

-- What never came -----------------------------------------------------------------------------------------------------------

CREATE TABLE sensors.frame (
  thing_id text NOT NULL,
  at timestamptz NOT NULL,
  counter bigint NOT NULL,
  modulus integer,
  restarts boolean NOT NULL DEFAULT false,
  PRIMARY KEY (thing_id, at, counter)
);
CREATE INDEX ON sensors.frame (at);
COMMENT ON TABLE sensors.frame IS
  'Counted messages: a LoRaWAN frame counter, a Sparkplug seq, a seq of the native format. Kept for 35 days, while sensors.completeness may be measured again.';

CREATE TABLE sensors.completeness (
  id bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  datastream_id bigint NOT NULL,
  day date NOT NULL,
  basis text NOT NULL CHECK (basis IN ('counter', 'interval')),
  expected bigint NOT NULL,
  received bigint NOT NULL,
  gaps bigint NOT NULL,
  longest_gap_seconds double precision,
  conflicts bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (datastream_id, day, basis)
);
COMMENT ON TABLE sensors.completeness IS
  'Per datastream and day (Europe/Berlin): how many were to come, by the sender''s counter or by the expected interval, and how many of these did.';
COMMENT ON COLUMN sensors.completeness.received IS 'Never more than expected: what is sent twice or too often makes up for nothing that is missing.';
COMMENT ON COLUMN sensors.completeness.longest_gap_seconds IS 'From the reading before the longest gap to the one after it, or to the end of the day.';
COMMENT ON COLUMN sensors.completeness.conflicts IS 'Moments of the day for which different values came.';

-- What the ingest remembers -------------------------------------------------------------------------------------------------

CREATE TABLE sensors.codec_memory (
  key text PRIMARY KEY,
  value jsonb NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE sensors.codec_memory IS 'What codecs must know of earlier messages, such as the names behind Sparkplug''s aliases.';

CREATE TABLE sensors.receipt (
  client_id text NOT NULL,
  packet_id integer NOT NULL,
  digest bytea NOT NULL,
  received_at timestamptz NOT NULL,
  number bigint NOT NULL,
  PRIMARY KEY (client_id, packet_id)
);
COMMENT ON TABLE sensors.receipt IS
  'When messages without a time of their own came in, by MQTT packet: one that the broker delivers again after a crash gets the same time, and so is stored once.';

ALTER TABLE sensors.rejected_message
  ADD COLUMN replayed_at timestamptz,
  ADD COLUMN client_id text,
  ADD COLUMN packet_id integer,
  ADD CONSTRAINT delivered_once UNIQUE (client_id, packet_id, received_at);
COMMENT ON COLUMN sensors.rejected_message.replayed_at IS 'When it could be stored after all (stadtlage replay)';
CREATE INDEX ON sensors.rejected_message (gateway_id, id);

-- Views: a column is only ever added at the end ------------------------------------------------------------------------------

CREATE OR REPLACE VIEW open.latest_observations AS
SELECT d.id, t.id AS sensor_id, t.name AS sensor, t.kind, d.property, COALESCE(d.unit, p.unit) AS unit, l.phenomenon_time, l.result,
       t.geom, t.geom_3857, l.result_text, d.observation_type
FROM sensors.latest_observation l
JOIN sensors.datastream d ON d.id = l.datastream_id
JOIN sensors.thing t ON t.id = d.thing_id
LEFT JOIN sensors.observed_property p ON p.id = d.property
WHERE t.is_public;

CREATE OR REPLACE VIEW open.observations AS
SELECT o.id, d.thing_id AS sensor_id, d.property, COALESCE(d.unit, p.unit) AS unit, o.phenomenon_time, o.result, o.datastream_id,
       o.result_text, o.result_time, o.time_is_receipt
FROM sensors.observation o
JOIN sensors.datastream d ON d.id = o.datastream_id
JOIN sensors.thing t ON t.id = d.thing_id
LEFT JOIN sensors.observed_property p ON p.id = d.property
WHERE t.is_public;

CREATE VIEW open.sensor_completeness AS
SELECT c.id, d.thing_id AS sensor_id, d.property, c.datastream_id, c.day, c.basis, c.expected, c.received, c.gaps,
       c.longest_gap_seconds, c.conflicts
FROM sensors.completeness c
JOIN sensors.datastream d ON d.id = c.datastream_id
JOIN sensors.thing t ON t.id = d.thing_id
WHERE t.is_public;
