-- What indicators.spec.ts counts by hand: ten addresses in two districts and outside, a third district with nothing in it.
INSERT INTO imports.run (id, dataset, origin, started_by) OVERRIDING SYSTEM VALUE VALUES (1, 'addresses', 'file', 'test') ON CONFLICT DO NOTHING;
INSERT INTO places.district (id, name, geom, run_id) VALUES
  ('north', 'Nord', ST_Multi(ST_MakeEnvelope(7.90, 51.75, 7.95, 51.80, 4326)), 1),
  ('south', 'Süd', ST_Multi(ST_MakeEnvelope(7.90, 51.70, 7.95, 51.75, 4326)), 1),
  ('empty', 'Leer', ST_Multi(ST_MakeEnvelope(7.80, 51.70, 7.85, 51.75, 4326)), 1);
INSERT INTO places.street (key, name, run_id) VALUES ('05570000400000001', 'Am Feld', 1);
INSERT INTO places.address (id, street_key, street, house_number, district_id, use, geom, run_id)
SELECT id, '05570000400000001', 'Am Feld', row_number() OVER (ORDER BY id), district, use, ST_SetSRID(ST_MakePoint(lon, lat), 4326), 1
FROM (VALUES
  ('n1', 'north', 'residential', 7.91, 51.76), ('n2', 'north', 'residential', 7.91, 51.77), ('n3', 'north', 'mixed', 7.92, 51.76),
  ('n4', 'north', 'residential', 7.92, 51.77), ('n5', 'north', 'commercial', 7.93, 51.76),
  ('s1', 'south', 'mixed', 7.91, 51.74), ('s2', 'south', 'residential', 7.91, 51.72), ('s3', 'south', 'commercial', 7.92, 51.72),
  ('s4', 'south', 'public', 7.93, 51.72), ('o1', NULL, 'residential', 7.99, 51.76)) AS a (id, district, use, lon, lat);

INSERT INTO coverage.provider (id, name) VALUES ('glas', 'Glasfaser Nord'), ('funk', 'Funk');
INSERT INTO coverage.fixed_availability (address_id, provider_id, technology, connection_level, use, max_down_mbit, valid_from, run_id) VALUES
  ('n1', 'glas', 'ftth', 'connected', 'any', 1000, '2024-01-01', 1),
  -- A copper line is known not to be fibre.
  ('n2', 'glas', 'fttc', NULL, 'any', 100, '2024-01-01', 1),
  -- For homes fibre in service, for firms copper.
  ('n3', 'glas', 'ftth', 'activated', 'residential', 1000, '2024-01-01', 1),
  ('n3', 'glas', 'dsl', NULL, 'commercial', 16, '2024-01-01', 1),
  ('n4', 'glas', 'ftth', 'passed', 'any', 1000, '2024-01-01', 1),
  ('n5', 'glas', 'fttb', 'connected', 'commercial', 1000, '2024-01-01', 1),
  -- Of homes only: of the firms in the same building nothing is known.
  ('s1', 'glas', 'fttc', NULL, 'residential', 50, '2024-01-01', 1),
  ('s3', 'glas', 'ftth', 'connected', 'any', 1000, '2024-01-01', 1),
  -- Outside all districts: in no figure of fibre.
  ('o1', 'glas', 'ftth', 'connected', 'any', 1000, '2024-01-01', 1);
-- What was there once and is no more counts on days of then alone.
INSERT INTO coverage.fixed_availability (address_id, provider_id, technology, connection_level, use, max_down_mbit, valid_from, valid_to, run_id) VALUES
  ('n2', 'glas', 'ftth', 'connected', 'any', 16, '2022-01-01', '2023-01-01', 1), ('n4', 'glas', 'ftth', 'activated', 'any', 1000, '2022-01-01', '2023-01-01', 1);

-- Due: n1, n2, n3, s1, s2 and s3. Not yet due: n4. Given up: s4.
INSERT INTO rollout.project (id, name, provider_id, geom, area_from, run_id)
SELECT id, id, 'glas', ST_Multi(ST_MakeEnvelope(7.0, 51.0, 7.01, 51.01, 4326)), 'addresses', 1 FROM unnest(ARRAY['due', 'later', 'given-up']) id;
INSERT INTO rollout.phase_address (project_id, address_id, run_id) VALUES
  ('due', 'n1', 1), ('due', 'n2', 1), ('due', 'n3', 1), ('due', 's1', 1), ('due', 's2', 1), ('due', 's3', 1), ('later', 'n4', 1), ('given-up', 's4', 1);
