-- Courses for citizens, help against digital poverty, funding, and advice for businesses: open data, and figures.

CREATE VIEW open.agenda_courses AS
SELECT r.id, r.content#>>'{title,de}' AS title_de, r.content#>>'{title,en}' AS title_en, r.content#>>'{text,de}' AS text_de, r.content#>>'{text,en}' AS text_en,
  r.content->>'facility' AS facility_id, COALESCE(f.name, r.content->>'place') AS place, COALESCE(f.district_id, r.content->>'district') AS district_id,
  (r.content->>'starts')::date AS starts, COALESCE(r.content->>'ends', r.content->>'starts')::date AS ends, r.content->>'from' AS from_time,
  r.content->>'until' AS until_time, r.content->>'targetGroup' AS target_group, r.content->>'state' AS state, (r.content->>'seats')::integer AS seats,
  (r.content->>'participants')::integer AS participants,
  round(100 * (r.content->>'participants')::numeric / NULLIF((r.content->>'seats')::numeric, 0), 1) AS taken_share, r.content->>'link' AS link,
  COALESCE((r.content->>'demo')::boolean, false) AS is_demo, r.version, r.reason AS changed_because, r.recorded_at, f.geom, f.geom_3857
FROM agenda.records_at('infinity') r LEFT JOIN places.facility f ON f.id = r.content->>'facility'
WHERE r.kind = 'course';

CREATE VIEW open.agenda_inclusion_offers AS
SELECT r.id, r.content->>'type' AS type, r.content#>>'{title,de}' AS title_de, r.content#>>'{title,en}' AS title_en, r.content->>'facility' AS facility_id,
  COALESCE(f.name, r.content->>'place') AS place, COALESCE(f.district_id, r.content->>'district') AS district_id, r.content->>'hours' AS hours,
  (r.content->>'devices')::integer AS devices, r.content->>'link' AS link,
  COALESCE((r.content->>'demo')::boolean, false) AS is_demo, r.version, r.reason AS changed_because, r.recorded_at, f.geom, f.geom_3857
FROM agenda.records_at('infinity') r LEFT JOIN places.facility f ON f.id = r.content->>'facility'
WHERE r.kind = 'inclusion-offer';

CREATE VIEW open.agenda_inclusion_weights AS
SELECT w.id, w.de AS lacking_de, w.en AS lacking_en, COALESCE((r.content->>(w.id || 'Weight'))::numeric, w.weight) AS weight,
  COALESCE((r.content->>(w.id || w.measure))::numeric, w.within) AS within, r.content IS NULL AS is_default
FROM (VALUES
  ('wifi', 'Kein öffentliches WLAN in der Nähe', 'No public Wi-Fi nearby', 1, 'Metres', 500),
  ('help', 'Keine Hilfe bei digitalen Fragen in der Nähe', 'No help desk nearby', 2, 'Metres', 1500),
  ('lending', 'Kein Geräteverleih in der Nähe', 'No device lending nearby', 1, 'Metres', 3000),
  ('courses', 'Kein Kurs in der Nähe', 'No course nearby', 1, 'Metres', 1500),
  ('slow', 'Anschluss zu langsam', 'Connection too slow', 2, 'Mbit', 30)
) AS w (id, de, en, weight, measure, within)
LEFT JOIN (
  SELECT content FROM agenda.records_at('infinity') WHERE kind = 'inclusion-weights' ORDER BY id COLLATE "C" LIMIT 1
) r ON true;

CREATE VIEW open.agenda_programmes AS
SELECT r.id, r.content#>>'{title,de}' AS title_de, r.content#>>'{title,en}' AS title_en, r.content->>'funder' AS funder, (r.content->>'opens')::date AS opens,
  (r.content->>'deadline')::date AS deadline, (r.content->>'quota')::numeric AS quota, (r.content->>'most')::numeric AS most_eur,
  r.content#>>'{conditions,de}' AS conditions_de, r.content#>>'{conditions,en}' AS conditions_en, r.content->>'screening' AS screening,
  (SELECT count(*)::integer FROM agenda.records_at('infinity') a WHERE a.kind = 'application' AND a.content->>'programme' = r.id) AS applications,
  r.content->>'link' AS link,
  COALESCE((r.content->>'demo')::boolean, false) AS is_demo, r.version, r.reason AS changed_because, r.recorded_at
FROM agenda.records_at('infinity') r WHERE r.kind = 'programme';

