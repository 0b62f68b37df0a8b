-- On top of the town of @stadtlage/places: at b5 two sources that contradict each other, a project whose date moved, two mobile networks, and
-- figures of the cell in which it lies.
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
-- At k1 and k2 fibre whose level one provider does not say; at k1 another one's lies in the street.
INSERT INTO coverage.fixed_availability (address_id, provider_id, technology, connection_level, valid_from, run_id) VALUES
  ('k1', 'glas', 'ftth', 'passed', '2024-01-01', 2), ('k1', 'kabel', 'fttb', NULL, '2024-01-01', 2),
  ('k2', 'kabel', 'fttb', NULL, '2024-01-01', 2);
INSERT INTO coverage.mobile_availability (operator_id, technology, roaming, valid_from, geom, run_id) VALUES
  ('mobil', '5g', false, '2024-02-01', ST_Multi(ST_MakeEnvelope(7.88, 51.75, 7.89, 51.77, 4326)), 2),
  ('mobil', '4g', true, '2024-02-01', ST_Multi(ST_MakeEnvelope(7.88, 51.75, 7.89, 51.77, 4326)), 2);
INSERT INTO rollout.project (id, name, provider_id, geom, run_id) VALUES
  ('west', 'Ausbau West', 'glas', ST_Multi(ST_MakeEnvelope(7.88, 51.75, 7.89, 51.77, 4326)), 2);
INSERT INTO rollout.project_status (project_id, valid_from, recorded_at, status, promised_from, promised_to, note, run_id) VALUES
  ('west', '2023-01-01', '2023-01-05T10:00:00Z', 'planned', '2024-01-01', '2024-06-30', NULL, 2),
  ('west', '2024-02-01', '2024-02-03T10:00:00Z', 'under_construction', '2024-01-01', '2024-12-31', 'Frost', 2);
INSERT INTO rollout.demand_aggregation (project_id, phase, deadline, starts_on, target_share, premises, outcome, decided_on, reason, run_id) VALUES
  ('west', NULL, '2023-03-31', '2023-02-01', 40, 100, 'reached', '2023-04-05', NULL, 2);
INSERT INTO rollout.demand_sign_ups (phase_id, deadline, counted_on, sign_ups, run_id) VALUES
  ('west', '2023-03-31', '2023-03-01', 20, 2), ('west', '2023-03-31', '2023-03-31', 45, 2);
INSERT INTO coverage.grid_cell (id) SELECT coverage.cell_at(geom) FROM places.address WHERE id = 'b5';
INSERT INTO coverage.grid_availability (cell_id, provider_id, technology, use, min_down_mbit, share, evidence, valid_from, run_id)
SELECT coverage.cell_at(a.geom), provider, technology, figure.use, speed, share, evidence, DATE '2023-12-31', run
FROM places.address a, (VALUES
  (NULL, 'fttb_ftth', 'residential', 1000, 62.5, 'official_grid', 3), (NULL, 'fttb_ftth', 'residential', 100, 75, 'official_grid', 3),
  (NULL, 'all', 'residential', 100, 100, 'official_grid', 3), ('kabel', 'hfc', 'any', 0, NULL, 'operator', 2)
) figure (provider, technology, use, speed, share, evidence, run)
WHERE a.id = 'b5';
SELECT coverage.refresh();
