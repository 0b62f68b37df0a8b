-- Figures by use and by part, and of past days by what is known now.

-- Fibre: who has it, and whom it passes, each use by itself.
CREATE FUNCTION agenda.fibre_at(address text, wanted_use text, wanted_levels text[], on_day date) RETURNS TABLE (met boolean) LANGUAGE sql STABLE AS $$
  SELECT bool_or(c.technology IN ('ftth', 'fttb') AND COALESCE(c.connection_level, '') = ANY (wanted_levels))
  FROM coverage.counted_as_of(on_day) c
  WHERE c.address_id = address AND CASE wanted_use WHEN 'residential' THEN c.for_residential WHEN 'commercial' THEN c.for_commercial ELSE true END
$$;
COMMENT ON FUNCTION agenda.fibre_at IS 'Whether fibre was there for this use (NULL: for any) at one of these levels; NULL: no source speaks of it';

CREATE FUNCTION agenda.fibre_for_use_behind(wanted_levels text[], wanted_use text, district text) RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  SELECT a.id, a.label, a.label, a.district_id, COALESCE(f.met, false), f.met IS NOT NULL, NULL::numeric, '/address/' || a.id
  FROM places.address a
  -- Address by address: a page of them needs no more.
  CROSS JOIN LATERAL agenda.fibre_at(a.id, wanted_use, wanted_levels, current_date) f
  WHERE a.use IN (wanted_use, 'mixed') AND a.district_id IS NOT NULL AND (district IS NULL OR a.district_id = district)
$$;

CREATE OR REPLACE FUNCTION agenda.fibre_connected_behind(wanted_use text, district text) RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  SELECT * FROM agenda.fibre_for_use_behind('{connected,activated}', wanted_use, district)
$$;
CREATE FUNCTION agenda.fibre_passed_behind(wanted_use text, district text) RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  SELECT * FROM agenda.fibre_for_use_behind('{passed,prepared,connected,activated}', wanted_use, district)
$$;
CREATE FUNCTION agenda.fibre_passed(wanted_use text, district text) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT agenda.share(sum(fibre_passed)::bigint, sum(addresses)::bigint, sum(addresses - unknown)::bigint)
  FROM coverage.district_statistics WHERE use = wanted_use AND (district IS NULL OR district_id = district)
$$;
COMMENT ON FUNCTION agenda.fibre_passed IS 'Percent of addresses of this use with FTTH or FTTB at least in the street, in the districts';
CREATE FUNCTION agenda.fibre_passed_on(wanted_use text, on_day date) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT agenda.share(sum(passed)::bigint, sum(addresses)::bigint, sum(addresses - unknown)::bigint)
  FROM coverage.statistic
  WHERE area_kind = 'district' AND use = wanted_use AND technology = 'fibre' AND provider_id IS NULL
    AND valid_from <= on_day AND (valid_to IS NULL OR valid_to > on_day)
$$;

CREATE FUNCTION agenda.fibre_at_facilities_on(wanted_kind text, on_day date) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT agenda.share(count(*) FILTER (WHERE s.fibre_status IN ('connected', 'activated')), count(*), count(s.address_id))
  FROM places.facility f
  LEFT JOIN coverage.status_as_of(on_day, 'infinity', ARRAY(SELECT address_id FROM places.facility WHERE kind = wanted_kind AND address_id IS NOT NULL)) s
    ON s.address_id = f.address_id
  WHERE f.kind = wanted_kind
$$;
COMMENT ON FUNCTION agenda.fibre_at_facilities_on IS 'As agenda.fibre_at_facilities, of the facilities of today on a past day, by what is known today';

-- Promises: of all addresses, and of each use by the offers for that use.
DROP FUNCTION agenda.promises_kept(text, text), agenda.promises_kept_behind(text, text), agenda.promises_kept_by_district(text);

CREATE FUNCTION agenda.promised_before(on_day date) RETURNS TABLE (address_id text) LANGUAGE sql STABLE AS $$
  WITH due AS MATERIALIZED (
    SELECT c.phase_id FROM rollout.phase_status_as_of(on_day) c JOIN rollout.promise p ON p.phase_id = c.said_of AND p.number = 1
    WHERE p.valid_from <= on_day AND p.promised_to < on_day AND c.status NOT IN ('rejected', 'decommissioned')
  )
  -- IS TRUE: phases are looked up in a table in memory, not compared one by one.
  SELECT DISTINCT b.address_id FROM rollout.address_phase b WHERE (b.phase_id IN (SELECT phase_id FROM due)) IS TRUE
