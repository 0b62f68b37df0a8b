-- How often open data is taken: a count by day, dataset or interface, and channel. Nothing of who took it, and no time finer than the day.
CREATE TABLE datasets.usage (
  id text COLLATE "C" PRIMARY KEY,
  day date NOT NULL,
  kind text NOT NULL CHECK (kind IN ('download', 'api')),
  name text NOT NULL,
  channel text NOT NULL,
  uses bigint NOT NULL CHECK (uses > 0),
  is_demo boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE datasets.usage IS 'How often open data was taken, added to by every process. Numbers only: no address, no program, no person.';
COMMENT ON COLUMN datasets.usage.id IS 'day/kind/name/channel: its order is that of the days';
COMMENT ON COLUMN datasets.usage.name IS 'Of a download the dataset, of kind api the interface';

CREATE FUNCTION datasets.add_usage(days date[], kinds text[], names text[], channels text[], more bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO datasets.usage AS u (id, day, kind, name, channel, uses)
  SELECT (to_char(day, 'YYYY-MM-DD') || '/' || kind || '/' || name || '/' || channel) COLLATE "C", day, kind, name, channel, uses
  FROM unnest(days, kinds, names, channels, more) AS added (day, kind, name, channel, uses)
  -- In one order, so that processes that write at once wait for each other only one way round.
  ORDER BY 1
  ON CONFLICT (id) DO UPDATE SET uses = u.uses + excluded.uses;
  -- What is published changes when a day is over, and when something is added to it later.
  IF EXISTS (SELECT FROM unnest(days) AS day WHERE day < current_date)
     OR (EXISTS (SELECT FROM datasets.usage WHERE day < current_date)
         AND NOT EXISTS (SELECT FROM datasets.state WHERE dataset = 'dataset-usage' AND changed_at >= current_date))
  THEN PERFORM datasets.touch('dataset-usage'); END IF;
END $$;
COMMENT ON FUNCTION datasets.add_usage IS 'Adds counts, each at its place in the arrays. With empty ones: only says that a day is over, if none has said so yet.';

-- The running day stays out: who looks twice would see from its numbers at which moment somebody took something.
CREATE VIEW open.dataset_usage AS
SELECT id, day, kind, name, channel, uses, is_demo FROM datasets.usage WHERE day < current_date;

CREATE FUNCTION agenda.open_data_uses_behind(wanted_kind text, district text) RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  SELECT id, to_char(day, 'DD.MM.YYYY') || ': ' || name || ', ' || channel, to_char(day, 'YYYY-MM-DD') || ': ' || name || ', ' || channel, NULL::text, true, true, uses::numeric,
         '/open-data/dataset-usage'
  FROM open.dataset_usage
  -- A map asks for dozens of tiles at a time, and our own pages are no reuse.
  WHERE district IS NULL AND day >= current_date - 365 AND kind = wanted_kind AND channel NOT IN ('tile', 'own-pages')
$$;
CREATE FUNCTION agenda.open_data_uses(wanted_kind text, district text) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT ROW(sum(amount), count(*) FILTER (WHERE counted), count(*), count(*) FILTER (WHERE known))::agenda.figure
  FROM agenda.open_data_uses_behind(wanted_kind, district)
$$;
COMMENT ON FUNCTION agenda.open_data_uses IS 'How often open data was taken by others in this way on the 365 days before today';

CREATE FUNCTION agenda.sensors_complete_behind(wanted_share text, district text) RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  SELECT s.id, s.name, s.name, d.id, COALESCE(c.share >= wanted_share::numeric, false), c.share IS NOT NULL, c.share, '/?sensor=' || s.id
  FROM open.sensors s
  LEFT JOIN LATERAL (SELECT d.id FROM places.district d WHERE ST_Intersects(d.geom, s.geom) ORDER BY ST_Area(d.geom), d.id LIMIT 1) d ON true
  LEFT JOIN (
    SELECT sensor_id, round(100 * sum(received) / NULLIF(sum(expected), 0), 1) AS share FROM open.sensor_completeness
    -- The running day is not over: what it lacks may still come.
    WHERE day >= current_date - 30 AND day < current_date GROUP BY sensor_id
  ) c ON c.sensor_id = s.id
  WHERE district IS NULL OR d.id = district
$$;
CREATE FUNCTION agenda.sensors_complete(wanted_share text, district text) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT agenda.share(count(*) FILTER (WHERE counted), count(*), count(*) FILTER (WHERE known)) FROM agenda.sensors_complete_behind(wanted_share, district)
$$;
COMMENT ON FUNCTION agenda.sensors_complete IS 'Percent of public sensors of which at least this share of the readings expected on the 30 days before today came';

INSERT INTO agenda.indicator (id, field_id, position, title_de, title_en, unit, direction, function, parameter, dataset, sources, lasts, has_districts, method_de, method_en) VALUES
  ('sensors-complete', 'smart-city', 3, 'Sensoren mit mindestens 95 % der erwarteten Messwerte', 'Sensors with at least 95% of the readings expected', '%', 'up',
   'sensors_complete', '95', 'sensor-completeness', '{sensor-completeness,sensors}', '1 day', true,
   'Öffentliche Sensoren, von denen in den 30 Tagen vor heute mindestens 95 % der erwarteten Messwerte ankamen, geteilt durch alle öffentlichen Sensoren. Erwartet wird nach dem Zähler des Senders oder dem vereinbarten Abstand; Sensoren ohne beides zählen als nicht erreicht.',
   'Public sensors of which at least 95% of the readings expected on the 30 days before today came, divided by all public sensors. What is expected is known from the counter of the sender or the interval agreed on; sensors with neither count as not reaching it.'),
  ('open-data-downloads', 'smart-city', 4, 'Heruntergeladene Dateien mit offenen Daten im vergangenen Jahr', 'Files of open data downloaded in the past year', '1', 'up',
   'open_data_uses', 'download', 'dataset-usage', '{dataset-usage}', '1 day', false,
   'Summe der vollständig ausgelieferten Dateien aller Datensätze an den 365 Tagen vor heute. Wer die Datei schon hat (Antwort 304), zählt nicht; Programme und Menschen werden nicht unterschieden. Erfasst wird nur eine Zahl je Tag, Datensatz und Format, nichts über die Abrufenden.',
   'Sum of the files of all datasets delivered in full on the 365 days before today. Who has the file already (answer 304) does not count; programs and people are not told apart. What is recorded is a number by day, dataset and format, nothing about who asks.'),
  ('api-calls', 'smart-city', 5, 'Abrufe der Schnittstellen durch andere im vergangenen Jahr', 'Calls of the interfaces by others in the past year', '1', 'up',
   'open_data_uses', 'api', 'dataset-usage', '{dataset-usage}', '1 day', false,
   'Summe der beantworteten Abrufe von GraphQL, Katalog, OGC API, TileJSON, Kalendern und Adressauskunft als JSON an den 365 Tagen vor heute. Abrufe der eigenen Seiten und einzelne Kacheln zählen nicht mit. Erfasst wird nur eine Zahl je Tag und Schnittstelle, nichts über die Abrufenden.',
   'Sum of the answered calls of GraphQL, the catalogue, OGC API, TileJSON, calendars and the answer of an address as JSON on the 365 days before today. Calls of our own pages and single tiles do not count. What is recorded is a number by day and interface, nothing about who asks.');
