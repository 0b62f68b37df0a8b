-- The records of the first two fields of action, as open data and counted.

-- An open dataset of the agenda may show what others tell, such as the connection of a school: it changes with them.
CREATE TABLE agenda.follows (dataset text NOT NULL, source text NOT NULL, PRIMARY KEY (source, dataset));
COMMENT ON TABLE agenda.follows IS 'The dataset changes whenever the source does';

CREATE FUNCTION agenda.touch_followers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- One that never held anything does not change.
  PERFORM datasets.touch(f.dataset) FROM agenda.follows f JOIN datasets.state s ON s.dataset = f.dataset WHERE f.source = NEW.dataset ORDER BY f.dataset;
  RETURN NULL;
END $$;
-- When it commits: a long import would else keep everybody from editing the agenda. The embedded database has one session, in which all wait
-- anyhow, and does not run at its end what a lone statement has put off.
DO $$
BEGIN
  IF version() ~ 'PGlite' THEN
    CREATE TRIGGER followed AFTER INSERT OR UPDATE OF version ON datasets.state FOR EACH ROW EXECUTE FUNCTION agenda.touch_followers();
  ELSE
    CREATE CONSTRAINT TRIGGER followed AFTER INSERT OR UPDATE OF version ON datasets.state DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION agenda.touch_followers();
  END IF;
END $$;

-- Records of the whole city belong to no district.
COMMENT ON COLUMN agenda.indicator.has_districts IS 'false: what it counts belongs to the whole city; in a district there is nothing to count';

CREATE VIEW open.agenda_schools AS
WITH promised AS MATERIALIZED (
  SELECT phase_id, promised_to FROM rollout.current_phase_status WHERE status NOT IN ('connected', 'activated', 'rejected', 'decommissioned')
)
SELECT r.id, r.content->>'facility' AS facility_id, r.content->>'name' AS place, f.district_id, (r.content->>'pupils')::integer AS pupils,
  (r.content->>'devices')::integer AS devices, round((r.content->>'pupils')::numeric / NULLIF((r.content->>'devices')::numeric, 0), 1) AS pupils_per_device,
  r.content->>'wifi' AS wifi, r.content->>'support' AS support, (r.content->>'countedOn')::date AS counted_on, s.fibre_status, s.max_down_mbit,
  round(s.max_down_mbit / NULLIF((r.content->>'pupils')::numeric, 0), 2) AS mbit_per_pupil,
  (SELECT min(p.promised_to) FROM rollout.address_phase b JOIN promised p ON p.phase_id = b.phase_id
   WHERE b.address_id = f.address_id AND s.fibre_status NOT IN ('connected', 'activated')) AS promised_by,
  COALESCE((r.content->>'demo')::boolean, false) AS is_demo, r.version, r.reason AS changed_because, r.recorded_at, f.geom, f.geom_3857
FROM agenda.records_at('infinity') r
LEFT JOIN places.facility f ON f.id = r.content->>'facility'
LEFT JOIN coverage.address_status s ON s.address_id = f.address_id
WHERE r.kind = 'school';

CREATE VIEW open.agenda_online_services AS
SELECT r.id, r.content#>>'{title,de}' AS title_de, r.content#>>'{title,en}' AS title_en, r.content->>'leika' AS leika, r.content->>'office' AS office,
  (r.content->>'maturity')::integer AS maturity, r.content->>'link' AS link, c.year AS cases_year, c.online AS cases_online, c.total AS cases_total,
  round(100.0 * c.online / NULLIF(c.total, 0), 1) AS online_share,
  COALESCE((r.content->>'demo')::boolean, false) AS is_demo, r.version, r.reason AS changed_because, r.recorded_at
FROM agenda.records_at('infinity') r
LEFT JOIN LATERAL (
  SELECT (e->>'year')::integer AS year, (e->>'online')::integer AS online, (e->>'total')::integer AS total
  FROM jsonb_array_elements(r.content->'cases') e ORDER BY 1 DESC LIMIT 1
) c ON true
WHERE r.kind = 'online-service';