INSERT INTO rollout.project_status (project_id, valid_from, recorded_at, status, promised_from, promised_to) VALUES
  ('due', '2023-01-01', '2023-01-01', 'planned', '2023-06-01', '2023-12-31'),
  -- The date has moved: what counts is what was promised first.
  ('due', '2023-12-01', '2023-12-01', 'planned', '2023-06-01', '2099-12-31'),
  ('later', '2023-01-01', '2023-01-01', 'planned', '2098-01-01', '2098-12-31'),
  ('given-up', '2023-01-01', '2023-01-01', 'planned', '2023-06-01', '2023-12-31'),
  ('given-up', '2023-06-01', '2023-06-01', 'rejected', NULL, NULL);

INSERT INTO places.facility (id, kind, name, address_id, district_id, geom, run_id) VALUES
  ('school-a', 'school', 'Schule A', 'n1', 'north', ST_SetSRID(ST_MakePoint(7.91, 51.76), 4326), 1),
  ('school-b', 'school', 'Schule B', 's1', 'south', ST_SetSRID(ST_MakePoint(7.91, 51.74), 4326), 1),
  -- Without an address nothing is known of it.
  ('school-c', 'school', 'Schule C', NULL, 'south', ST_SetSRID(ST_MakePoint(7.94, 51.72), 4326), 1),
  -- Fibre in the street is no connection.
  ('town-hall', 'administration', 'Rathaus', 'n4', 'north', ST_SetSRID(ST_MakePoint(7.92, 51.77), 4326), 1),
  ('depot', 'administration', 'Bauhof', NULL, 'south', ST_SetSRID(ST_MakePoint(7.94, 51.71), 4326), 1),
  ('citizens', 'administration', 'Bürgerbüro', 's3', 'south', ST_SetSRID(ST_MakePoint(7.92, 51.72), 4326), 1);

-- The north has 5G, and so has s1; standalone only n1. A resident's word does not count.
INSERT INTO coverage.mobile_availability (operator_id, technology, valid_from, evidence, geom, run_id) VALUES
  ('funk', '5g', '2024-01-01', 'operator', ST_Multi(ST_MakeEnvelope(7.90, 51.735, 7.95, 51.80, 4326)), 1),
  ('funk', '5g_sa', '2024-01-01', 'operator', ST_Multi(ST_MakeEnvelope(7.905, 51.755, 7.915, 51.765, 4326)), 1),
  ('funk', '5g', '2024-01-01', 'resident_report', ST_Multi(ST_MakeEnvelope(7.90, 51.70, 7.95, 51.73, 4326)), 1);
-- All but the same area many times, within what the north has anyhow: such edges break a union without a grid.
INSERT INTO coverage.mobile_availability (operator_id, technology, valid_from, evidence, geom, run_id)
SELECT 'funk', '5g', date '2024-01-01' + i, 'operator',
       ST_Multi(ST_Rotate(ST_MakeEnvelope(7.91, 51.74, 7.92, 51.75, 4326), i * 1e-14, ST_MakePoint(7.915, 51.745))), 1
FROM generate_series(1, 60) i;
INSERT INTO coverage.mobile_site (site_id, provider_id, technologies, status, evidence, geom, valid_from, run_id) VALUES
  ('1', 'funk', '{4g,5g}', 'live', 'operator', ST_SetSRID(ST_MakePoint(7.91, 51.76), 4326), '2024-01-01', 1),
  ('2', 'funk', '{5g_sa}', 'planned', 'operator', ST_SetSRID(ST_MakePoint(7.91, 51.72), 4326), '2024-01-01', 1),
  ('3', 'funk', '{4g}', 'live', 'operator', ST_SetSRID(ST_MakePoint(7.91, 51.72), 4326), '2024-01-01', 1);
-- Decommissioned: an area with n1, and its site.
INSERT INTO coverage.mobile_availability (operator_id, technology, valid_from, valid_to, evidence, geom, run_id) VALUES
  ('funk', '5g', '2022-01-01', '2023-01-01', 'operator', ST_Multi(ST_MakeEnvelope(7.905, 51.755, 7.915, 51.765, 4326)), 1);
INSERT INTO coverage.mobile_site (site_id, provider_id, technologies, status, evidence, geom, valid_from, valid_to, run_id) VALUES
  ('4', 'funk', '{5g}', 'live', 'operator', ST_SetSRID(ST_MakePoint(7.91, 51.76), 4326), '2022-01-01', '2023-01-01', 1);

