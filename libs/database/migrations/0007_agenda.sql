-- The city's digital agenda: fields of action, and indicators that are computed, never typed.
CREATE SCHEMA agenda;

CREATE TABLE agenda.field_of_action (
  id text PRIMARY KEY,
  position integer NOT NULL UNIQUE,
  title_de text NOT NULL,
  title_en text NOT NULL
);
INSERT INTO agenda.field_of_action (id, position, title_de, title_en) VALUES
  ('schools', 1, 'Digitale Schulen', 'Digital schools'),
  ('online-services', 2, 'Onlinezugangsgesetz', 'Online Access Act'),
  ('administration', 3, 'Digitale Infrastruktur der Verwaltung', 'The administration''s digital infrastructure'),
  ('town-hall', 4, 'Digitalkonzept für das neue Rathaus', 'Digital concept of the new town hall'),
  ('smart-city', 5, 'Konzept Smart City', 'Smart city concept'),
  ('fibre', 6, 'Glasfaser für private und gewerbliche Nutzer', 'Fibre for private and commercial users'),
  ('5g', 7, '5G-Netz', '5G network'),
  ('training', 8, 'Fortbildung für Bürgerinnen und Bürger', 'Training for citizens'),
  ('business', 9, 'Beratung von Unternehmen', 'Advice for businesses'),
  ('funding', 10, 'Fördermittel', 'Funding'),
  ('inclusion', 11, 'Digitale Armut verhindern', 'Preventing digital poverty');

CREATE TABLE agenda.indicator (
  id text PRIMARY KEY,
  field_id text NOT NULL REFERENCES agenda.field_of_action,
  position integer NOT NULL,
  title_de text NOT NULL,
  title_en text NOT NULL,
  unit text NOT NULL,
  function text NOT NULL,
  parameter text,
  dataset text NOT NULL,
  UNIQUE (field_id, position)
);
COMMENT ON COLUMN agenda.indicator.unit IS 'UCUM code';
COMMENT ON COLUMN agenda.indicator.function IS 'A function of this schema that takes the parameter and returns (value, counted, total): the figure and what it was counted from';
COMMENT ON COLUMN agenda.indicator.dataset IS 'The open dataset behind the figure';

CREATE TYPE agenda.figure AS (value numeric, counted bigint, total bigint);

CREATE FUNCTION agenda.fibre_connected(wanted_use text) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  -- Where no source speaks of any address there is no share, not a share of zero.
  SELECT ROW(CASE WHEN sum(unknown) < sum(addresses) THEN round(100.0 * sum(fibre_connected) / sum(addresses), 1) END, COALESCE(sum(fibre_connected), 0), COALESCE(sum(addresses), 0))::agenda.figure
  FROM open.district_statistics WHERE use = wanted_use
$$;
COMMENT ON FUNCTION agenda.fibre_connected IS 'Percent of addresses of this use with FTTH or FTTB connected or activated';

CREATE FUNCTION agenda.mobile_covered(wanted_technology text) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT ROW(
    CASE WHEN EXISTS (SELECT FROM open.mobile_availability) THEN round(100.0 * count(*) FILTER (WHERE covered) / NULLIF(count(*), 0), 1) END,
    count(*) FILTER (WHERE covered), count(*))::agenda.figure
  FROM (SELECT EXISTS (SELECT FROM open.mobile_availability m
                       -- Standalone 5G is 5G too.
                       WHERE (m.technology = wanted_technology OR (wanted_technology = '5g' AND m.technology = '5g_sa'))
                         AND ST_Intersects(m.geom, a.geom)) AS covered
        FROM open.addresses a) addresses
$$;
COMMENT ON FUNCTION agenda.mobile_covered IS 'Percent of addresses inside the area of at least one operator with this technology';

CREATE FUNCTION agenda.sensors_reporting(hours text) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT ROW(round(100.0 * count(*) FILTER (WHERE latest_at > now() - make_interval(hours => hours::int)) / NULLIF(count(*), 0), 1),
             count(*) FILTER (WHERE latest_at > now() - make_interval(hours => hours::int)), count(*))::agenda.figure
  FROM open.sensors
$$;
COMMENT ON FUNCTION agenda.sensors_reporting IS 'Percent of public sensors that reported within these hours';

CREATE FUNCTION agenda.fibre_at_facilities(wanted_kind text) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT ROW(CASE WHEN count(s.address_id) > 0
                  THEN round(100.0 * count(*) FILTER (WHERE s.fibre_status IN ('connected', 'activated')) / count(*), 1) END,
             count(*) FILTER (WHERE s.fibre_status IN ('connected', 'activated')), count(*))::agenda.figure
  FROM places.facility f LEFT JOIN coverage.address_status s ON s.address_id = f.address_id
  WHERE f.kind = wanted_kind
$$;
COMMENT ON FUNCTION agenda.fibre_at_facilities IS 'Percent of facilities of this kind whose address has fibre connected or activated';

INSERT INTO agenda.indicator (id, field_id, position, title_de, title_en, unit, function, parameter, dataset) VALUES
  ('schools-with-fibre', 'schools', 1, 'Schulen mit Glasfaseranschluss', 'Schools connected by fibre', '%', 'fibre_at_facilities', 'school', 'facilities'),
  ('administration-with-fibre', 'administration', 1, 'Verwaltungsstandorte mit Glasfaseranschluss', 'Administration sites connected by fibre', '%', 'fibre_at_facilities', 'administration', 'facilities'),
  ('sensors-reporting', 'smart-city', 1, 'Sensoren, die in den letzten 24 Stunden gemeldet haben', 'Sensors that reported within 24 hours', '%', 'sensors_reporting', '24', 'sensors'),
  ('fibre-residential', 'fibre', 1, 'Private Adressen mit Glasfaseranschluss', 'Residential addresses connected by fibre', '%', 'fibre_connected', 'residential', 'district-statistics'),
  ('fibre-commercial', 'fibre', 2, 'Gewerbliche Adressen mit Glasfaseranschluss', 'Commercial addresses connected by fibre', '%', 'fibre_connected', 'commercial', 'district-statistics'),
  ('addresses-with-5g', '5g', 1, 'Adressen mit 5G von mindestens einem Betreiber', 'Addresses with 5G from at least one operator', '%', 'mobile_covered', '5g', 'mobile-availability'),
  ('addresses-with-5g-sa', '5g', 2, 'Adressen mit eigenständigem 5G (SA)', 'Addresses with 5G standalone', '%', 'mobile_covered', '5g_sa', 'mobile-availability');