INSERT INTO agenda.follows (dataset, source) VALUES
  ('agenda-schools', 'facilities'), ('agenda-schools', 'address-coverage'), ('agenda-schools', 'rollout-phases');

CREATE FUNCTION agenda.school_state(district text)
RETURNS TABLE (id text, name text, district_id text, path text, pupils integer, devices integer, wifi text, max_down_mbit numeric) LANGUAGE sql STABLE AS $$
  -- All schools that there are, also those of which nobody has recorded anything.
  SELECT f.id, f.name, f.district_id, '/address/' || f.address_id, NULLIF(r.pupils, 0), r.devices, r.wifi, s.max_down_mbit
  FROM places.facility f
  LEFT JOIN (SELECT DISTINCT ON (facility_id) * FROM open.agenda_schools ORDER BY facility_id, id) r ON r.facility_id = f.id
  LEFT JOIN coverage.address_status s ON s.address_id = f.address_id
  WHERE f.kind = 'school' AND (district IS NULL OR f.district_id = district)
$$;

CREATE FUNCTION agenda.schools_bandwidth_behind(wanted_mbit text, district text) RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  SELECT id, name, name, district_id, COALESCE(max_down_mbit >= wanted_mbit::numeric * pupils, false), max_down_mbit IS NOT NULL AND pupils IS NOT NULL,
         NULL::numeric, path
  FROM agenda.school_state(district)
$$;
CREATE FUNCTION agenda.schools_bandwidth(wanted_mbit text, district text) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT agenda.share(count(*) FILTER (WHERE counted), count(*), count(*) FILTER (WHERE known)) FROM agenda.schools_bandwidth_behind(wanted_mbit, district)
$$;
COMMENT ON FUNCTION agenda.schools_bandwidth IS 'Percent of schools whose address has at least so many Mbit/s for each pupil';

CREATE FUNCTION agenda.schools_with_wifi_behind(ignored text, district text) RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  SELECT id, name, name, district_id, COALESCE(wifi = 'all', false), wifi IS NOT NULL, NULL::numeric, path FROM agenda.school_state(district)
$$;
CREATE FUNCTION agenda.schools_with_wifi(ignored text, district text) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT agenda.share(count(*) FILTER (WHERE counted), count(*), count(*) FILTER (WHERE known)) FROM agenda.schools_with_wifi_behind(ignored, district)
$$;
COMMENT ON FUNCTION agenda.schools_with_wifi IS 'Percent of schools with Wi-Fi in all rooms for lessons';

CREATE FUNCTION agenda.schools_with_devices_behind(wanted text, district text) RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  SELECT id, name, name, district_id, COALESCE(devices >= wanted::numeric * pupils, false), devices IS NOT NULL AND pupils IS NOT NULL, NULL::numeric, path
  FROM agenda.school_state(district)
$$;
CREATE FUNCTION agenda.schools_with_devices(wanted text, district text) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT agenda.share(count(*) FILTER (WHERE counted), count(*), count(*) FILTER (WHERE known)) FROM agenda.schools_with_devices_behind(wanted, district)
$$;
COMMENT ON FUNCTION agenda.schools_with_devices IS 'Percent of schools with at least so many devices for each pupil';

CREATE FUNCTION agenda.services_at_maturity_behind(wanted_level text, district text) RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  SELECT id, title_de, title_en, NULL::text, COALESCE(maturity >= wanted_level::integer, false), maturity IS NOT NULL, NULL::numeric, '/open-data/agenda-online-services'
  FROM open.agenda_online_services WHERE district IS NULL
$$;
CREATE FUNCTION agenda.services_at_maturity(wanted_level text, district text) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT agenda.share(count(*) FILTER (WHERE counted), count(*), count(*) FILTER (WHERE known)) FROM agenda.services_at_maturity_behind(wanted_level, district)
$$;
COMMENT ON FUNCTION agenda.services_at_maturity IS 'Percent of public services of at least this maturity';

CREATE FUNCTION agenda.services_used_online_behind(wanted_share text, district text) RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  SELECT id, title_de, title_en, NULL::text, COALESCE(100 * cases_online >= wanted_share::numeric * cases_total, false), online_share IS NOT NULL, NULL::numeric,
         '/open-data/agenda-online-services'
  FROM open.agenda_online_services
  -- What nobody asked for was asked for in no way.
  WHERE district IS NULL AND cases_total IS DISTINCT FROM 0