$$;
COMMENT ON FUNCTION agenda.promised_before IS 'Addresses that were to be connected before this day by the date that was promised first';

CREATE FUNCTION agenda.promises_kept_behind(wanted_use text, district text) RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  WITH promised AS MATERIALIZED (
    SELECT address_id FROM agenda.promised_before(current_date)
  ), apart AS MATERIALIZED (
    -- Only where offers differ by use, the status of the address does not say it.
    SELECT DISTINCT f.address_id FROM coverage.fixed_availability f WHERE wanted_use IS NOT NULL AND f.use <> 'any'
  )
  SELECT a.id, a.label, a.label, a.district_id, COALESCE(k.connected, false), k.connected IS NOT NULL, NULL::numeric, '/address/' || a.id
  FROM places.address a
  LEFT JOIN apart ON apart.address_id = a.id
  LEFT JOIN coverage.address_status s ON s.address_id = a.id
  LEFT JOIN LATERAL agenda.fibre_at(a.id, wanted_use, '{connected,activated}', current_date) f ON apart.address_id IS NOT NULL
  CROSS JOIN LATERAL (
    SELECT CASE WHEN apart.address_id IS NOT NULL THEN f.met WHEN s.best_technology IS NOT NULL THEN s.fibre_status IN ('connected', 'activated') END AS connected
  ) k
  WHERE (a.id IN (SELECT address_id FROM promised)) IS TRUE AND (wanted_use IS NULL OR a.use IN (wanted_use, 'mixed'))
    AND (district IS NULL OR a.district_id = district)
$$;
CREATE FUNCTION agenda.promises_kept(wanted_use text, district text) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT agenda.share(count(*) FILTER (WHERE counted), count(*), count(*) FILTER (WHERE known)) FROM agenda.promises_kept_behind(wanted_use, district)
$$;
COMMENT ON FUNCTION agenda.promises_kept IS 'Percent connected of the addresses of this use (NULL: of all) whose first promise has passed';
CREATE FUNCTION agenda.promises_kept_by_district(wanted_use text)
RETURNS TABLE (district_id text, value numeric, counted bigint, total bigint, known bigint) LANGUAGE sql STABLE AS $$
  SELECT district_id, (agenda.share(count(*) FILTER (WHERE counted), count(*), count(*) FILTER (WHERE known))).*
  FROM agenda.promises_kept_behind(wanted_use, NULL) WHERE district_id IS NOT NULL GROUP BY district_id
$$;
CREATE FUNCTION agenda.promises_kept_on(wanted_use text, on_day date) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT agenda.share(count(*) FILTER (WHERE f.met), count(*), count(f.met))
  FROM agenda.promised_before(on_day) p JOIN places.address a ON a.id = p.address_id
  CROSS JOIN LATERAL agenda.fibre_at(a.id, wanted_use, '{connected,activated}', on_day) f
  WHERE wanted_use IS NULL OR a.use IN (wanted_use, 'mixed')
$$;

-- Mobile networks: their areas and sites say from when on they hold.
CREATE FUNCTION agenda.mobile_covered_at(wanted_technology text, district text, on_day date) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  WITH place AS MATERIALIZED (
    SELECT count(*) AS addresses, ST_Expand(ST_SetSRID(ST_Extent(a.geom)::geometry, 4326), 0.0001) AS box
    FROM places.address a WHERE district IS NULL OR a.district_id = district
  ), held AS (
    -- Areas reach far beyond a district: to join all of them would take ten times as long. Standalone 5G is 5G too.
    SELECT ST_Union(ST_MakeValid(ST_ClipByBox2D(m.geom, Box2D(place.box))), places.union_grid()) AS geom FROM coverage.mobile_as_of(on_day) m, place
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
    CASE WHEN EXISTS (SELECT FROM coverage.mobile_as_of(on_day) WHERE evidence <> 'resident_report') THEN addresses ELSE 0 END)
  FROM counted
$$;
CREATE OR REPLACE FUNCTION agenda.mobile_covered(wanted_technology text, district text) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT agenda.mobile_covered_at(wanted_technology, district, current_date)
$$;
CREATE FUNCTION agenda.mobile_covered_on(wanted_technology text, on_day date) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT agenda.mobile_covered_at(wanted_technology, NULL, on_day)
$$;
CREATE FUNCTION agenda.mobile_sites_live_on(wanted_technology text, on_day date) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT agenda.share(count(*) FILTER (WHERE status = 'live'), count(*), count(*)) FROM coverage.sites_as_of(on_day)
  WHERE technologies && CASE wanted_technology WHEN '5g' THEN ARRAY['5g', '5g_sa'] ELSE ARRAY[wanted_technology] END