CREATE VIEW open.agenda_applications AS
SELECT r.id, r.content#>>'{title,de}' AS title_de, r.content#>>'{title,en}' AS title_en, r.content->>'programme' AS programme_id,
  p.content#>>'{title,de}' AS programme_de, p.content#>>'{title,en}' AS programme_en, r.content->>'measure' AS measure_id, r.content->>'state' AS state,
  (r.content->>'appliedOn')::date AS applied_on, (r.content->>'decidedOn')::date AS decided_on, (r.content->>'applied')::numeric AS applied_eur,
  (r.content->>'granted')::numeric AS granted_eur, (r.content->>'drawn')::numeric AS drawn_eur,
  COALESCE((r.content->>'demo')::boolean, false) AS is_demo, r.version, r.reason AS changed_because, r.recorded_at
FROM agenda.records_at('infinity') r
LEFT JOIN agenda.records_at('infinity') p ON p.kind = 'programme' AND p.id = r.content->>'programme'
WHERE r.kind = 'application';

CREATE VIEW open.agenda_advice AS
SELECT r.id, r.content->>'quarter' AS quarter, r.content->>'branch' AS branch, (r.content->>'offers')::integer AS offers,
  (r.content->>'requests')::integer AS requests, (r.content->>'firstTalks')::integer AS first_talks, (r.content->>'casesOpen')::integer AS cases_open,
  (r.content->>'conceptsMade')::integer AS concepts_made, (r.content->>'conceptsCarriedOut')::integer AS concepts_carried_out,
  COALESCE((r.content->>'demo')::boolean, false) AS is_demo, r.version, r.reason AS changed_because, r.recorded_at
FROM agenda.records_at('infinity') r WHERE r.kind = 'advice';

INSERT INTO agenda.follows (dataset, source) VALUES ('agenda-courses', 'facilities'), ('agenda-inclusion-offers', 'facilities');

CREATE FUNCTION agenda.spots() RETURNS TABLE (what text, geom geometry) LANGUAGE sql STABLE AS $$
  SELECT DISTINCT 'wifi', f.geom FROM places.facility f WHERE f.kind = 'public_wifi'
  UNION ALL SELECT DISTINCT CASE o.type WHEN 'help_desk' THEN 'help' ELSE 'lending' END, o.geom FROM open.agenda_inclusion_offers o WHERE o.geom IS NOT NULL
  UNION ALL SELECT DISTINCT 'courses', c.geom FROM open.agenda_courses c
  WHERE c.geom IS NOT NULL AND c.state <> 'cancelled' AND c.ends > current_date - 365
$$;
COMMENT ON FUNCTION agenda.spots IS 'Where residents find public Wi-Fi, help, devices to borrow, and courses of the past year or to come';

CREATE FUNCTION agenda.homes_near_behind(parameter text, district text) RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  WITH spot AS MATERIALIZED (
    SELECT ST_Buffer(s.geom::geography, split_part(parameter, ' ', 2)::float8)::geometry AS around
    FROM agenda.spots() s WHERE s.what = ANY (string_to_array(split_part(parameter, ' ', 1), ','))
  ), near AS MATERIALIZED (
    -- By the index of addresses: circle by circle.
    SELECT DISTINCT a.id FROM spot JOIN places.address a ON ST_Intersects(a.geom, spot.around) WHERE district IS NULL OR a.district_id = district
  )
  SELECT a.id, a.label, a.label, a.district_id, n.id IS NOT NULL, (SELECT EXISTS (SELECT FROM spot)), NULL::numeric, '/address/' || a.id
  FROM places.address a LEFT JOIN near n ON n.id = a.id
  WHERE a.use IN ('residential', 'mixed') AND a.district_id IS NOT NULL AND (district IS NULL OR a.district_id = district)
$$;
CREATE FUNCTION agenda.homes_near(parameter text, district text) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT agenda.share(count(*) FILTER (WHERE counted), count(*), count(*) FILTER (WHERE known)) FROM agenda.homes_near_behind(parameter, district)
$$;
COMMENT ON FUNCTION agenda.homes_near IS 'Percent of residential addresses that have one of these spots (agenda.spots, by commas) within so many metres';

