-- Every figure of the agenda can be followed to the records it was computed from, and asked for each district. An indicator names a function
-- that computes it; the one of the same name with _behind lists what was counted. That both agree is held by libs/agenda/src/indicators.spec.ts.
ALTER TYPE agenda.figure ADD ATTRIBUTE known bigint;
COMMENT ON TYPE agenda.figure IS 'value in the unit of the indicator, NULL where nothing is known; counted: records that meet it; total: all; known: those of which some source speaks';

ALTER TABLE agenda.indicator
  ADD method_de text NOT NULL DEFAULT '',
  ADD method_en text NOT NULL DEFAULT '',
  ADD code text,
  ADD has_districts boolean NOT NULL DEFAULT true;
COMMENT ON COLUMN agenda.indicator.function IS 'A function of this schema that takes the parameter and the id of a district, NULL for all of the city, and returns agenda.figure; function_behind lists the records, see agenda.behind';
COMMENT ON COLUMN agenda.indicator.code IS 'Of a standard that has the same indicator, such as U4SSC';
COMMENT ON COLUMN agenda.indicator.has_districts IS 'false: the same for all districts, whatever is asked';

CREATE TYPE agenda.behind AS (id text, name_de text, name_en text, district_id text, counted boolean, known boolean, amount numeric, path text);
COMMENT ON TYPE agenda.behind IS 'A record behind a figure: counted and known as in agenda.figure; amount: what it adds where the figure is no share; path: where to read on';

DROP FUNCTION agenda.fibre_connected(text), agenda.mobile_covered(text), agenda.sensors_reporting(text), agenda.fibre_at_facilities(text);

CREATE FUNCTION agenda.share(counted bigint, total bigint, known bigint) RETURNS agenda.figure LANGUAGE sql IMMUTABLE AS $$
  -- Where no source speaks of any record there is no share, not a share of zero.
  SELECT ROW(CASE WHEN known > 0 THEN round(100.0 * counted / total, 1) END, COALESCE(counted, 0), COALESCE(total, 0), COALESCE(known, 0))::agenda.figure
$$;
COMMENT ON FUNCTION agenda.share IS 'Percent of all, also of those of which nothing is known';

CREATE FUNCTION agenda.fibre_connected(wanted_use text, district text) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT agenda.share(sum(fibre_connected)::bigint, sum(addresses)::bigint, sum(addresses - unknown)::bigint)
  FROM coverage.district_statistics WHERE use = wanted_use AND (district IS NULL OR district_id = district)
$$;
COMMENT ON FUNCTION agenda.fibre_connected IS 'Percent of addresses of this use with FTTH or FTTB connected or activated, in the districts';

CREATE FUNCTION agenda.fibre_connected_behind(wanted_use text, district text) RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  SELECT a.id, a.label, a.label, a.district_id, COALESCE(f.connected, false), f.connected IS NOT NULL, NULL::numeric, '/address/' || a.id
  FROM places.address a
  -- Address by address: a page of them needs no more.
  CROSS JOIN LATERAL (
    SELECT bool_or(c.technology IN ('ftth', 'fttb') AND COALESCE(c.connection_level, '') IN ('connected', 'activated')) AS connected
    FROM coverage.counted_as_of() c
    WHERE c.address_id = a.id AND CASE wanted_use WHEN 'residential' THEN c.for_residential ELSE c.for_commercial END
  ) f
  WHERE a.use IN (wanted_use, 'mixed') AND a.district_id IS NOT NULL AND (district IS NULL OR a.district_id = district)
$$;

CREATE FUNCTION agenda.fibre_at_facilities_behind(wanted_kind text, district text) RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  SELECT f.id, f.name, f.name, f.district_id, COALESCE(s.fibre_status IN ('connected', 'activated'), false), s.address_id IS NOT NULL, NULL::numeric,
         '/address/' || f.address_id
  FROM places.facility f LEFT JOIN coverage.address_status s ON s.address_id = f.address_id
  WHERE f.kind = wanted_kind AND (district IS NULL OR f.district_id = district)
$$;