$$;

UPDATE agenda.indicator SET function_on = function || '_on'
WHERE function IN ('fibre_at_facilities', 'promises_kept', 'mobile_covered', 'mobile_sites_live');

-- The index of digital poverty, and each part of it.
CREATE FUNCTION agenda.poverty_weights() RETURNS TABLE (id text, weight numeric, within numeric, flag integer) LANGUAGE sql STABLE AS $$
  -- Where nobody has recorded a single one, nobody knows whether there is one.
  SELECT w.id, w.weight, w.within, 1 << row_number() OVER (ORDER BY w.id)::integer
  FROM open.agenda_inclusion_weights w WHERE w.weight > 0 AND (w.id = 'slow' OR w.id IN (SELECT what FROM agenda.spots()))
$$;
COMMENT ON FUNCTION agenda.poverty_weights IS 'What weighs in the index of digital poverty, each with a bit of its own in flag';

CREATE FUNCTION agenda.poverty_homes(district text) RETURNS TABLE (id text, label text, district_id text, bits integer, slow boolean)
LANGUAGE sql STABLE AS $$
  WITH weight AS MATERIALIZED (
    SELECT * FROM agenda.poverty_weights()
  ), circle AS MATERIALIZED (
    -- Drawn once, not for each address.
    SELECT w.flag, ST_Buffer(s.geom::geography, w.within::float8)::geometry AS around FROM agenda.spots() s JOIN weight w ON w.id = s.what
  ), near AS MATERIALIZED (
    -- By the index of addresses: circle by circle.
    SELECT a.id, bit_or(c.flag) AS bits FROM circle c JOIN places.address a ON ST_Intersects(c.around, a.geom)
    WHERE district IS NULL OR a.district_id = district GROUP BY a.id
  )
  SELECT a.id, a.label, a.district_id, COALESCE(n.bits, 0), s.max_down_mbit < (SELECT within FROM weight WHERE weight.id = 'slow')
  FROM places.address a
  LEFT JOIN coverage.address_status s ON s.address_id = a.id
  LEFT JOIN near n ON n.id = a.id
  WHERE a.use IN ('residential', 'mixed') AND a.district_id IS NOT NULL AND (district IS NULL OR a.district_id = district)
$$;
COMMENT ON FUNCTION agenda.poverty_homes IS 'Residential addresses: the bits of what is nearby, and whether the connection is too slow; NULL: no source speaks of it';

CREATE FUNCTION agenda.poverty_cases() RETURNS TABLE (bits integer, slow boolean, part text, weight numeric, lacking boolean, known_weights numeric)
LANGUAGE sql STABLE AS $$
  SELECT h.bits, s.slow, w.id, w.weight, l.lacking, sum(w.weight) FILTER (WHERE l.lacking IS NOT NULL) OVER (PARTITION BY h.bits, s.slow)
  FROM generate_series(0, 62, 2) AS h (bits) CROSS JOIN (VALUES (true), (false), (NULL)) AS s (slow) CROSS JOIN agenda.poverty_weights() w
  -- Of a connection that no source speaks of nobody knows how fast it is.
  CROSS JOIN LATERAL (SELECT CASE WHEN w.id = 'slow' THEN s.slow ELSE h.bits & w.flag = 0 END AS lacking) l
$$;
COMMENT ON FUNCTION agenda.poverty_cases IS 'What a home has nearby is one of a few cases: points are counted for each of these, not for each home';

CREATE OR REPLACE FUNCTION agenda.digital_poverty_behind(ignored text, district text) RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  WITH told AS MATERIALIZED (
    SELECT bits, slow, COALESCE(sum(100 * weight) FILTER (WHERE lacking), 0) / max(known_weights) AS points FROM agenda.poverty_cases() GROUP BY bits, slow
  )
  SELECT h.id, h.label, h.label, h.district_id, COALESCE(t.points >= 50, false), t.points IS NOT NULL, round(t.points, 1), '/address/' || h.id
  FROM agenda.poverty_homes(district) h LEFT JOIN told t ON t.bits = h.bits AND t.slow IS NOT DISTINCT FROM h.slow
$$;

