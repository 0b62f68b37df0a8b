-- Training by target group, all stages of advice, use cases with open data, and the index of digital poverty as of a past day.

CREATE FUNCTION agenda.course_participants_behind(wanted_group text, district text) RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  SELECT id, title_de, title_en, district_id, COALESCE(participants > 0, false), participants IS NOT NULL, participants::numeric, '/open-data/agenda-courses'
  FROM open.agenda_courses
  WHERE target_group = wanted_group AND state = 'held' AND ends BETWEEN current_date - 365 AND current_date AND (district IS NULL OR district_id = district)
$$;
CREATE FUNCTION agenda.course_participants(wanted_group text, district text) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT ROW(sum(amount), count(*) FILTER (WHERE counted), count(*), count(*) FILTER (WHERE known))::agenda.figure
  FROM agenda.course_participants_behind(wanted_group, district)
$$;
COMMENT ON FUNCTION agenda.course_participants IS 'Participants of the courses for this target group held in the past year';

CREATE OR REPLACE FUNCTION agenda.advice_given_behind(wanted text, district text) RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  SELECT id, quarter || ', ' || branch, quarter || ', ' || branch, NULL::text, COALESCE(n > 0, false), n IS NOT NULL, n, '/open-data/agenda-advice'
  FROM (SELECT *, CASE wanted WHEN 'offers' THEN offers WHEN 'requests' THEN requests WHEN 'first_talks' THEN first_talks
                              WHEN 'concepts_made' THEN concepts_made WHEN 'concepts_carried_out' THEN concepts_carried_out END::numeric AS n
        FROM open.agenda_advice) a
  WHERE district IS NULL AND quarter BETWEEN to_char(current_date - interval '9 months', 'YYYY"-Q"Q') AND to_char(current_date, 'YYYY"-Q"Q')
$$;

CREATE FUNCTION agenda.advice_open_behind(ignored text, district text) RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  WITH year AS MATERIALIZED (
    SELECT * FROM open.agenda_advice
    WHERE district IS NULL AND quarter BETWEEN to_char(current_date - interval '9 months', 'YYYY"-Q"Q') AND to_char(current_date, 'YYYY"-Q"Q')
  )
  SELECT id, quarter || ', ' || branch, quarter || ', ' || branch, NULL::text, COALESCE(cases_open > 0, false), cases_open IS NOT NULL, cases_open::numeric,
         '/open-data/agenda-advice'
  -- What is open at the end of one quarter is open in the next one, too: quarters are not added up.
  FROM year WHERE quarter = (SELECT max(quarter) FROM year WHERE cases_open IS NOT NULL)
$$;
CREATE FUNCTION agenda.advice_open(ignored text, district text) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT ROW(sum(amount), count(*) FILTER (WHERE counted), count(*), count(*) FILTER (WHERE known))::agenda.figure FROM agenda.advice_open_behind(ignored, district)
$$;
COMMENT ON FUNCTION agenda.advice_open IS 'Cases of advice open at the end of the newest of four quarters of which that is recorded';

INSERT INTO agenda.indicator (id, field_id, position, title_de, title_en, unit, direction, function, parameter, dataset, sources, lasts, has_districts, method_de, method_en)
SELECT 'participants-' || replace(target_group, '_', '-'), 'training', position, 'Teilnehmende an Kursen für ' || de || ' im vergangenen Jahr',
  'Participants of courses for ' || en || ' in the past year', '1', 'up', 'course_participants', target_group, 'agenda-courses', '{agenda-courses}'::text[], '1 day', true,
  'Summe der Teilnehmenden an den Kursen für diese Zielgruppe, die in den vergangenen 365 Tagen gehalten wurden. Kurse ohne Angabe zu Teilnehmenden tragen nichts bei. Erfasst werden Zahlen, keine Namen.',
  'Sum of the participants of the courses for this target group held in the past 365 days. Courses without a word on participants add nothing. What is recorded are numbers, no names.'
FROM (VALUES
  (3, 'everyone', 'alle', 'everyone'), (4, 'seniors', 'Ältere', 'seniors'), (5, 'families', 'Familien', 'families'),
  (6, 'youth', 'Jugendliche', 'young people'), (7, 'job_seekers', 'Arbeitsuchende', 'job seekers'),
  (8, 'newcomers', 'Zugewanderte', 'newcomers'), (9, 'businesses', 'Betriebe', 'businesses')
) AS g (position, target_group, de, en);