CREATE FUNCTION agenda.fibre_at_facilities(wanted_kind text, district text) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT agenda.share(count(*) FILTER (WHERE counted), count(*), count(*) FILTER (WHERE known)) FROM agenda.fibre_at_facilities_behind(wanted_kind, district)
$$;
COMMENT ON FUNCTION agenda.fibre_at_facilities IS 'Percent of facilities of this kind whose address has fibre connected or activated';

CREATE FUNCTION agenda.mobile_covered(wanted_technology text, district text) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  WITH place AS MATERIALIZED (
    SELECT count(*) AS addresses, ST_Expand(ST_SetSRID(ST_Extent(a.geom)::geometry, 4326), 0.0001) AS box
    FROM places.address a WHERE district IS NULL OR a.district_id = district
  ), held AS (
    -- Areas reach far beyond a district: to join all of them would take ten times as long. Standalone 5G is 5G too.
    SELECT ST_Union(ST_MakeValid(ST_ClipByBox2D(m.geom, Box2D(place.box)))) AS geom FROM open.mobile_availability m, place
    WHERE m.evidence <> 'resident_report' AND (m.technology = wanted_technology OR (wanted_technology = '5g' AND m.technology = '5g_sa'))
      AND m.geom && place.box
  ), piece AS MATERIALIZED (
    SELECT ST_Subdivide(geom, 64) AS geom FROM held
  ), counted AS (
    -- Whoever lives on the line between two pieces is one address.
    SELECT (SELECT count(DISTINCT a.ctid) FROM piece p JOIN places.address a ON ST_Intersects(a.geom, p.geom)
            WHERE district IS NULL OR a.district_id = district) AS covered, addresses
    FROM place
  )
  SELECT agenda.share(covered, addresses,
    CASE WHEN EXISTS (SELECT FROM open.mobile_availability WHERE evidence <> 'resident_report') THEN addresses ELSE 0 END)
  FROM counted
$$;
COMMENT ON FUNCTION agenda.mobile_covered IS 'Percent of addresses inside the area of at least one operator with this technology';

CREATE FUNCTION agenda.mobile_covered_behind(wanted_technology text, district text) RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  SELECT a.id, a.label, a.label, a.district_id,
    EXISTS (SELECT FROM open.mobile_availability m
            WHERE m.evidence <> 'resident_report' AND (m.technology = wanted_technology OR (wanted_technology = '5g' AND m.technology = '5g_sa'))
              AND ST_Intersects(m.geom, a.geom)),
    (SELECT EXISTS (SELECT FROM open.mobile_availability WHERE evidence <> 'resident_report')), NULL::numeric, '/address/' || a.id
  FROM places.address a WHERE district IS NULL OR a.district_id = district
$$;

CREATE FUNCTION agenda.sensors_reporting_behind(hours text, district text) RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  SELECT s.id, s.name, s.name, d.id, COALESCE(s.latest_at > now() - make_interval(hours => hours::int), false), true, NULL::numeric, '/?sensor=' || s.id
  FROM open.sensors s
  LEFT JOIN LATERAL (SELECT d.id FROM places.district d WHERE ST_Intersects(d.geom, s.geom) ORDER BY ST_Area(d.geom), d.id LIMIT 1) d ON true
  WHERE district IS NULL OR d.id = district
$$;

CREATE FUNCTION agenda.sensors_reporting(hours text, district text) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT agenda.share(count(*) FILTER (WHERE counted), count(*), count(*) FILTER (WHERE known)) FROM agenda.sensors_reporting_behind(hours, district)
$$;
COMMENT ON FUNCTION agenda.sensors_reporting IS 'Percent of public sensors that reported within these hours';