CREATE FUNCTION agenda.courses_filled_behind(wanted_share text, district text) RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  SELECT id, title_de, title_en, district_id, COALESCE(taken_share >= wanted_share::numeric, false), taken_share IS NOT NULL, NULL::numeric, '/open-data/agenda-courses'
  FROM open.agenda_courses
  WHERE state = 'held' AND ends BETWEEN current_date - 365 AND current_date AND (district IS NULL OR district_id = district)
$$;
CREATE FUNCTION agenda.courses_filled(wanted_share text, district text) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT agenda.share(count(*) FILTER (WHERE counted), count(*), count(*) FILTER (WHERE known)) FROM agenda.courses_filled_behind(wanted_share, district)
$$;
COMMENT ON FUNCTION agenda.courses_filled IS 'Percent of the courses held in the past year with at least this share of their seats taken';

CREATE FUNCTION agenda.digital_poverty_behind(ignored text, district text) RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  WITH spot AS MATERIALIZED (
    SELECT * FROM agenda.spots()
  ), weight AS MATERIALIZED (
    -- Where nobody has recorded a single one, nobody knows whether there is one.
    SELECT w.id, w.weight, w.within FROM open.agenda_inclusion_weights w WHERE w.weight > 0 AND (w.id = 'slow' OR w.id IN (SELECT what FROM spot))
  ), circle AS MATERIALIZED (
    -- Drawn once, not for each address.
    SELECT w.id AS what, ST_Buffer(s.geom::geography, w.within::float8)::geometry AS around FROM spot s JOIN weight w ON w.id = s.what
  ), home AS MATERIALIZED (
    SELECT a.id, a.label, a.district_id, a.geom, s.max_down_mbit FROM places.address a LEFT JOIN coverage.address_status s ON s.address_id = a.id
    WHERE a.use IN ('residential', 'mixed') AND a.district_id IS NOT NULL AND (district IS NULL OR a.district_id = district)
  ), near AS MATERIALIZED (
    SELECT DISTINCT c.what, h.id FROM circle c JOIN home h ON ST_Intersects(c.around, h.geom)
  ), told AS (
    SELECT h.id, h.label, h.district_id,
      100 * sum(w.weight) FILTER (WHERE CASE w.id WHEN 'slow' THEN h.max_down_mbit < w.within ELSE n.id IS NULL END) AS lacking,
      -- Of a connection that no source speaks of nobody knows how fast it is.
      sum(w.weight) FILTER (WHERE w.id <> 'slow' OR h.max_down_mbit IS NOT NULL) AS all_weights
    FROM home h LEFT JOIN weight w ON true LEFT JOIN near n ON n.what = w.id AND n.id = h.id
    GROUP BY 1, 2, 3
  )
  SELECT id, label, label, district_id, COALESCE(COALESCE(lacking, 0) / all_weights >= 50, false), all_weights IS NOT NULL,
         round(COALESCE(lacking, 0) / all_weights, 1), '/address/' || id
  FROM told
$$;
CREATE FUNCTION agenda.digital_poverty(ignored text, district text) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT ROW(round(avg(amount), 1), count(*) FILTER (WHERE counted), count(*), count(*) FILTER (WHERE known))::agenda.figure
  FROM agenda.digital_poverty_behind(ignored, district)
$$;
COMMENT ON FUNCTION agenda.digital_poverty IS 'Mean of the points of residential addresses: 100 where all that open.agenda_inclusion_weights names is lacking, 0 where nothing is';

CREATE FUNCTION agenda.applications_granted_behind(ignored text, district text) RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  SELECT id, title_de, title_en, NULL::text, state IN ('granted', 'closed'), true, NULL::numeric, '/open-data/agenda-applications'
  FROM open.agenda_applications WHERE district IS NULL AND state IN ('granted', 'closed', 'refused')
$$;
CREATE FUNCTION agenda.applications_granted(ignored text, district text) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT agenda.share(count(*) FILTER (WHERE counted), count(*), count(*) FILTER (WHERE known)) FROM agenda.applications_granted_behind(ignored, district)
$$;
COMMENT ON FUNCTION agenda.applications_granted IS 'Percent granted of the applications that are decided';

CREATE FUNCTION agenda.funding_granted_behind(ignored text, district text) RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  SELECT id, title_de, title_en, NULL::text, COALESCE(granted_eur > 0, false), granted_eur IS NOT NULL, granted_eur, '/open-data/agenda-applications'
  FROM open.agenda_applications WHERE district IS NULL AND state IN ('granted', 'closed')