INSERT INTO agenda.indicator (id, field_id, position, title_de, title_en, unit, direction, function, parameter, dataset, sources, lasts, has_districts, method_de, method_en) VALUES
  ('advice-offers', 'business', 3, 'Beratungsangebote für Unternehmen in vier Quartalen', 'Offers of advice for businesses in four quarters', '1', 'up',
   'advice_given', 'offers', 'agenda-advice', '{agenda-advice}', '1 day', false,
   'Summe der Angebote aller Branchen, etwa Sprechtage, im laufenden Quartal und in den drei Quartalen davor. Erfasst werden Zahlen je Quartal und Branche, keine Namen.',
   'Sum of the offers of all branches, such as office days, in the running quarter and the three before. What is recorded are numbers by quarter and branch, no names.'),
  ('advice-requests', 'business', 4, 'Anfragen von Unternehmen in vier Quartalen', 'Requests by businesses in four quarters', '1', 'up',
   'advice_given', 'requests', 'agenda-advice', '{agenda-advice}', '1 day', false,
   'Summe der Anfragen aller Branchen im laufenden Quartal und in den drei Quartalen davor. Erfasst werden Zahlen je Quartal und Branche, keine Namen.',
   'Sum of the requests of all branches in the running quarter and the three before. What is recorded are numbers by quarter and branch, no names.'),
  ('advice-open', 'business', 5, 'Laufende Beratungen von Unternehmen', 'Cases of advice for businesses that are open', '1', 'up',
   'advice_open', NULL, 'agenda-advice', '{agenda-advice}', '1 day', false,
   'Summe der Beratungen aller Branchen, die am Ende des neuesten Quartals liefen, zu dem das erfasst ist; es zählen das laufende Quartal und die drei davor. Erfasst werden Zahlen je Quartal und Branche, keine Namen.',
   'Sum of the cases of all branches that were open at the end of the newest quarter of which that is recorded; the running quarter and the three before count. What is recorded are numbers by quarter and branch, no names.'),
  ('concepts-made', 'business', 6, 'Digitalkonzepte, die für Unternehmen in vier Quartalen erstellt wurden', 'Digital concepts made for businesses in four quarters', '1', 'up',
   'advice_given', 'concepts_made', 'agenda-advice', '{agenda-advice}', '1 day', false,
   'Summe der erstellten Digitalkonzepte aller Branchen im laufenden Quartal und in den drei Quartalen davor. Erfasst werden Zahlen je Quartal und Branche, keine Namen.',
   'Sum of the digital concepts made in all branches in the running quarter and the three before. What is recorded are numbers by quarter and branch, no names.');

CREATE FUNCTION agenda.use_cases_with_open_data_behind(ignored text, district text) RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  SELECT id, title_de, title_en, NULL::text, datasets IS NOT NULL, true, NULL::numeric, '/open-data/agenda-use-cases'
  FROM open.agenda_use_cases WHERE district IS NULL AND state <> 'ended'
$$;
CREATE FUNCTION agenda.use_cases_with_open_data(ignored text, district text) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT agenda.share(count(*) FILTER (WHERE counted), count(*), count(*) FILTER (WHERE known)) FROM agenda.use_cases_with_open_data_behind(ignored, district)
$$;
COMMENT ON FUNCTION agenda.use_cases_with_open_data IS 'Percent of the use cases that are not ended that name an open dataset';
INSERT INTO agenda.indicator (id, field_id, position, title_de, title_en, unit, function, parameter, dataset, sources, has_districts, method_de, method_en) VALUES
  ('use-cases-with-open-data', 'smart-city', 6, 'Smart-City-Anwendungen mit offenen Daten', 'Smart city use cases with open data', '%',
   'use_cases_with_open_data', NULL, 'agenda-use-cases', '{agenda-use-cases}', false,
   'Smart-City-Anwendungen, die mindestens einen offenen Datensatz nennen, geteilt durch alle erfassten, auch Ideen und Versuche. Beendete zählen nicht.',
   'Smart city use cases that name at least one open dataset, divided by all recorded, ideas and trials included. Ended ones do not count.');