CREATE FUNCTION agenda.digital_poverty_parts()
RETURNS TABLE (district_id text, part text, lacking bigint, known bigint, points numeric) LANGUAGE sql STABLE AS $$
  WITH home AS MATERIALIZED (
    SELECT h.district_id, h.bits, h.slow, count(*) AS homes FROM agenda.poverty_homes(NULL) h GROUP BY 1, 2, 3
  )
  SELECT h.district_id, c.part, COALESCE(sum(h.homes) FILTER (WHERE c.lacking), 0)::bigint,
    COALESCE(sum(h.homes) FILTER (WHERE c.lacking IS NOT NULL), 0)::bigint,
    round(COALESCE(sum(h.homes * 100 * c.weight / c.known_weights) FILTER (WHERE c.lacking), 0)
      / NULLIF(sum(h.homes) FILTER (WHERE c.known_weights IS NOT NULL), 0), 1)
  FROM home h JOIN agenda.poverty_cases() c ON c.bits = h.bits AND c.slow IS NOT DISTINCT FROM h.slow
  GROUP BY GROUPING SETS ((h.district_id, c.part), (c.part))
$$;
COMMENT ON FUNCTION agenda.digital_poverty_parts IS 'What each part adds to the index of a district (NULL: of the city), and how many residential addresses lack it, of those of which that is known';

-- A year of advice is four quarters.
CREATE OR REPLACE FUNCTION agenda.advice_given_behind(wanted text, district text) RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  SELECT id, quarter || ', ' || branch, quarter || ', ' || branch, NULL::text, COALESCE(n > 0, false), n IS NOT NULL, n, '/open-data/agenda-advice'
  FROM (SELECT *, CASE wanted WHEN 'first_talks' THEN first_talks WHEN 'concepts_carried_out' THEN concepts_carried_out END::numeric AS n FROM open.agenda_advice) a
  WHERE district IS NULL AND quarter BETWEEN to_char(current_date - interval '9 months', 'YYYY"-Q"Q') AND to_char(current_date, 'YYYY"-Q"Q')
$$;
COMMENT ON FUNCTION agenda.advice_given IS 'Sum of this column of open.agenda_advice over the running quarter and the three before';

UPDATE agenda.indicator i SET title_de = t.title_de, title_en = t.title_en, method_de = t.method_de, method_en = t.method_en FROM (VALUES
  ('businesses-advised', 'Erstgespräche mit Unternehmen in vier Quartalen', 'First talks with businesses in four quarters',
   'Summe der Erstgespräche aller Branchen im laufenden Quartal und in den drei Quartalen davor. Erfasst werden Zahlen je Quartal und Branche, keine Namen.',
   'Sum of the first talks of all branches in the running quarter and the three before. What is recorded are numbers by quarter and branch, no names.'),
  ('concepts-carried-out', 'Digitalkonzepte, die Unternehmen in vier Quartalen umgesetzt haben', 'Digital concepts carried out by businesses in four quarters',
   'Summe der umgesetzten Digitalkonzepte aller Branchen im laufenden Quartal und in den drei Quartalen davor. Erfasst werden Zahlen je Quartal und Branche, keine Namen.',
   'Sum of the digital concepts carried out in all branches in the running quarter and the three before. What is recorded are numbers by quarter and branch, no names.')
) AS t (id, title_de, title_en, method_de, method_en) WHERE i.id = t.id;