CREATE FUNCTION agenda.promises_kept_behind(ignored text, district text) RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  WITH due AS (
    SELECT c.phase_id FROM rollout.current_phase_status c JOIN rollout.promise p ON p.phase_id = c.said_of AND p.number = 1
    WHERE p.promised_to < current_date AND c.status NOT IN ('rejected', 'decommissioned')
  )
  SELECT a.id, a.label, a.label, a.district_id, COALESCE(s.fibre_status IN ('connected', 'activated'), false), s.best_technology IS NOT NULL, NULL::numeric,
         '/address/' || a.id
  FROM places.address a LEFT JOIN coverage.address_status s ON s.address_id = a.id
  WHERE a.id IN (SELECT b.address_id FROM due JOIN rollout.address_phase b ON b.phase_id = due.phase_id) AND (district IS NULL OR a.district_id = district)
$$;

CREATE FUNCTION agenda.promises_kept(ignored text, district text) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT agenda.share(count(*) FILTER (WHERE counted), count(*), count(*) FILTER (WHERE known)) FROM agenda.promises_kept_behind(ignored, district)
$$;
COMMENT ON FUNCTION agenda.promises_kept IS 'Percent connected of the addresses whose first promise has passed';

CREATE FUNCTION agenda.mobile_sites_live_behind(wanted_technology text, district text) RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  SELECT s.id::text, s.operator || ' ' || s.site_id, s.operator || ' ' || s.site_id, d.id, s.status = 'live', true, NULL::numeric,
         '/open-data/mobile-sites'
  FROM open.mobile_sites s
  LEFT JOIN LATERAL (SELECT d.id FROM places.district d WHERE ST_Intersects(d.geom, s.geom) ORDER BY ST_Area(d.geom), d.id LIMIT 1) d ON true
  WHERE string_to_array(s.technologies, ', ') && CASE wanted_technology WHEN '5g' THEN ARRAY['5g', '5g_sa'] ELSE ARRAY[wanted_technology] END
    AND (district IS NULL OR d.id = district)
$$;

CREATE FUNCTION agenda.mobile_sites_live(wanted_technology text, district text) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT agenda.share(count(*) FILTER (WHERE counted), count(*), count(*) FILTER (WHERE known)) FROM agenda.mobile_sites_live_behind(wanted_technology, district)
$$;
COMMENT ON FUNCTION agenda.mobile_sites_live IS 'Percent live of the sites with this technology, planned ones included';

INSERT INTO agenda.indicator (id, field_id, position, title_de, title_en, unit, function, parameter, dataset, sources, lasts) VALUES
  ('fibre-promises-kept', 'fibre', 3, 'Zum ersten versprochenen Termin fällige Adressen, die angeschlossen sind', 'Addresses connected whose first promised date has passed', '%', 'promises_kept', NULL, 'rollout-phases', '{rollout-phases,address-coverage}', '1 day'),
  ('mobile-sites-live', '5g', 3, '5G-Standorte in Betrieb', '5G sites in service', '%', 'mobile_sites_live', '5g', 'mobile-sites', '{mobile-sites,districts}', NULL);

UPDATE agenda.indicator i SET method_de = m.de, method_en = m.en, code = m.code FROM (VALUES
  ('fibre_connected', 'Adressen dieser Nutzung in den Ortsteilen, an denen Glasfaser (FTTH oder FTTB) nach der besten Quelle im Gebäude liegt oder in Betrieb ist, geteilt durch alle Adressen dieser Nutzung. Gemischt genutzte Adressen zählen für beide Nutzungen; Adressen, von denen keine Quelle spricht, zählen als nicht angeschlossen.',
   'Addresses of this use in the districts at which fibre (FTTH or FTTB) ends in the building or is in service by the best source, divided by all addresses of this use. Addresses of mixed use count for both; those of which no source speaks count as not connected.', NULL),
  ('fibre_at_facilities', 'Einrichtungen dieser Art, an deren Adresse Glasfaser im Gebäude liegt oder in Betrieb ist, geteilt durch alle Einrichtungen dieser Art. Eine Einrichtung ohne Adresse zählt als nicht angeschlossen.',
   'Facilities of this kind at whose address fibre ends in the building or is in service, divided by all facilities of this kind. A facility without an address counts as not connected.', NULL),
  ('mobile_covered', 'Adressen, die im versorgten Gebiet mindestens eines Betreibers liegen, geteilt durch alle Adressen. Eigenständiges 5G (SA) ist auch 5G. Meldungen von Einwohnern zählen nicht.',
   'Addresses within the area of at least one operator, divided by all addresses. Standalone 5G (SA) is 5G, too. Reports of residents do not count.', NULL),
  ('sensors_reporting', 'Öffentliche Sensoren, deren neuester Messwert höchstens 24 Stunden alt ist, geteilt durch alle öffentlichen Sensoren.',
   'Public sensors whose newest value is at most 24 hours old, divided by all public sensors.', NULL),
  ('promises_kept', 'Adressen, deren Ausbau nach dem zuerst genannten Termin fertig sein sollte und die angeschlossen sind, geteilt durch alle Adressen, deren zuerst genannter Termin vorbei ist. Abgelehnte Ausbauabschnitte zählen nicht.',
   'Addresses whose rollout should be finished by the date that was named first and that are connected, divided by all addresses whose date named first has passed. Rejected phases do not count.', NULL),
  ('mobile_sites_live', 'Standorte mit dieser Technik, die in Betrieb sind, geteilt durch alle, auch die geplanten.',
   'Sites with this technology that are in service, divided by all, planned ones included.', NULL)
) AS m (function, de, en, code) WHERE i.function = m.function;

