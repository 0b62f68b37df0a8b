-- On top of the town of @stadtlage/places: who offers what there, and what is promised. The expected figures stand in coverage.spec.ts.
INSERT INTO places.district (id, name, geom, run_id) VALUES
  ('north', 'Nordfeld', ST_Multi(ST_MakeEnvelope(7.87, 51.80, 7.89, 51.82, 4326)), 1),
  ('woods', 'Stadtwald', ST_Multi(ST_MakeEnvelope(7.87, 51.85, 7.89, 51.87, 4326)), 1);
INSERT INTO places.address (id, street_key, street, house_number, postcode, place, district_id, use, premises, geom, run_id)
VALUES ('n1', '05570004000000004', 'Dolberger Straße', 200, '59229', 'Ahlen', 'north', 'residential', 1, ST_Point(7.88, 51.81, 4326), 1);

INSERT INTO coverage.provider (id, name, website) VALUES
  ('glas', 'Glasfaser Nord', 'https://glas.example/'), ('kabel', 'Kabel West', NULL), ('mobil-a', 'Mobil A', NULL), ('mobil-b', 'Mobil B', NULL);

INSERT INTO coverage.fixed_availability (address_id, provider_id, technology, connection_level, max_down_mbit, max_up_mbit, valid_from, run_id)
SELECT address, provider, technology, level, down, up, DATE '2024-01-01', 1
FROM (VALUES
  ('b1', 'glas', 'ftth', 'activated', 1000, 500),
  ('b1', 'kabel', 'dsl', NULL, 50, 10),
  ('b2', 'glas', 'fttb', 'connected', 1000, 500),
  ('b5', 'glas', 'ftth', 'passed', 1000, 500),
  ('b5a', 'kabel', 'hfc', NULL, 1000, 50),
  ('b15', 'kabel', 'dsl', NULL, 16, 1),
  ('w5', 'kabel', 'dsl', NULL, 25, 5),
  ('k1', 'kabel', 'dsl', NULL, 100, 40),
  ('k3', 'kabel', 'satellite', NULL, NULL, NULL),
  ('far', 'glas', 'ftth', NULL, 400, 200)
) AS offer (address, provider, technology, level, down, up);

INSERT INTO rollout.project (id, name, provider_id, geom, run_id) VALUES
  ('west-plan', 'Westen', 'glas', ST_Multi(ST_MakeEnvelope(7.871, 51.751, 7.875, 51.753, 4326)), 1),
  ('east-build', 'Osten 1', 'glas', ST_Multi(ST_MakeEnvelope(7.8995, 51.7595, 7.9003, 51.7605, 4326)), 1),
  ('east-plan', 'Osten 2', 'glas', ST_Multi(ST_MakeEnvelope(7.9001, 51.7595, 7.9003, 51.7605, 4326)), 1),
  ('east-rejected', 'Osten 3', 'glas', ST_Multi(ST_MakeEnvelope(7.904, 51.764, 7.906, 51.766, 4326)), 1);
INSERT INTO rollout.project_status (project_id, valid_from, status) VALUES
  ('west-plan', '2024-01-01', 'planned'), ('east-build', '2024-01-01', 'planned'), ('east-build', '2024-02-01', 'under_construction'),
  ('east-plan', '2024-01-01', 'tendered'), ('east-rejected', '2024-01-01', 'rejected');

INSERT INTO coverage.mobile_availability (operator_id, technology, valid_from, geom, run_id) VALUES
  ('mobil-a', '4g', '2024-01-01', ST_Multi(ST_MakeEnvelope(7.86, 51.74, 7.92, 51.78, 4326)), 1),
  ('mobil-a', '5g', '2024-01-01', ST_Multi(ST_MakeEnvelope(7.87, 51.74, 7.89, 51.78, 4326)), 1),
  ('mobil-b', '5g_sa', '2024-01-01', ST_Multi(ST_MakeEnvelope(7.8809, 51.7599, 7.8811, 51.7601, 4326)), 1);

INSERT INTO coverage.availability_share (municipality_key, technology, min_down_mbit, share, data_date, run_id) VALUES
  ('05570004', 'all', 1000, 73.71, '2021-06-30', 1), ('05570004', 'fttb_ftth', 1000, 0.44, '2021-06-30', 1),
  ('05570004', 'all', 1000, 80.00, '2022-06-30', 1);

SELECT coverage.refresh();
