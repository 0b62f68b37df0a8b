-- On top of the town of @stadtlage/places: projects and a network. k2 lies in two projects; the date of "osten" moved twice, back to
-- what was promised first.
INSERT INTO coverage.provider (id, name) VALUES ('glas', 'Glasfaser Nord'), ('stadt', 'Stadtwerke');
INSERT INTO rollout.project (id, name, description, provider_id, funding, geom, run_id) VALUES
  ('osten', 'Ausbau Ost', 'Rund um die Kampstraße', 'glas', 'own', ST_Multi(ST_MakeEnvelope(7.8995, 51.7595, 7.9003, 51.7605, 4326)), 1),
  ('schulen', 'Schulen ans Netz', NULL, 'stadt', 'federal', ST_Multi(ST_MakeEnvelope(7.9001, 51.7595, 7.9005, 51.7605, 4326)), 1),
  ('westen', 'Ausbau West', NULL, 'glas', 'own', ST_Multi(ST_MakeEnvelope(7.871, 51.751, 7.89, 51.753, 4326)), 1),
  ('still', 'Ohne Stand', NULL, 'glas', 'own', ST_Multi(ST_MakeEnvelope(7.8995, 51.7595, 7.9003, 51.7605, 4326)), 1);
INSERT INTO rollout.project_status (project_id, valid_from, recorded_at, status, promised_from, promised_to, note) VALUES
  ('osten', '2023-01-01', '2023-01-05T10:00:00Z', 'announced', NULL, NULL, NULL),
  ('osten', '2023-03-01', '2023-03-02T10:00:00Z', 'planned', '2024-01-01', '2024-06-30', NULL),
  ('osten', '2023-09-01', '2023-09-02T10:00:00Z', 'planned', '2024-01-01', '2024-12-31', 'Tiefbau verzögert'),
  ('osten', '2024-02-01', '2024-02-03T10:00:00Z', 'under_construction', '2024-01-01', '2024-06-30', 'Zweite Kolonne'),
  ('schulen', '2024-01-01', '2024-01-01T00:00:00Z', 'funding_application', NULL, NULL, NULL),
  ('westen', '2024-01-01', '2024-01-01T00:00:00Z', 'planned', '2025-01-01', '2025-12-31', NULL);

INSERT INTO rollout.network (id, name, publisher, run_id) VALUES ('n1', 'Stadtnetz', 'Stadtwerke', 1), ('n2', 'Leeres Netz', NULL, 1);
INSERT INTO rollout.organisation (network_id, id, name, roles) VALUES
  ('n1', 'o2', 'Zulieferer', '{supplier}'), ('n1', 'o1', 'Stadtwerke', '{physicalInfrastructureProvider,networkProvider}');
INSERT INTO rollout.node (network_id, id, name, status, types, geom) VALUES
  ('n1', 'a', 'Verteiler', 'operational', '{accessPoint}', ST_Point(7.88, 51.76, 4326)), ('n1', 'b', NULL, 'planned', '{}', NULL);
-- 0.01° along a meridian at 51.76° N are 1112.6 m.
INSERT INTO rollout.span (network_id, id, status, fibre_length_m, geom) VALUES
  ('n1', 's1', 'operational', 2500, ST_MakeLine(ST_Point(7.88, 51.76, 4326), ST_Point(7.88, 51.77, 4326))),
  ('n1', 's2', 'planned', NULL, ST_MakeLine(ST_Point(7.88, 51.76, 4326), ST_Point(7.88, 51.77, 4326))),
  ('n1', 's3', 'planned', NULL, NULL);
SELECT coverage.refresh();