$$;
CREATE FUNCTION agenda.funding_granted(ignored text, district text) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT ROW(sum(amount), count(*) FILTER (WHERE counted), count(*), count(*) FILTER (WHERE known))::agenda.figure
  FROM agenda.funding_granted_behind(ignored, district)
$$;
COMMENT ON FUNCTION agenda.funding_granted IS 'Euros granted by all applications';

CREATE FUNCTION agenda.programmes_screened_behind(ignored text, district text) RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  SELECT id, title_de, title_en, NULL::text, screening <> 'open', true, NULL::numeric, '/open-data/agenda-programmes'
  FROM open.agenda_programmes WHERE district IS NULL AND (deadline IS NULL OR deadline >= current_date)
$$;
CREATE FUNCTION agenda.programmes_screened(ignored text, district text) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT agenda.share(count(*) FILTER (WHERE counted), count(*), count(*) FILTER (WHERE known)) FROM agenda.programmes_screened_behind(ignored, district)
$$;
COMMENT ON FUNCTION agenda.programmes_screened IS 'Percent screened of the programmes whose deadline has not passed';

CREATE FUNCTION agenda.advice_given_behind(wanted text, district text) RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  SELECT id, quarter || ', ' || branch, quarter || ', ' || branch, NULL::text, COALESCE(n > 0, false), n IS NOT NULL, n, '/open-data/agenda-advice'
  FROM (SELECT *, CASE wanted WHEN 'first_talks' THEN first_talks WHEN 'concepts_carried_out' THEN concepts_carried_out END::numeric AS n FROM open.agenda_advice) a
  -- The running quarter and the four before.
  WHERE district IS NULL AND quarter >= to_char(current_date - interval '1 year', 'YYYY"-Q"Q')
$$;
CREATE FUNCTION agenda.advice_given(wanted text, district text) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT ROW(sum(amount), count(*) FILTER (WHERE counted), count(*), count(*) FILTER (WHERE known))::agenda.figure FROM agenda.advice_given_behind(wanted, district)
$$;
COMMENT ON FUNCTION agenda.advice_given IS 'Sum of this column of open.agenda_advice over the running quarter and the four before';

