-- On top of the town of @stadtlage/places: two providers and what they say they offer.
INSERT INTO coverage.provider (id, name) VALUES ('glas', 'Glasfaser Nord'), ('kabel', 'Kabel West');
INSERT INTO coverage.fixed_availability (address_id, provider_id, technology, max_down_mbit, valid_from, run_id) VALUES
  ('b1', 'kabel', 'dsl', 50, '2024-01-01', 1), ('b5a', 'kabel', 'hfc', 1000, '2024-01-01', 1), ('b15', 'kabel', 'dsl', 16, '2024-01-01', 1);
SELECT coverage.refresh();