-- One reports, one is silent, one is not public.
INSERT INTO sensors.gateway (id, last_seen_at) VALUES ('g', now());
INSERT INTO sensors.thing (id, gateway_id, name, is_public, geom) VALUES
  ('awake', 'g', 'Wach', true, ST_SetSRID(ST_MakePoint(7.91, 51.76), 4326)),
  ('silent', 'g', 'Still', true, ST_SetSRID(ST_MakePoint(7.91, 51.72), 4326)),
  ('hidden', 'g', 'Verborgen', false, ST_SetSRID(ST_MakePoint(7.91, 51.72), 4326));
INSERT INTO sensors.datastream (id, thing_id, property, observation_type) OVERRIDING SYSTEM VALUE VALUES
  (1, 'awake', 'temperature', 'Measurement'), (2, 'silent', 'temperature', 'Measurement'), (3, 'hidden', 'temperature', 'Measurement');
INSERT INTO sensors.latest_observation (datastream_id, phenomenon_time, result) VALUES
  (1, now() - interval '1 hour', 1), (2, now() - interval '2 days', 1), (3, now(), 1);

SELECT coverage.refresh();

-- A school that has all, one that lacks in each (1,000 pupils at 50 Mbit/s), and school-c, of which nobody recorded anything. Until the end of
-- February 2024 the second had 50 pupils, and enough for them.
INSERT INTO agenda.record (kind, id, version, content, recorded_at, recorded_by) VALUES
  ('school', 'a', 1, '{"facility": "school-a", "name": "Schule A", "pupils": 500, "devices": 600, "wifi": "all"}', '2024-02-01', 'test'),
  ('school', 'b', 1, '{"facility": "school-b", "name": "Schule B", "pupils": 50, "devices": 900, "wifi": "parts"}', '2024-02-10 23:59:59.999999', 'test'),
  ('school', 'b', 2, '{"facility": "school-b", "name": "Schule B", "pupils": 1000, "devices": 900, "wifi": "parts"}', '2024-03-01', 'test');
INSERT INTO agenda.record (kind, id, version, content, recorded_by) VALUES
  -- Half of the cases online; less; an older year that does not count; nothing said; nobody asked for it.
  ('online-service', 'half', 1, '{"title": {"de": "A", "en": "A"}, "maturity": 3, "cases": [{"year": 2025, "online": 5, "total": 10}]}', 'test'),
  ('online-service', 'less', 1, '{"title": {"de": "B", "en": "B"}, "maturity": 4, "cases": [{"year": 2025, "online": 4, "total": 10}]}', 'test'),
  ('online-service', 'once', 1, '{"title": {"de": "C", "en": "C"}, "maturity": 2, "cases": [{"year": 2025, "online": 0, "total": 1}, {"year": 2024, "online": 9, "total": 9}]}', 'test'),
  ('online-service', 'silent', 1, '{"title": {"de": "D", "en": "D"}, "cases": []}', 'test'),
  ('online-service', 'unused', 1, '{"title": {"de": "E", "en": "E"}, "maturity": 0, "cases": [{"year": 2025, "online": 0, "total": 0}]}', 'test'),
  -- Withdrawn: in no figure.
  ('online-service', 'gone', 1, '{"title": {"de": "F", "en": "F"}, "maturity": 4, "cases": []}', 'test'),
  ('online-service', 'gone', 2, NULL, 'test');

-- What homes have nearby: public Wi-Fi within 500 m n1; help and a course (school-a) within 1.5 km all of the north; devices (school-b) within 3 km all but n2
-- and n4, which are 3.3 km away. Below 30 Mbit/s is nobody; of s2 nothing is known.
-- With the default weights (Wi-Fi 1, help 2, lending 1, courses 1, slow 2) n1 has 0 points, n2 and n4 2/7, n3 1/7, s1 4/7, s2 4/5.
INSERT INTO places.facility (id, kind, name, district_id, geom, run_id) VALUES
  ('wifi', 'public_wifi', 'WLAN', 'north', ST_SetSRID(ST_MakePoint(7.911, 51.76), 4326), 1);
