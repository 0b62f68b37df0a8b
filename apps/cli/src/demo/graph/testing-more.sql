-- On top of the demo city: 25 or so of each kind of entry that it has none or too few of.
INSERT INTO imports.run (dataset, origin, file_name, started_by, state)
SELECT 'addresses', 'file', 'a' || n || '.csv', 'test', 'checked' FROM generate_series(1, 25) n;

INSERT INTO coverage.availability_share (municipality_key, technology, min_down_mbit, share, data_date, run_id)
SELECT '05570004', 'all', n, n, DATE '2025-06-30', 1 FROM generate_series(1, 25) n;

-- All of them at one street, so that one address has several; each says that an offer cannot be had, which contradicts it.
INSERT INTO coverage.report (id, address_id, address_label, claim, provider_id, technology, text, state, due_on)
SELECT 'report' || lpad(row_number() OVER ()::text, 4, '0'), f.address_id, 'Irgendwo', 'fixed_not_available', f.provider_id, f.technology, 'Nein',
       'passed_on', DATE '2030-01-01'
FROM coverage.fixed_availability f WHERE f.superseded_at IS NULL AND f.valid_to IS NULL ORDER BY f.address_id, f.id LIMIT 40;
INSERT INTO coverage.report_step (report, state, role)
SELECT number, s.state, 'city' FROM coverage.report CROSS JOIN (VALUES ('received'), ('passed_on')) s (state);

INSERT INTO coverage.mobile_site (site_id, provider_id, technologies, status, evidence, geom, valid_from, run_id)
SELECT 's' || n, p.id, '{4g}', 'live', 'operator', ST_Point(7.8 + n * 0.001, 51.76, 4326), DATE '2024-01-01', 1
FROM generate_series(1, 25) n
CROSS JOIN LATERAL (SELECT id FROM coverage.provider ORDER BY id OFFSET n % 5 LIMIT 1) p;
INSERT INTO coverage.mobile_cell (id, operator_id, technology, country_code, network_code, cell, geom, run_id)
SELECT '262-1-' || n, p.id, '4g', 262, 1, n, ST_Point(7.8 + n * 0.001, 51.76, 4326), 1
FROM generate_series(1, 25) n
CROSS JOIN LATERAL (SELECT id FROM coverage.provider ORDER BY id OFFSET n % 5 LIMIT 1) p;

INSERT INTO coverage.grid_cell (id)
SELECT DISTINCT coverage.cell_at(geom) FROM places.address ON CONFLICT DO NOTHING;
INSERT INTO coverage.grid_availability (cell_id, provider_id, technology, min_down_mbit, share, evidence, valid_from, run_id)
SELECT c.id, p.id, 'all', 50, 60, 'official_grid', DATE '2024-01-01', 1
FROM coverage.grid_cell c CROSS JOIN (SELECT id FROM coverage.provider ORDER BY id LIMIT 2) p;

INSERT INTO rollout.project (id, name, provider_id, geom, run_id)
SELECT 'mehr-' || p.id, 'Mehr', p.id, a.geom, 1
FROM coverage.provider p CROSS JOIN (SELECT geom FROM rollout.project ORDER BY id LIMIT 1) a;
INSERT INTO rollout.project_status (project_id, valid_from, status, promised_to)
SELECT id, DATE '2025-01-01', 'planned', DATE '2026-01-01' FROM rollout.project WHERE id LIKE 'mehr-%';

INSERT INTO rollout.network (id, name, run_id) SELECT 'netz-' || n, 'Netz ' || n, 1 FROM generate_series(1, 25) n;
INSERT INTO rollout.organisation (network_id, id, name)
SELECT id, 'o' || n, 'Firma ' || n FROM rollout.network CROSS JOIN generate_series(1, 3) n WHERE id LIKE 'netz-%';
INSERT INTO rollout.phase (network_id, id, name, funder_ids)
SELECT id, 'p' || n, 'Phase ' || n, '{o1,o2}' FROM rollout.network CROSS JOIN generate_series(10, 34) n WHERE id LIKE 'netz-%';
INSERT INTO rollout.node (network_id, id, phase_id, physical_provider_id, network_provider_ids, geom)
SELECT network_id, 'n' || id, id, 'o1', '{o2,o3}', ST_Point(7.9, 51.76, 4326) FROM rollout.phase WHERE network_id LIKE 'netz-%';
INSERT INTO rollout.span (network_id, id, phase_id, start_node_id, end_node_id, physical_provider_id, network_provider_ids, supplier_id)
SELECT network_id, 's' || id, id, 'n' || id, 'np10', 'o1', '{o2,o3}', 'o3' FROM rollout.phase WHERE network_id LIKE 'netz-%';
INSERT INTO rollout.contract (network_id, id, title, phase_ids)
SELECT network_id, 'c' || id, 'Bau', ARRAY[id] FROM rollout.phase WHERE network_id LIKE 'netz-%';

INSERT INTO sensors.gateway (id) SELECT 'gateway-' || n FROM generate_series(10, 34) n;
INSERT INTO sensors.thing (id, gateway_id, name) SELECT 'new-' || n, 'gateway-' || n, 'Neu' FROM generate_series(10, 34) n;
INSERT INTO sensors.datastream (thing_id, property, observation_type) SELECT id, 'temperature', 'Measurement' FROM sensors.thing WHERE id LIKE 'new-%';
INSERT INTO sensors.rejected_message (topic, payload, payload_bytes, reason, detail)
SELECT 't', 'x', 1, 'not_json', 'Zeile ' || n FROM generate_series(1, 25) n;
SELECT coverage.refresh();