-- The index of a past day: connections as they were then by what is known now; weights, offers and courses as they were recorded then, as
-- planners cannot record anything late; facilities and addresses of today.
CREATE FUNCTION agenda.inclusion_weights_at(moment timestamptz)
RETURNS TABLE (id text, lacking_de text, lacking_en text, weight numeric, within numeric, is_default boolean) LANGUAGE sql STABLE AS $$
  SELECT w.id, w.de, w.en, COALESCE((r.content->>(w.id || 'Weight'))::numeric, w.weight), COALESCE((r.content->>(w.id || w.measure))::numeric, w.within),
         r.content IS NULL
  FROM (VALUES
    ('wifi', 'Kein öffentliches WLAN in der Nähe', 'No public Wi-Fi nearby', 1, 'Metres', 500),
    ('help', 'Keine Hilfe bei digitalen Fragen in der Nähe', 'No help desk nearby', 2, 'Metres', 1500),
    ('lending', 'Kein Geräteverleih in der Nähe', 'No device lending nearby', 1, 'Metres', 3000),
    ('courses', 'Kein Kurs in der Nähe', 'No course nearby', 1, 'Metres', 1500),
    ('slow', 'Anschluss zu langsam', 'Connection too slow', 2, 'Mbit', 30)
  ) AS w (id, de, en, weight, measure, within)
  LEFT JOIN (
    SELECT content FROM agenda.records_at(moment) WHERE kind = 'inclusion-weights' ORDER BY id COLLATE "C" LIMIT 1
  ) r ON true
$$;
CREATE OR REPLACE VIEW open.agenda_inclusion_weights AS
SELECT id, lacking_de, lacking_en, weight, within, is_default FROM agenda.inclusion_weights_at('infinity');

CREATE FUNCTION agenda.spots_at(moment timestamptz, on_day date) RETURNS TABLE (what text, geom geometry) LANGUAGE sql STABLE AS $$
  SELECT DISTINCT 'wifi', f.geom FROM places.facility f WHERE f.kind = 'public_wifi'
  UNION ALL
  SELECT DISTINCT o.what, f.geom
  FROM (
    SELECT r.content->>'facility' AS facility_id, CASE WHEN r.kind = 'course' THEN 'courses' WHEN r.content->>'type' = 'help_desk' THEN 'help' ELSE 'lending' END AS what
    FROM agenda.records_at(moment) r
    WHERE r.kind = 'inclusion-offer'
       OR (r.kind = 'course' AND r.content->>'state' <> 'cancelled' AND COALESCE(r.content->>'ends', r.content->>'starts')::date > on_day - 365)
  ) o JOIN places.facility f ON f.id = o.facility_id WHERE f.geom IS NOT NULL
$$;
COMMENT ON FUNCTION agenda.spots_at IS 'As agenda.spots, as it was recorded at a moment, with the courses of the year before a day or to come';
CREATE OR REPLACE FUNCTION agenda.spots() RETURNS TABLE (what text, geom geometry) LANGUAGE sql STABLE AS $$
  SELECT * FROM agenda.spots_at('infinity', current_date)
$$;

DROP FUNCTION agenda.poverty_weights(), agenda.poverty_cases();
CREATE FUNCTION agenda.poverty_weights(moment timestamptz DEFAULT 'infinity', on_day date DEFAULT current_date)
RETURNS TABLE (id text, weight numeric, within numeric, flag integer) LANGUAGE sql STABLE AS $$
  -- Where nobody has recorded a single one, nobody knows whether there is one.
  SELECT w.id, w.weight, w.within, 1 << row_number() OVER (ORDER BY w.id)::integer
  FROM agenda.inclusion_weights_at(moment) w WHERE w.weight > 0 AND (w.id = 'slow' OR w.id IN (SELECT what FROM agenda.spots_at(moment, on_day)))
$$;
COMMENT ON FUNCTION agenda.poverty_weights IS 'What weighs in the index of digital poverty, each with a bit of its own in flag';

CREATE FUNCTION agenda.poverty_cases(moment timestamptz DEFAULT 'infinity', on_day date DEFAULT current_date)
RETURNS TABLE (bits integer, slow boolean, part text, weight numeric, lacking boolean, known_weights numeric) LANGUAGE sql STABLE AS $$
  SELECT h.bits, s.slow, w.id, w.weight, l.lacking, sum(w.weight) FILTER (WHERE l.lacking IS NOT NULL) OVER (PARTITION BY h.bits, s.slow)
  FROM generate_series(0, 62, 2) AS h (bits) CROSS JOIN (VALUES (true), (false), (NULL)) AS s (slow) CROSS JOIN agenda.poverty_weights(moment, on_day) w
  -- Of a connection that no source speaks of nobody knows how fast it is.
  CROSS JOIN LATERAL (SELECT CASE WHEN w.id = 'slow' THEN s.slow ELSE h.bits & w.flag = 0 END AS lacking) l
