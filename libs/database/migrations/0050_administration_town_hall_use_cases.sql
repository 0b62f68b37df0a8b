-- The administration's infrastructure, the new town hall's digital concept, and use cases of the smart city: open data, and figures.

CREATE VIEW open.agenda_sites AS
SELECT r.id, r.content#>>'{title,de}' AS title_de, r.content#>>'{title,en}' AS title_en, r.content->>'facility' AS facility_id,
  COALESCE(f.name, r.content->>'place') AS place, COALESCE(f.district_id, r.content->>'district') AS district_id,
  (r.content->>'workplaces')::integer AS workplaces, s.fibre_status, s.max_down_mbit,
  COALESCE((r.content->>'demo')::boolean, false) AS is_demo, r.version, r.reason AS changed_because, r.recorded_at, f.geom, f.geom_3857
FROM agenda.records_at('infinity') r
LEFT JOIN places.facility f ON f.id = r.content->>'facility'
LEFT JOIN coverage.address_status s ON s.address_id = f.address_id
WHERE r.kind = 'site';

CREATE VIEW open.agenda_systems AS
SELECT r.id, r.content#>>'{title,de}' AS title_de, r.content#>>'{title,en}' AS title_en, r.content->>'type' AS type, r.content->>'site' AS site_id,
  r.content->>'office' AS office, (r.content->>'since')::integer AS since, r.content->>'state' AS state, (r.content->>'renewalDue')::date AS renewal_due,
  COALESCE((r.content->>'demo')::boolean, false) AS is_demo, r.version, r.reason AS changed_because, r.recorded_at
FROM agenda.records_at('infinity') r WHERE r.kind = 'system';

CREATE VIEW open.agenda_concept_items AS
SELECT r.id, r.content->>'type' AS type, r.content#>>'{title,de}' AS title_de, r.content#>>'{title,en}' AS title_en, r.content->>'office' AS office,
  r.content->>'state' AS state, (r.content->>'due')::date AS due, (r.content->>'done')::date AS done, r.content->>'paper' AS paper,
  (SELECT string_agg(d, ' ' ORDER BY d) FROM jsonb_array_elements_text(r.content->'dependsOn') d) AS depends_on,
  COALESCE((r.content->>'demo')::boolean, false) AS is_demo, r.version, r.reason AS changed_because, r.recorded_at
FROM agenda.records_at('infinity') r WHERE r.kind = 'concept-item';

CREATE VIEW open.agenda_use_cases AS
SELECT r.id, r.content#>>'{title,de}' AS title_de, r.content#>>'{title,en}' AS title_en, r.content#>>'{text,de}' AS text_de, r.content#>>'{text,en}' AS text_en,
  r.content->>'office' AS office, r.content->>'state' AS state, (r.content->>'since')::date AS since,
  COALESCE(jsonb_array_length(r.content->'sensors'), 0) AS sensors,
  (SELECT string_agg(s, ' ' ORDER BY s) FROM jsonb_array_elements_text(r.content->'sensors') s) AS sensor_ids,
  (SELECT string_agg(d, ' ' ORDER BY d) FROM jsonb_array_elements_text(r.content->'datasets') d) AS datasets,
  COALESCE((r.content->>'demo')::boolean, false) AS is_demo, r.version, r.reason AS changed_because, r.recorded_at
FROM agenda.records_at('infinity') r WHERE r.kind = 'use-case';

INSERT INTO agenda.follows (dataset, source) VALUES ('agenda-sites', 'facilities'), ('agenda-sites', 'address-coverage');

CREATE FUNCTION agenda.systems_kept_up_behind(ignored text, district text) RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  SELECT id, title_de, title_en, NULL::text, COALESCE(renewal_due >= current_date AND state IS DISTINCT FROM 'poor', false), renewal_due IS NOT NULL,
         NULL::numeric, '/open-data/agenda-systems'
  FROM open.agenda_systems WHERE district IS NULL
$$;
CREATE FUNCTION agenda.systems_kept_up(ignored text, district text) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT agenda.share(count(*) FILTER (WHERE counted), count(*), count(*) FILTER (WHERE known)) FROM agenda.systems_kept_up_behind(ignored, district)
$$;
COMMENT ON FUNCTION agenda.systems_kept_up IS 'Percent of systems whose renewal is not overdue and whose state is not poor';

CREATE FUNCTION agenda.concept_done_behind(wanted_type text, district text) RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  SELECT id, title_de, title_en, NULL::text, state = 'done', true, NULL::numeric, '/open-data/agenda-concept-items'
  FROM open.agenda_concept_items WHERE district IS NULL AND state <> 'dropped' AND type = wanted_type
