-- On top of the town of @stadtlage/places: what was promised, what is there and what lies near it. Next to each other in the Große Kampstraße
-- are k1, k2, k3, k10 and k12, 13.8 m apart; in the Bahnhofstraße b1, b2, b5, b5a, b15 and b50. o5 and o6 lie 56 m from a span.
INSERT INTO coverage.provider (id, name) VALUES ('glas', 'Glasfaser Nord'), ('stadt', 'Stadtwerke');
INSERT INTO rollout.project (id, name, provider_id, funding, geom, run_id) VALUES
  ('kamp', 'Kampstraße', 'glas', 'own', ST_Multi(ST_MakeEnvelope(7.8999, 51.7595, 7.90065, 51.7605, 4326)), 1),
  ('weg', 'Bahnhofsweg', 'stadt', 'federal', ST_Multi(ST_MakeEnvelope(7.871, 51.751, 7.875, 51.753, 4326)), 1),
  ('bald', 'Dolberger Straße', 'glas', 'own', ST_Multi(ST_MakeEnvelope(7.8999, 51.7545, 7.9003, 51.7555, 4326)), 1),
  ('fertig', 'Bahnhofstraße 1', 'glas', 'own', ST_Multi(ST_MakeEnvelope(7.8809, 51.7599, 7.8811, 51.7601, 4326)), 1);
INSERT INTO rollout.project_phase (project_id, phase, name, geom, area_from, run_id) VALUES
  ('kamp', 'eins', 'Abschnitt 1', NULL, 'project', 1),
  ('kamp', 'zwei', 'Abschnitt 2', ST_Multi(ST_MakeEnvelope(7.8999, 51.7595, 7.90065, 51.7605, 4326)), 'stated', 1);
INSERT INTO rollout.phase_address (project_id, phase, address_id, run_id) VALUES ('kamp', 'eins', 'k1', 1), ('kamp', 'eins', 'k2', 1);
INSERT INTO rollout.project_status (project_id, phase, valid_from, recorded_at, status, promised_from, promised_to, note, run_id) VALUES
  ('kamp', NULL, '2023-01-01', '2023-01-02T00:00:00Z', 'announced', NULL, NULL, NULL, 1),
  ('kamp', 'eins', '2023-03-01', '2023-03-02T00:00:00Z', 'planned', '2024-01-01', '2024-06-30', NULL, 1),
  ('kamp', 'eins', '2023-09-01', '2023-09-02T00:00:00Z', 'planned', '2024-01-01', '2024-12-31', 'Tiefbau verzögert', 1),
  ('kamp', 'eins', '2024-02-01', '2024-02-02T00:00:00Z', 'under_construction', '2024-01-01', '2024-12-31', NULL, 1),
  ('kamp', 'eins', '2024-11-01', '2024-11-02T00:00:00Z', 'paused', NULL, NULL, NULL, 1),
  ('fertig', NULL, '2022-01-01', '2022-01-01T00:00:00Z', 'planned', NULL, '2022-12-31', NULL, NULL),
  ('fertig', NULL, '2022-12-01', '2022-12-01T00:00:00Z', 'connected', NULL, '2022-12-31', NULL, NULL);
INSERT INTO rollout.project_status (project_id, valid_from, status, promised_to) VALUES
  ('weg', '2024-01-01', 'tendered', NULL), ('bald', '2024-01-01', 'planned', current_date + 400);
INSERT INTO rollout.demand_aggregation (project_id, phase, deadline, starts_on, target_share, premises, outcome, decided_on, reason, run_id) VALUES
  ('kamp', NULL, '2022-05-31', '2022-03-01', 40, 10, 'missed', '2022-06-10', 'Zu wenige', 1),
  ('kamp', NULL, '2022-12-15', '2022-10-01', 33, 10, 'reached', '2022-12-16', NULL, 1);
INSERT INTO rollout.demand_sign_ups (phase_id, deadline, counted_on, sign_ups, run_id) VALUES
  ('kamp', '2022-05-31', '2022-05-31', 3, 1), ('kamp', '2022-12-15', '2022-11-15', 2, 1), ('kamp', '2022-12-15', '2022-12-15', 4, 1);
INSERT INTO rollout.funding_track (project_id, programme, applied_amount, applied_on, granted_amount, granted_on, share, run_id) VALUES
  ('weg', 'Gigabitförderung', 500000, '2023-05-01', 400000, '2023-10-01', 50, 1);

INSERT INTO coverage.fixed_availability (address_id, provider_id, technology, connection_level, max_down_mbit, valid_from, valid_to, evidence, run_id) VALUES
  ('b1', 'glas', 'ftth', 'passed', 1000, '2024-01-01', '2025-01-01', 'operator', 1),
  ('b1', 'glas', 'ftth', 'connected', 1000, '2025-01-01', NULL, 'operator', 1),
  ('k1', 'glas', 'ftth', 'passed', 1000, '2024-06-01', NULL, 'operator', 1),
  ('k2', 'glas', 'ftth', 'connected', 1000, '2023-01-01', NULL, 'operator', 1),
  ('k3', 'stadt', 'dsl', NULL, 25, '2023-01-01', NULL, 'operator', 1),
  ('k3', 'glas', 'ftth', 'activated', 1000, '2024-06-01', NULL, 'resident_report', 1),
  ('w5', 'stadt', 'dsl', NULL, 16, '2023-01-01', NULL, 'operator', 1),
  ('d1', 'stadt', 'dsl', NULL, 6, '2023-01-01', NULL, 'operator', 1),
  ('b2', 'stadt', 'dsl', NULL, 16, '2023-01-01', NULL, 'operator', 1),
  ('b5', 'stadt', 'fttc', NULL, 50, '2023-01-01', NULL, 'operator', 1);

INSERT INTO rollout.network (id, name, run_id) VALUES ('n1', 'Stadtnetz', 1);
INSERT INTO rollout.span (network_id, id, status, geom) VALUES
  ('n1', 's1', 'operational', ST_MakeLine(ST_Point(7.904, 51.7655, 4326), ST_Point(7.906, 51.7655, 4326))),
  ('n1', 's2', 'planned', ST_MakeLine(ST_Point(7.900, 51.7551, 4326), ST_Point(7.901, 51.7551, 4326)));
INSERT INTO places.facility (id, kind, name, address_id, district_id, geom, run_id) VALUES
  ('library-1', 'library', 'Bücherei', 'k2', 'east', ST_Point(7.9002, 51.7600, 4326), 1),
  ('hall-1', 'culture', 'Schützenhalle', NULL, 'west', ST_Point(7.8750, 51.7550, 4326), 1);
SELECT coverage.refresh();