UPDATE agenda.indicator SET position = 5 WHERE id = 'fibre-promises-kept';
INSERT INTO agenda.indicator (id, field_id, position, title_de, title_en, unit, function, parameter, dataset, sources, lasts, function_on, by_district, method_de, method_en)
SELECT id, 'fibre', position, title_de, title_en, '%', function, parameter, dataset, sources, lasts::interval, function || '_on', by_district, method_de, method_en
FROM (VALUES
  ('fibre-residential-passed', 3, 'Private Adressen, an denen Glasfaser mindestens in der Straße liegt', 'Residential addresses with fibre at least in the street',
   'fibre_passed', 'residential', 'district-statistics', '{district-statistics}'::text[], NULL, false),
  ('fibre-commercial-passed', 4, 'Gewerbliche Adressen, an denen Glasfaser mindestens in der Straße liegt', 'Commercial addresses with fibre at least in the street',
   'fibre_passed', 'commercial', 'district-statistics', '{district-statistics}', NULL, false),
  ('fibre-promises-kept-residential', 6, 'Zum ersten versprochenen Termin fällige private Adressen, die angeschlossen sind',
   'Residential addresses connected whose first promised date has passed',
   'promises_kept', 'residential', 'rollout-phases', '{rollout-phases,address-coverage}', '1 day', true),
  ('fibre-promises-kept-commercial', 7, 'Zum ersten versprochenen Termin fällige gewerbliche Adressen, die angeschlossen sind',
   'Commercial addresses connected whose first promised date has passed',
   'promises_kept', 'commercial', 'rollout-phases', '{rollout-phases,address-coverage}', '1 day', true)
) AS i (id, position, title_de, title_en, function, parameter, dataset, sources, lasts, by_district)
JOIN (VALUES
  ('fibre_passed', 'Adressen dieser Nutzung in den Stadtteilen, an denen Glasfaser (FTTH oder FTTB) nach der besten Quelle mindestens in der Straße liegt, geteilt durch alle Adressen dieser Nutzung. Gemischt genutzte Adressen zählen für beide Nutzungen; Adressen, von denen keine Quelle spricht oder deren Ausbaustufe keine Quelle nennt, zählen nicht als erreicht.',
   'Addresses of this use in the districts at which fibre (FTTH or FTTB) lies at least in the street by the best source, divided by all addresses of this use. Addresses of mixed use count for both; those of which no source speaks, or no source gives the level, do not count as reached.'),
  ('promises_kept', 'Adressen dieser Nutzung, deren Ausbau nach dem zuerst genannten Termin fertig sein sollte und die für diese Nutzung angeschlossen sind, geteilt durch alle Adressen dieser Nutzung, deren zuerst genannter Termin vorbei ist. Gemischt genutzte Adressen zählen für beide Nutzungen; abgelehnte Ausbauabschnitte zählen nicht.',
   'Addresses of this use whose rollout should be finished by the date that was named first and that are connected for this use, divided by all addresses of this use whose date named first has passed. Addresses of mixed use count for both; rejected phases do not count.')
) AS m (of_function, method_de, method_en) ON m.of_function = i.function;

-- What is an example is marked wherever it can be taken out of its goal or measure.
CREATE OR REPLACE VIEW open.agenda_targets AS
SELECT concat_ws('/', r.id, t.target->>'indicator', t.target->>'date') AS id, r.id AS goal_id, t.target->>'indicator' AS indicator_id,
  (t.target#>>'{baseline,value}')::numeric AS baseline_value, (t.target#>>'{baseline,date}')::date AS baseline_date, (t.target->>'value')::numeric AS target_value,
  (t.target->>'date')::date AS target_date, t.target->>'source' AS source, COALESCE((r.content->>'demo')::boolean, false) AS is_demo
FROM agenda.records_at('infinity') r CROSS JOIN LATERAL jsonb_array_elements(r.content->'targets') AS t (target)
WHERE r.kind = 'goal';

CREATE OR REPLACE VIEW open.agenda_milestones AS
SELECT r.id || '/' || (m.milestone->>'id') AS id, r.id AS measure_id, m.milestone#>>'{title,de}' AS title_de, m.milestone#>>'{title,en}' AS title_en,
  (m.milestone->>'due')::date AS due, (m.milestone->>'done')::date AS done, COALESCE((r.content->>'demo')::boolean, false) AS is_demo
FROM agenda.records_at('infinity') r CROSS JOIN LATERAL jsonb_array_elements(r.content->'milestones') AS m (milestone)
WHERE r.kind = 'measure';

CREATE OR REPLACE VIEW open.agenda_resources AS
SELECT r.id || '/' || y.year AS id, r.id AS measure_id, y.year, (b.entry->>'planned')::numeric AS planned_eur, (b.entry->>'committed')::numeric AS committed_eur,
  (b.entry->>'spent')::numeric AS spent_eur, (s.entry->>'planned')::numeric AS planned_fte, (s.entry->>'filled')::numeric AS filled_fte,
  COALESCE((r.content->>'demo')::boolean, false) AS is_demo
FROM agenda.records_at('infinity') r
CROSS JOIN LATERAL (
  SELECT DISTINCT (e->>'year')::integer AS year FROM jsonb_array_elements(r.content->'budget' || (r.content->'staff')) e
) y
LEFT JOIN LATERAL (SELECT e AS entry FROM jsonb_array_elements(r.content->'budget') e WHERE (e->>'year')::integer = y.year) b ON true
LEFT JOIN LATERAL (SELECT e AS entry FROM jsonb_array_elements(r.content->'staff') e WHERE (e->>'year')::integer = y.year) s ON true
WHERE r.kind = 'measure';

-- It counts the public services that can be had electronically; here they are told as a share of all, too.
UPDATE agenda.indicator SET code = 'U4SSC EC: ICT: PS: 2A' WHERE id = 'services-online';