$$;
CREATE FUNCTION agenda.concept_done(wanted_type text, district text) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT agenda.share(count(*) FILTER (WHERE counted), count(*), count(*) FILTER (WHERE known)) FROM agenda.concept_done_behind(wanted_type, district)
$$;
COMMENT ON FUNCTION agenda.concept_done IS 'Percent done of the items of this type of the town hall''s digital concept';

CREATE FUNCTION agenda.concept_in_time_behind(ignored text, district text) RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  SELECT id, title_de, title_en, NULL::text, COALESCE(state = 'done' AND done <= due, false), state <> 'done' OR done IS NOT NULL, NULL::numeric,
         '/open-data/agenda-concept-items'
  FROM open.agenda_concept_items WHERE district IS NULL AND state <> 'dropped' AND due < current_date
$$;
CREATE FUNCTION agenda.concept_in_time(ignored text, district text) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT agenda.share(count(*) FILTER (WHERE counted), count(*), count(*) FILTER (WHERE known)) FROM agenda.concept_in_time_behind(ignored, district)
$$;
COMMENT ON FUNCTION agenda.concept_in_time IS 'Percent of the items due that were done by then';

CREATE FUNCTION agenda.use_cases_in_service_behind(ignored text, district text) RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  SELECT id, title_de, title_en, NULL::text, state = 'in_service', true, NULL::numeric, '/open-data/agenda-use-cases'
  FROM open.agenda_use_cases WHERE district IS NULL AND state <> 'ended'
$$;
CREATE FUNCTION agenda.use_cases_in_service(ignored text, district text) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT agenda.share(count(*) FILTER (WHERE counted), count(*), count(*) FILTER (WHERE known)) FROM agenda.use_cases_in_service_behind(ignored, district)
$$;
COMMENT ON FUNCTION agenda.use_cases_in_service IS 'Percent in service of the use cases that are not ended';

INSERT INTO agenda.indicator (id, field_id, position, title_de, title_en, unit, function, parameter, dataset, sources, lasts, has_districts, method_de, method_en) VALUES
  ('systems-kept-up', 'administration', 2, 'Systeme und Netze der Verwaltung, deren Erneuerung nicht überfällig ist', 'Systems and networks of the administration whose renewal is not overdue', '%',
   'systems_kept_up', NULL, 'agenda-systems', '{agenda-systems}', '1 day', false,
   'Systeme und Netze, deren Erneuerung nicht überfällig und deren Zustand nicht schlecht ist, geteilt durch alle erfassten. Solche ohne Tag der Erneuerung zählen als nicht erreicht.',
   'Systems and networks whose renewal is not overdue and whose state is not poor, divided by all recorded. Those without a day of renewal count as not reaching it.'),
  ('concept-requirements-met', 'town-hall', 1, 'Erfüllte Anforderungen des Digitalkonzepts', 'Requirements of the digital concept met', '%',
   'concept_done', 'requirement', 'agenda-concept-items', '{agenda-concept-items}', NULL, false,
   'Anforderungen des Digitalkonzepts für das neue Rathaus, die erledigt sind, geteilt durch alle erfassten. Verworfene zählen nicht.',
   'Requirements of the digital concept for the new town hall that are done, divided by all recorded. Dropped ones do not count.'),
  ('concept-in-time', 'town-hall', 2, 'Punkte des Digitalkonzepts, die rechtzeitig erledigt wurden', 'Items of the digital concept done in time', '%',
   'concept_in_time', NULL, 'agenda-concept-items', '{agenda-concept-items}', '1 day', false,
   'Anforderungen, Entscheidungen und Meilensteine, die bis zu ihrer Frist erledigt waren, geteilt durch alle, deren Frist vorbei ist. Verworfene zählen nicht.',
   'Requirements, decisions and milestones that were done by the day they were due, divided by all whose day has passed. Dropped ones do not count.'),
  ('use-cases-in-service', 'smart-city', 2, 'Smart-City-Anwendungen in Betrieb', 'Smart city use cases in service', '%',
   'use_cases_in_service', NULL, 'agenda-use-cases', '{agenda-use-cases}', NULL, false,
   'Smart-City-Anwendungen, die in Betrieb sind, geteilt durch alle erfassten, auch Ideen und Versuche. Beendete zählen nicht.',
   'Smart city use cases that are in service, divided by all recorded, ideas and trials included. Ended ones do not count.');