INSERT INTO agenda.record (kind, id, version, content, recorded_by) VALUES
  ('inclusion-offer', 'desk', 1, '{"type": "help_desk", "title": {"de": "A", "en": "A"}, "facility": "school-a"}', 'test'),
  ('inclusion-offer', 'devices', 1, '{"type": "lending", "title": {"de": "B", "en": "B"}, "facility": "school-b"}', 'test'),
  -- In no facility: nobody knows how near.
  ('inclusion-offer', 'somewhere', 1, '{"type": "help_desk", "title": {"de": "C", "en": "C"}, "place": "Irgendwo", "district": "south"}', 'test'),
  ('programme', 'p', 1, '{"title": {"de": "P", "en": "P"}, "screening": "suitable"}', 'test'),
  ('programme', 'new', 1, '{"title": {"de": "N", "en": "N"}, "screening": "open", "deadline": "2099-01-01"}', 'test'),
  ('programme', 'past', 1, '{"title": {"de": "V", "en": "V"}, "screening": "open", "deadline": "2020-01-01"}', 'test'),
  ('application', 'granted', 1, '{"title": {"de": "A", "en": "A"}, "programme": "p", "state": "granted", "granted": 1000.5}', 'test'),
  ('application', 'closed', 1, '{"title": {"de": "B", "en": "B"}, "programme": "p", "state": "closed", "granted": 500, "drawn": 500}', 'test'),
  ('application', 'unsaid', 1, '{"title": {"de": "C", "en": "C"}, "programme": "p", "state": "granted"}', 'test'),
  ('application', 'refused', 1, '{"title": {"de": "D", "en": "D"}, "programme": "p", "state": "refused", "applied": 9}', 'test'),
  ('application', 'draft', 1, '{"title": {"de": "E", "en": "E"}, "programme": "p", "state": "draft", "applied": 9}', 'test');
INSERT INTO agenda.record (kind, id, version, content, recorded_by)
SELECT 'course', id, 1, jsonb_build_object('title', '{"de": "K", "en": "K"}'::jsonb, 'starts', current_date + days, 'state', state, 'targetGroup', 'everyone') || more, 'test'
FROM (VALUES
  ('full', -10, 'held', '{"facility": "school-a", "seats": 10, "participants": 5}'::jsonb),
  ('empty', -20, 'held', '{"place": "Irgendwo", "district": "south", "seats": 10, "participants": 4, "targetGroup": "seniors"}'),
  ('unsaid', -30, 'held', '{"place": "Irgendwo", "seats": 10}'),
  ('long-ago', -400, 'held', '{"facility": "school-b", "seats": 10, "participants": 10}'),
  ('off', 10, 'cancelled', '{"facility": "school-b", "seats": 10}'),
  -- For each target group one, in no facility; to one of them nobody came.
  ('families', -40, 'held', '{"place": "Irgendwo", "district": "north", "participants": 3, "targetGroup": "families"}'),
  ('youth', -40, 'held', '{"place": "Irgendwo", "participants": 0, "targetGroup": "youth"}'),
  ('job-seekers', -40, 'held', '{"place": "Irgendwo", "participants": 7, "targetGroup": "job_seekers"}'),
  ('newcomers', -40, 'held', '{"place": "Irgendwo", "participants": 8, "targetGroup": "newcomers"}'),
  ('businesses', -40, 'held', '{"place": "Irgendwo", "participants": 9, "targetGroup": "businesses"}')) AS c (id, days, state, more);
INSERT INTO agenda.record (kind, id, version, content, recorded_by)
SELECT 'advice', id, 1, jsonb_build_object('quarter', to_char(current_date - make_interval(months => months), 'YYYY"-Q"Q'), 'branch', 'crafts') || more, 'test'
FROM (VALUES
  ('now', 0, '{"firstTalks": 4, "conceptsCarriedOut": 0, "conceptsMade": 0, "offers": 2}'::jsonb),
  ('before', 9, '{"firstTalks": 3, "conceptsCarriedOut": 2, "conceptsMade": 3, "offers": 1, "casesOpen": 9}'),
  -- Of cases that are open the newest quarter counts of which anything is known: this one.
  ('unsaid', 3, '{"requests": 5, "casesOpen": 6}'), ('too-old', 12, '{"firstTalks": 100, "conceptsCarriedOut": 100, "offers": 100, "casesOpen": 100}'),
  ('to-come', -3, '{"firstTalks": 100, "conceptsCarriedOut": 100, "requests": 100, "casesOpen": 100}')) AS a (id, months, more);