$$;
COMMENT ON FUNCTION agenda.poverty_cases IS 'What a home has nearby is one of a few cases: points are counted for each of these, not for each home';

CREATE FUNCTION agenda.poverty_near(district text, moment timestamptz, on_day date) RETURNS TABLE (id text, bits integer) LANGUAGE sql STABLE AS $$
  WITH circle AS MATERIALIZED (
    -- Drawn once, not for each address.
    SELECT w.flag, ST_Buffer(s.geom::geography, w.within::float8)::geometry AS around
    FROM agenda.spots_at(moment, on_day) s JOIN agenda.poverty_weights(moment, on_day) w ON w.id = s.what
  )
  -- By the index of addresses: circle by circle.
  SELECT a.id, bit_or(c.flag) FROM circle c JOIN places.address a ON ST_Intersects(c.around, a.geom)
  WHERE district IS NULL OR a.district_id = district GROUP BY a.id
$$;
COMMENT ON FUNCTION agenda.poverty_near IS 'The bits of what addresses have nearby; those that have nothing are not in it';

CREATE OR REPLACE FUNCTION agenda.poverty_homes(district text) RETURNS TABLE (id text, label text, district_id text, bits integer, slow boolean)
LANGUAGE sql STABLE AS $$
  WITH near AS MATERIALIZED (
    SELECT * FROM agenda.poverty_near(district, 'infinity', current_date)
  ), slow AS MATERIALIZED (
    SELECT w.within AS below FROM agenda.poverty_weights() w WHERE w.id = 'slow'
  )
  SELECT a.id, a.label, a.district_id, COALESCE(n.bits, 0), s.max_down_mbit < (SELECT below FROM slow)
  FROM places.address a
  LEFT JOIN coverage.address_status s ON s.address_id = a.id
  LEFT JOIN near n ON n.id = a.id
  WHERE a.use IN ('residential', 'mixed') AND a.district_id IS NOT NULL AND (district IS NULL OR a.district_id = district)
$$;

CREATE FUNCTION agenda.digital_poverty_on(ignored text, on_day date) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  WITH evening AS (
    SELECT (on_day + 1)::timestamptz - interval '1 microsecond' AS moment
  ), told AS MATERIALIZED (
    SELECT c.bits, c.slow, COALESCE(sum(100 * c.weight) FILTER (WHERE c.lacking), 0) / max(c.known_weights) AS points
    FROM evening CROSS JOIN LATERAL agenda.poverty_cases(evening.moment, on_day) c GROUP BY c.bits, c.slow
  ), near AS MATERIALIZED (
    SELECT n.* FROM evening CROSS JOIN LATERAL agenda.poverty_near(NULL, evening.moment, on_day) n
  ), slow AS MATERIALIZED (
    SELECT w.within AS below FROM evening CROSS JOIN LATERAL agenda.poverty_weights(evening.moment, on_day) w WHERE w.id = 'slow'
  ), fastest AS MATERIALIZED (
    SELECT f.address_id, max(f.max_down_mbit) AS mbit FROM coverage.counted_as_of(on_day) f GROUP BY f.address_id
  )
  SELECT ROW(round(avg(round(t.points, 1)), 1), count(*) FILTER (WHERE t.points >= 50), count(*), count(t.points))::agenda.figure
  FROM places.address a
  LEFT JOIN fastest f ON f.address_id = a.id
  LEFT JOIN near n ON n.id = a.id
  LEFT JOIN told t ON t.bits = COALESCE(n.bits, 0) AND t.slow IS NOT DISTINCT FROM f.mbit < (SELECT below FROM slow)
  WHERE a.use IN ('residential', 'mixed') AND a.district_id IS NOT NULL
$$;
COMMENT ON FUNCTION agenda.digital_poverty_on IS 'As agenda.digital_poverty, on a past day: connections by what is known today, all else as it was recorded then';
UPDATE agenda.indicator SET function_on = 'digital_poverty_on' WHERE id = 'digital-poverty';