$$;
CREATE FUNCTION agenda.services_used_online(wanted_share text, district text) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT agenda.share(count(*) FILTER (WHERE counted), count(*), count(*) FILTER (WHERE known)) FROM agenda.services_used_online_behind(wanted_share, district)
$$;
COMMENT ON FUNCTION agenda.services_used_online IS 'Percent of public services of whose cases at least this share came online in their newest year';

INSERT INTO agenda.indicator (id, field_id, position, title_de, title_en, unit, function, parameter, dataset, sources, has_districts, method_de, method_en) VALUES
  ('schools-bandwidth', 'schools', 2, 'Schulen mit mindestens 1 Mbit/s je Schülerin und Schüler', 'Schools with at least 1 Mbit/s for each pupil', '%',
   'schools_bandwidth', '1', 'agenda-schools', '{agenda-schools,facilities,address-coverage}', true,
   'Schulen, an deren Adresse der schnellste verfügbare Download mindestens 1 Mbit/s je Schülerin und Schüler hergibt, geteilt durch alle Schulen. Schulen ohne Adresse, ohne Angabe zur Versorgung oder ohne Schülerzahl zählen als nicht erreicht.',
   'Schools at whose address the fastest download on offer gives at least 1 Mbit/s for each pupil, divided by all schools. Schools without an address, without a word on coverage or without a number of pupils count as not reaching it.'),
  ('schools-with-wifi', 'schools', 3, 'Schulen mit WLAN in allen Unterrichtsräumen', 'Schools with Wi-Fi in all rooms for lessons', '%',
   'schools_with_wifi', NULL, 'agenda-schools', '{agenda-schools,facilities}', true,
   'Schulen mit WLAN in allen Räumen, in denen unterrichtet wird, geteilt durch alle Schulen. Schulen, von denen nichts erfasst ist, zählen als nicht erreicht.',
   'Schools with Wi-Fi in all rooms in which lessons are given, divided by all schools. Schools of which nothing is recorded count as not reaching it.'),
  ('schools-with-devices', 'schools', 4, 'Schulen mit einem Gerät je Schülerin und Schüler', 'Schools with a device for each pupil', '%',
   'schools_with_devices', '1', 'agenda-schools', '{agenda-schools,facilities}', true,
   'Schulen mit mindestens einem Gerät für den Unterricht je Schülerin und Schüler, geteilt durch alle Schulen. Schulen, von denen nichts erfasst ist, zählen als nicht erreicht.',
   'Schools with at least one device for lessons for each pupil, divided by all schools. Schools of which nothing is recorded count as not reaching it.'),
  ('services-online', 'online-services', 1, 'Verwaltungsleistungen ab Reifegrad 3', 'Public services of maturity 3 or more', '%',
   'services_at_maturity', '3', 'agenda-online-services', '{agenda-online-services}', false,
   'Leistungen, die sich online mit allen Nachweisen beantragen lassen (Reifegrad 3 oder 4 nach OZG), geteilt durch alle erfassten Leistungen. Leistungen ohne Angabe zum Reifegrad zählen als nicht erreicht.',
   'Services that can be applied for online with all documents (maturity 3 or 4 of the OZG), divided by all services recorded. Services without a word on their maturity count as not reaching it.'),
  ('services-used-online', 'online-services', 2, 'Verwaltungsleistungen, die mindestens zur Hälfte online genutzt werden', 'Public services used online in at least half of the cases', '%',
   'services_used_online', '50', 'agenda-online-services', '{agenda-online-services}', false,
   'Leistungen, bei denen im neuesten Jahr mit Fallzahlen mindestens die Hälfte der Fälle online einging, geteilt durch alle erfassten Leistungen. Leistungen ohne Fallzahlen zählen als nicht erreicht, solche ohne einen einzigen Fall gar nicht.',
   'Services of which at least half of the cases came online in the newest year with numbers, divided by all services recorded. Services without numbers count as not reaching it, those without a single case not at all.');