INSERT INTO agenda.record (kind, id, version, content, recorded_by) VALUES
  -- In order; in a poor state; overdue; nobody says when.
  ('system', 'new', 1, '{"title": {"de": "A", "en": "A"}, "type": "network", "state": "good", "renewalDue": "2099-01-01"}', 'test'),
  ('system', 'poor', 1, '{"title": {"de": "B", "en": "B"}, "type": "network", "state": "poor", "renewalDue": "2099-01-01"}', 'test'),
  ('system', 'overdue', 1, '{"title": {"de": "C", "en": "C"}, "type": "server", "renewalDue": "2020-01-01"}', 'test'),
  ('system', 'unsaid', 1, '{"title": {"de": "D", "en": "D"}, "type": "server", "state": "good"}', 'test'),
  -- Done in time; late; not at all; done, nobody says when; not due yet; dropped.
  ('concept-item', 'in-time', 1, '{"type": "requirement", "title": {"de": "A", "en": "A"}, "state": "done", "due": "2024-06-30", "done": "2024-06-30", "dependsOn": []}', 'test'),
  ('concept-item', 'late', 1, '{"type": "decision", "title": {"de": "B", "en": "B"}, "state": "done", "due": "2024-06-30", "done": "2024-07-01", "dependsOn": []}', 'test'),
  ('concept-item', 'missed', 1, '{"type": "requirement", "title": {"de": "C", "en": "C"}, "state": "running", "due": "2024-06-30", "dependsOn": ["late"]}', 'test'),
  ('concept-item', 'unsaid', 1, '{"type": "milestone", "title": {"de": "D", "en": "D"}, "state": "done", "due": "2024-06-30", "dependsOn": []}', 'test'),
  ('concept-item', 'to-come', 1, '{"type": "milestone", "title": {"de": "E", "en": "E"}, "state": "open", "due": "2099-06-30", "dependsOn": []}', 'test'),
  ('concept-item', 'dropped', 1, '{"type": "requirement", "title": {"de": "F", "en": "F"}, "state": "dropped", "due": "2024-06-30", "dependsOn": []}', 'test'),
  ('use-case', 'works', 1, '{"title": {"de": "A", "en": "A"}, "state": "in_service", "sensors": ["awake"], "datasets": []}', 'test'),
  ('use-case', 'trial', 1, '{"title": {"de": "B", "en": "B"}, "state": "trial", "sensors": [], "datasets": ["sensors", "addresses"]}', 'test'),
  ('use-case', 'ended', 1, '{"title": {"de": "C", "en": "C"}, "state": "ended", "sensors": [], "datasets": []}', 'test');

-- The town hall once more, with what is recorded of it, and a place that is no facility; in 2023 there was another one.
INSERT INTO agenda.record (kind, id, version, content, recorded_at, recorded_by) VALUES
  ('site', 'hall', 1, '{"title": {"de": "R", "en": "R"}, "facility": "town-hall"}', '2022-06-30', 'test'),
  ('site', 'yard', 1, '{"title": {"de": "L", "en": "L"}, "place": "Lager", "district": "south"}', '2022-06-30 12:00', 'test'),
  ('site', 'annex', 1, '{"title": {"de": "N", "en": "N"}, "place": "Nebenstelle", "district": "south"}', '2023-01-01', 'test'),
  ('site', 'annex', 2, NULL, '2024-01-01', 'test');

-- How often open data was taken: within the year, a year and a day ago, today, which is not over, and what does not count.
INSERT INTO datasets.usage (id, day, kind, name, channel, uses)
SELECT to_char(current_date - back, 'YYYY-MM-DD') || '/' || kind || '/' || name || '/' || channel, current_date - back, kind, name, channel, uses
FROM (VALUES
  (1, 'download', 'addresses', 'csv', 7), (365, 'download', 'sensors', 'geojson', 5), (366, 'download', 'addresses', 'csv', 1000),
  (0, 'download', 'addresses', 'csv', 1000), (1, 'api', 'graphql', 'query', 30), (2, 'api', 'catalogue', 'json', 4),
  (2, 'api', 'tiles', 'tile', 1000), (2, 'api', 'graphql', 'own-pages', 1000)) AS u (back, kind, name, channel, uses);

-- Of what awake was to send 95 of 100 came in all; of silent 94 of 100: today and the day before the 30 would make it more.
INSERT INTO sensors.completeness (datastream_id, day, basis, expected, received, gaps) VALUES
  (1, current_date - 1, 'interval', 50, 50, 0), (1, current_date - 30, 'interval', 50, 45, 1),
  (2, current_date - 1, 'counter', 100, 94, 1), (2, current_date, 'counter', 900, 900, 0), (2, current_date - 31, 'counter', 900, 900, 0),
  (3, current_date - 1, 'interval', 10, 0, 1);