ALTER TABLE agenda.snapshot ADD known bigint;
COMMENT ON COLUMN agenda.snapshot.known IS 'NULL: was not noted then';

DROP FUNCTION agenda.present_figures(text[]);
CREATE FUNCTION agenda.present_figures(ids text[]) RETURNS TABLE (id text, value numeric, counted bigint, total bigint, known bigint, taken_at timestamptz)
LANGUAGE sql STABLE AS $$
  SELECT s.indicator_id, s.value, s.counted, s.total, s.known, s.taken_at
  FROM agenda.indicator i JOIN agenda.snapshot s ON s.indicator_id = i.id AND s.day = current_date
  WHERE i.id = ANY (ids) AND s.known IS NOT NULL AND s.sources_state = agenda.sources_state(i.sources) AND (i.lasts IS NULL OR s.taken_at > now() - i.lasts)
$$;
COMMENT ON FUNCTION agenda.present_figures IS 'The snapshots that still hold; an indicator without one is to be computed';

CREATE OR REPLACE FUNCTION agenda.take_snapshots() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  one record;
  state text;
  figure agenda.figure;
  taken integer := 0;
BEGIN
  -- Of several processes one does the work.
  IF NOT pg_try_advisory_xact_lock(hashtext('agenda.take_snapshots')) THEN RETURN 0; END IF;
  FOR one IN
    SELECT i.id, i.function, i.parameter, i.sources FROM agenda.indicator i
    WHERE NOT EXISTS (SELECT FROM agenda.present_figures(ARRAY[i.id])) ORDER BY i.id
  LOOP
    -- Before the figure: what changes while it is computed makes it be computed again.
    state := agenda.sources_state(one.sources);
    EXECUTE format('SELECT * FROM agenda.%I($1, NULL)', one.function) INTO figure USING one.parameter;
    INSERT INTO agenda.snapshot AS s (indicator_id, day, value, counted, total, known, sources_state)
    VALUES (one.id, current_date, figure.value, figure.counted, figure.total, figure.known, state)
    ON CONFLICT (indicator_id, day) DO UPDATE
      SET value = excluded.value, counted = excluded.counted, total = excluded.total, known = excluded.known,
          sources_state = excluded.sources_state, taken_at = clock_timestamp();
    taken := taken + 1;
  END LOOP;
  IF taken > 0 THEN PERFORM datasets.touch('agenda-figures'); END IF;
  RETURN taken;
END $$;

CREATE OR REPLACE VIEW open.agenda_figures AS
SELECT s.indicator_id || '/' || s.day AS id, s.indicator_id, i.title_de, i.title_en, i.unit, s.day, s.value, s.counted, s.total, s.taken_at, s.known
FROM agenda.snapshot s JOIN agenda.indicator i ON i.id = s.indicator_id;