INSERT INTO agenda.indicator (id, field_id, position, title_de, title_en, unit, direction, function, parameter, dataset, sources, lasts, has_districts, method_de, method_en) VALUES
  ('homes-near-courses', 'training', 1, 'Wohnadressen mit einem Kurs im Umkreis von 1,5 km', 'Residential addresses with a course within 1.5 km', '%', 'up',
   'homes_near', 'courses 1500', 'agenda-courses', '{agenda-courses,facilities,addresses}', '1 day', true,
   'Wohnadressen in den Stadtteilen, von denen höchstens 1.500 m Luftlinie entfernt im vergangenen Jahr ein Kurs stattfand oder einer geplant ist, geteilt durch alle. Kurse zählen, wenn eine Einrichtung als Ort eingetragen ist; abgesagte zählen nicht.',
   'Residential addresses in the districts within 1,500 m as the crow flies of a course of the past year or one to come, divided by all. Courses count if their place is a facility; cancelled ones do not.'),
  ('courses-filled', 'training', 2, 'Kurse, die mindestens zur Hälfte besetzt waren', 'Courses with at least half of their seats taken', '%', 'up',
   'courses_filled', '50', 'agenda-courses', '{agenda-courses}', '1 day', true,
   'Kurse der vergangenen 365 Tage, bei denen mindestens die Hälfte der Plätze besetzt war, geteilt durch alle gehaltenen Kurse dieser Zeit. Kurse ohne Angabe zu Plätzen oder Teilnehmenden zählen als nicht erreicht.',
   'Courses of the past 365 days with at least half of their seats taken, divided by all courses held in that time. Courses without a word on seats or participants count as not reaching it.'),
  ('businesses-advised', 'business', 1, 'Erstgespräche mit Unternehmen im vergangenen Jahr', 'First talks with businesses in the past year', '1', 'up',
   'advice_given', 'first_talks', 'agenda-advice', '{agenda-advice}', '1 day', false,
   'Summe der Erstgespräche aller Branchen im laufenden Quartal und in den vier Quartalen davor. Erfasst werden Zahlen je Quartal und Branche, keine Namen.',
   'Sum of the first talks of all branches in the running quarter and the four before. What is recorded are numbers by quarter and branch, no names.'),
  ('concepts-carried-out', 'business', 2, 'Digitalkonzepte, die Unternehmen im vergangenen Jahr umgesetzt haben', 'Digital concepts carried out by businesses in the past year', '1', 'up',
   'advice_given', 'concepts_carried_out', 'agenda-advice', '{agenda-advice}', '1 day', false,
   'Summe der umgesetzten Digitalkonzepte aller Branchen im laufenden Quartal und in den vier Quartalen davor. Erfasst werden Zahlen je Quartal und Branche, keine Namen.',
   'Sum of the digital concepts carried out in all branches in the running quarter and the four before. What is recorded are numbers by quarter and branch, no names.'),
  ('applications-granted', 'funding', 1, 'Bewilligte Förderanträge', 'Applications for funding granted', '%', 'up',
   'applications_granted', NULL, 'agenda-applications', '{agenda-applications}', NULL, false,
   'Förderanträge, die bewilligt sind (auch abgeschlossene), geteilt durch alle, über die entschieden ist. Anträge in Vorbereitung, laufende und zurückgezogene zählen nicht.',
   'Applications for funding that were granted (also those closed by now), divided by all that are decided. Drafts, pending and withdrawn ones do not count.'),
  ('funding-granted', 'funding', 2, 'Bewilligte Fördermittel, in Euro', 'Funding granted, in euros', 'EUR', 'up',
   'funding_granted', NULL, 'agenda-applications', '{agenda-applications}', NULL, false,
   'Summe der bewilligten Beträge aller Förderanträge, die bewilligt oder abgeschlossen sind. Was Maßnahmen selbst als Förderung nennen, zählt nicht noch einmal.',
   'Sum of the amounts granted of all applications that are granted or closed. What measures themselves name as funding does not count again.'),
  ('programmes-screened', 'funding', 3, 'Gesichtete Förderprogramme', 'Funding programmes screened', '%', 'up',
   'programmes_screened', NULL, 'agenda-programmes', '{agenda-programmes}', '1 day', false,
   'Förderprogramme, bei denen feststeht, ob sie für die Stadt passen, geteilt durch alle erfassten, deren Frist nicht vorbei ist.',
   'Funding programmes of which it is settled whether they suit the city, divided by all recorded whose deadline has not passed.'),
  ('digital-poverty', 'inclusion', 1, 'Index der digitalen Armut (0 bis 100)', 'Index of digital poverty (0 to 100)', '{index}', 'down',
   'digital_poverty', NULL, 'agenda-inclusion-weights', '{agenda-inclusion-weights,agenda-inclusion-offers,agenda-courses,facilities,address-coverage,addresses}', '1 day', true,
   'Punkte einer Wohnadresse: 100 × Summe der Gewichte dessen, was fehlt, geteilt durch die Summe der Gewichte all dessen, wovon etwas bekannt ist. Was fehlen kann: öffentliches WLAN, Hilfe bei digitalen Fragen, Geräteverleih und ein Kurs in der Nähe (Luftlinie) und ein schneller Anschluss. Gewichte und Grenzen stehen im Datensatz agenda-inclusion-weights und können geändert werden. Der Index ist der Mittelwert über alle Wohnadressen; gezählt sind Adressen mit 50 Punkten oder mehr.',
   'Points of a residential address: 100 × sum of the weights of what is lacking, divided by the sum of the weights of all of which something is known. What may be lacking: public Wi-Fi, a help desk, device lending and a course nearby (as the crow flies), and a fast connection. Weights and limits are in the dataset agenda-inclusion-weights and can be changed. The index is the mean over all residential addresses; counted are addresses with 50 points or more.'),
  ('homes-near-help', 'inclusion', 2, 'Wohnadressen mit Hilfe oder Geräteverleih im Umkreis von 1,5 km', 'Residential addresses with help or device lending within 1.5 km', '%', 'up',
   'homes_near', 'help,lending 1500', 'agenda-inclusion-offers', '{agenda-inclusion-offers,facilities,addresses}', NULL, true,
   'Wohnadressen in den Stadtteilen, von denen höchstens 1.500 m Luftlinie entfernt Hilfe bei digitalen Fragen oder ein Geräteverleih ist, geteilt durch alle. Angebote zählen, wenn eine Einrichtung als Ort eingetragen ist.',
   'Residential addresses in the districts within 1,500 m as the crow flies of a help desk or device lending, divided by all. Offers count if their place is a facility.');
