-- Training by target group, all stages of advice, and use cases with open data.

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
