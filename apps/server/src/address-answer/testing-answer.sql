-- On top of the town of @stadtlage/places: at b5 two sources that contradict each other, a project whose date moved, and two mobile networks.
-- Names have in them what a page must escape.
INSERT INTO imports.run (dataset, origin, source, data_date, started_by, finished_at, state) VALUES
  ('fixed-availability', 'file', 'Glas & Söhne', '2024-03-31', 'test', '2024-04-02T10:00:00Z', 'imported'),
  ('fixed-availability', 'file', 'Rasteramt', NULL, 'test', '2024-05-31T22:30:00Z', 'imported');
INSERT INTO coverage.provider (id, name, website) VALUES
  ('glas', 'Glas <b>Nord</b>', 'https://glas.example/?a=1&b="2"'), ('kabel', 'Kabel West', 'javascript:alert(1)'), ('mobil', 'Mobil A', NULL);
INSERT INTO coverage.fixed_availability
  (address_id, provider_id, technology, connection_level, max_down_mbit, max_up_mbit, valid_from, run_id, definition, evidence, use)
SELECT 'b5', provider, technology, level, down, up, DATE '2024-01-01', run, definition, evidence, use
FROM (VALUES
  ('glas', 'ftth', 'connected', 1000, 500, 2, 'bnetza_20m', 'operator', 'any'),
  ('glas', 'ftth', 'passed', 1000, NULL, 3, 'unstated', 'official_grid', 'any'),
  ('kabel', 'hfc', NULL, NULL, NULL, 2, 'operator', 'operator', 'residential')
) AS offer (provider, technology, level, down, up, run, definition, evidence, use);
INSERT INTO coverage.mobile_availability (operator_id, technology, roaming, valid_from, geom, run_id) VALUES
  ('mobil', '5g', false, '2024-02-01', ST_Multi(ST_MakeEnvelope(7.88, 51.75, 7.89, 51.77, 4326)), 2),
  ('mobil', '4g', true, '2024-02-01', ST_Multi(ST_MakeEnvelope(7.88, 51.75, 7.89, 51.77, 4326)), 2);
INSERT INTO rollout.project (id, name, provider_id, geom, run_id) VALUES
  ('west', 'Ausbau West', 'glas', ST_Multi(ST_MakeEnvelope(7.88, 51.75, 7.89, 51.77, 4326)), 2);
INSERT INTO rollout.project_status (project_id, valid_from, recorded_at, status, promised_from, promised_to, note, run_id) VALUES
  ('west', '2023-01-01', '2023-01-05T10:00:00Z', 'planned', '2024-01-01', '2024-06-30', NULL, 2),
  ('west', '2024-02-01', '2024-02-03T10:00:00Z', 'under_construction', '2024-01-01', '2024-12-31', 'Frost', 2);
SELECT coverage.refresh();
