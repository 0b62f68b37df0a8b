-- On top of the town of @stadtlage/places: two providers, what they say they offer, and a mobile network at b5a.
INSERT INTO coverage.provider (id, name) VALUES ('glas', 'Glasfaser Nord'), ('kabel', 'Kabel West');
INSERT INTO coverage.fixed_availability (address_id, provider_id, technology, max_down_mbit, valid_from, run_id) VALUES
  ('b1', 'kabel', 'dsl', 50, '2024-01-01', 1), ('b5a', 'kabel', 'hfc', 1000, '2024-01-01', 1), ('b15', 'kabel', 'dsl', 16, '2024-01-01', 1),
  ('w5', 'kabel', 'dsl', 50, '2024-01-01', 1), ('w6', 'kabel', 'dsl', 50, '2024-01-01', 1);
INSERT INTO coverage.mobile_availability (operator_id, technology, valid_from, geom, run_id)
SELECT 'glas', '4g', '2024-02-01', ST_Multi(ST_Expand(geom, 0.00001)), 1 FROM places.address WHERE id = 'b5a';
SELECT coverage.refresh();
