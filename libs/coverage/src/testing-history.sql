-- On top of testing-coverage.sql: what was learnt when, and where sources disagree. The expected figures stand in history.spec.ts,
-- contradictions.spec.ts and coverage-statistics.spec.ts.
INSERT INTO imports.run (dataset, origin, source, data_date, started_by, finished_at, state) VALUES
  ('fixed-availability', 'file', 'Rasteramt', '2024-01-01', 'test', now(), 'imported'),
  ('fixed-availability', 'file', 'Kabel West AG', '2024-02-01', 'test', now(), 'imported');

-- b50: fibre passed in 2023. In March 2024 we learnt that it was connected on 1 February.
INSERT INTO coverage.fixed_availability (address_id, provider_id, technology, connection_level, definition, max_down_mbit, valid_from, valid_to,
  recorded_at, superseded_at, run_id, recorded_by, superseded_by) VALUES
  ('b50', 'glas', 'ftth', 'passed', 'bnetza_20m', 1000, '2023-01-01', NULL, '2023-01-10T08:00:00Z', '2024-03-01T08:00:00Z', 1, 1, 3),
  ('b50', 'glas', 'ftth', 'passed', 'bnetza_20m', 1000, '2023-01-01', '2024-02-01', '2024-03-01T08:00:00Z', NULL, 1, 3, NULL),
  ('b50', 'glas', 'ftth', 'connected', 'operator', 1000, '2024-02-01', NULL, '2024-03-01T08:00:00Z', NULL, 3, 3, NULL);
-- b15: an offer that ended.
INSERT INTO coverage.fixed_availability (address_id, provider_id, technology, max_down_mbit, valid_from, valid_to, run_id)
VALUES ('b15', 'kabel', 'hfc', 400, '2023-01-01', '2024-02-01', 1);

INSERT INTO coverage.fixed_availability (address_id, provider_id, technology, connection_level, definition, max_down_mbit, use, evidence, valid_from, run_id)
SELECT address, provider, technology, level, definition, down, use, evidence, day::date, run
FROM (VALUES
  -- Against 1000 of the operator.
  ('b5a', 'kabel', 'hfc', NULL, 'unstated', 400, 'any', 'official_grid', '2024-01-01', 2),
  -- Against connected, and in the same class.
  ('b2', 'glas', 'fttb', 'passed', 'bnetza_20m', 1200, 'any', 'official_grid', '2024-01-01', 2),
  -- The same class as 16.
  ('b15', 'kabel', 'dsl', NULL, 'unstated', 20, 'any', 'official_grid', '2024-01-01', 2),
  -- Who says less contradicts nobody.
  ('k3', 'kabel', 'satellite', NULL, 'unstated', 50, 'any', 'official_grid', '2024-01-01', 2),
  -- Another source of the operator, newer than 100.
  ('k1', 'kabel', 'dsl', NULL, 'operator', 50, 'any', 'operator', '2024-02-01', 3),
  -- A firm's offer against one for all: 25.
  ('w5', 'kabel', 'dsl', NULL, 'unstated', 100, 'commercial', 'official_grid', '2024-01-01', 2),
  -- Better and worse evidence than passed.
  ('b5', 'glas', 'ftth', 'prepared', 'city', 1000, 'any', 'city', '2024-01-01', 2),
  ('b5', 'glas', 'ftth', 'connected', 'unstated', NULL, 'any', 'resident_report', '2024-01-01', 2),
  -- At mixed addresses: for homes only, and for firms only.
  ('d1', 'glas', 'ftth', 'connected', 'operator', 1000, 'commercial', 'operator', '2024-01-01', 1),
  ('d1', 'kabel', 'dsl', NULL, 'unstated', 16, 'residential', 'operator', '2024-01-01', 1),
  -- What only a resident says.
  ('o5', 'kabel', 'dsl', NULL, 'unstated', 6, 'any', 'resident_report', '2024-01-01', 2),
  -- What is to come.
  ('o6', 'glas', 'ftth', 'activated', 'operator', 1000, 'any', 'operator', '2999-01-01', 1)
) AS said (address, provider, technology, level, definition, down, use, evidence, day, run);

INSERT INTO coverage.mobile_availability (operator_id, technology, roaming, evidence, valid_from, valid_to, recorded_at, superseded_at, geom, run_id)
SELECT 'mobil-b', technology, roaming, evidence, valid_from::date, valid_to::date, recorded_at::timestamptz, superseded_at::timestamptz,
       ST_Multi(ST_MakeEnvelope(7.8809, 51.7599, 7.8811, 51.7601, 4326)), 1
FROM (VALUES
  ('4g', true, 'measurement', '2024-01-01', NULL, '2024-01-02', NULL),
  ('5g', false, 'operator', '2023-01-01', '2024-01-01', '2023-01-02', NULL),
  ('2g', false, 'operator', '2023-01-01', NULL, '2023-01-02', '2023-06-01')
) AS said (technology, roaming, evidence, valid_from, valid_to, recorded_at, superseded_at);

SELECT coverage.refresh();
