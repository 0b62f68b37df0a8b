-- Each network of the file takes the place of the one with the same id; other networks stay as they are. Of a network whose file has
-- only some kinds (GeoJSON: nodes here, spans there), the other kinds stay, too.
CREATE TEMP TABLE known ON COMMIT DROP AS
SELECT * FROM rollout.network_record WHERE network_id IN (SELECT network_id FROM :staging);

CREATE TEMP TABLE replaced ON COMMIT DROP AS
SELECT network_id, unnest(replaces) AS kind FROM :staging WHERE kind = 'network';

DELETE FROM rollout.organisation o USING replaced r WHERE r.kind = 'organisation' AND r.network_id = o.network_id;
DELETE FROM rollout.phase p USING replaced r WHERE r.kind = 'phase' AND r.network_id = p.network_id;
DELETE FROM rollout.contract c USING replaced r WHERE r.kind = 'contract' AND r.network_id = c.network_id;
DELETE FROM rollout.node n USING replaced r WHERE r.kind = 'node' AND r.network_id = n.network_id;
DELETE FROM rollout.span s USING replaced r WHERE r.kind = 'span' AND r.network_id = s.network_id;

-- What is only mentioned counts where nothing better is known.
DELETE FROM :staging m USING :staging s
WHERE m.kind = 'mentioned ' || s.kind AND m.network_id = s.network_id AND m.id = s.id;
DELETE FROM :staging m USING rollout.network_record k
WHERE m.kind = 'mentioned ' || k.kind AND m.network_id = k.network_id AND m.id = k.id;
UPDATE :staging SET kind = substr(kind, 11) WHERE kind LIKE 'mentioned %';

CREATE TEMP TABLE target ON COMMIT DROP AS
SELECT network_id, kind, id, CASE WHEN content->'extra' ? 'name' THEN NULL ELSE content->>'name' END AS name
FROM :staging WHERE kind IN ('organisation', 'phase')
UNION ALL
SELECT network_id, kind, id, CASE WHEN content->'extra' ? 'name' THEN NULL ELSE content->>'name' END
FROM rollout.network_record k
WHERE kind IN ('organisation', 'phase') AND network_id IN (SELECT network_id FROM :staging)
  AND NOT EXISTS (SELECT FROM :staging s WHERE s.network_id = k.network_id AND s.kind = k.kind AND s.id = k.id);

-- A reference is given out with the name of what it refers to. One that says another name is kept as it stands in the file.
UPDATE :staging s SET content = jsonb_set(s.content, '{extra}', s.content->'extra' || odd.refs)
FROM (
  SELECT r.network_id, r.kind, r.id, jsonb_object_agg(f.field, f.value) AS refs
  FROM :staging r CROSS JOIN LATERAL jsonb_each(r.refs) f (field, value)
  WHERE f.field NOT IN ('start', 'end') AND EXISTS (
    SELECT FROM jsonb_array_elements(CASE jsonb_typeof(f.value) WHEN 'array' THEN f.value ELSE jsonb_build_array(f.value) END) e (entry)
    LEFT JOIN target t ON t.network_id = r.network_id AND t.id = e.entry->>'id'
      AND t.kind = CASE WHEN f.field IN ('phase', 'relatedPhases') THEN 'phase' ELSE 'organisation' END
    WHERE e.entry->>'name' IS DISTINCT FROM t.name AND e.entry->>'name' IS NOT NULL)
  GROUP BY r.network_id, r.kind, r.id
) odd
WHERE odd.network_id = s.network_id AND odd.kind = s.kind AND odd.id = s.id;

INSERT INTO rollout.network (id, name, publisher, publisher_identifier, website, publication_date, collection_date, accuracy_m,
  accuracy_details, language, links, extra, run_id)
SELECT s.id, c.name, c.publisher, c.publisher_identifier, c.website, c.publication_date, c.collection_date, c.accuracy_m,
       c.accuracy_details, c.language, COALESCE(c.links, '[]'), c.extra, :run
FROM :staging s CROSS JOIN LATERAL jsonb_to_record(s.content) AS c (name text, publisher text, publisher_identifier jsonb, website text,
  publication_date date, collection_date date, accuracy_m float8, accuracy_details text, language text, links jsonb, extra jsonb)
WHERE s.kind = 'network'
ON CONFLICT (id) DO UPDATE SET name = excluded.name, publisher = excluded.publisher, publisher_identifier = excluded.publisher_identifier,
  website = excluded.website, publication_date = excluded.publication_date, collection_date = excluded.collection_date,
  accuracy_m = excluded.accuracy_m, accuracy_details = excluded.accuracy_details, language = excluded.language, links = excluded.links,
  extra = excluded.extra, run_id = excluded.run_id;

INSERT INTO rollout.organisation (network_id, id, name, identifier, country, roles, role_details, website, logo, extra)
SELECT s.network_id, s.id, c.name, c.identifier, c.country, COALESCE(c.roles, '{}'), c.role_details, c.website, c.logo, c.extra
FROM :staging s CROSS JOIN LATERAL jsonb_to_record(s.content) AS c (name text, identifier jsonb, country text, roles text[],
  role_details text, website text, logo text, extra jsonb)
WHERE s.kind = 'organisation'
ON CONFLICT (network_id, id) DO UPDATE SET name = excluded.name, identifier = excluded.identifier, country = excluded.country,
  roles = excluded.roles, role_details = excluded.role_details, website = excluded.website, logo = excluded.logo, extra = excluded.extra;

INSERT INTO rollout.phase (network_id, id, name, description, funder_ids, extra)
SELECT s.network_id, s.id, c.name, c.description, COALESCE(c.funder_ids, '{}'), c.extra
FROM :staging s CROSS JOIN LATERAL jsonb_to_record(s.content) AS c (name text, description text, funder_ids text[], extra jsonb)
WHERE s.kind = 'phase'
ON CONFLICT (network_id, id) DO UPDATE SET name = excluded.name, description = excluded.description, funder_ids = excluded.funder_ids,
  extra = excluded.extra;

INSERT INTO rollout.contract (network_id, id, title, description, type, amount, currency, date_signed, documents, phase_ids, extra)
SELECT s.network_id, s.id, c.title, c.description, c.type, c.amount, c.currency, c.date_signed, COALESCE(c.documents, '[]'),
       COALESCE(c.phase_ids, '{}'), c.extra
FROM :staging s CROSS JOIN LATERAL jsonb_to_record(s.content) AS c (title text, description text, type text, amount numeric,
  currency text, date_signed date, documents jsonb, phase_ids text[], extra jsonb)
WHERE s.kind = 'contract';

-- A reference to an organisation may repeat its name; the organisation itself says it best.
CREATE TEMP TABLE named_provider ON COMMIT DROP AS
SELECT s.network_id, s.kind, s.id, COALESCE(t.name, r.reference->>'name', r.reference->>'id') AS name
FROM :staging s
CROSS JOIN LATERAL (
  SELECT COALESCE(s.refs->'physicalInfrastructureProvider', s.refs->'networkProviders'->0) AS reference
) r
LEFT JOIN target t ON t.kind = 'organisation' AND t.network_id = s.network_id AND t.id = r.reference->>'id'
WHERE s.kind IN ('node', 'span');

INSERT INTO rollout.node (network_id, id, name, status, types, phase_id, access_point, provider, address, international_connections,
  power, technologies, physical_provider_id, network_provider_ids, geom, extra)
SELECT s.network_id, s.id, c.name, c.status, COALESCE(c.types, '{}'), c.phase_id, c.access_point, p.name, c.address,
       COALESCE(c.international_connections, '[]'), c.power, COALESCE(c.technologies, '{}'), c.physical_provider_id,
       COALESCE(c.network_provider_ids, '{}'), ST_Force2D(ST_GeomFromGeoJSON(c.geom)), c.extra
FROM :staging s
JOIN named_provider p USING (network_id, kind, id)
CROSS JOIN LATERAL jsonb_to_record(s.content) AS c (name text, status text, types text[], phase_id text, access_point boolean,
  address jsonb, international_connections jsonb, power boolean, technologies text[], physical_provider_id text,
  network_provider_ids text[], geom jsonb, extra jsonb)
WHERE s.kind = 'node';

INSERT INTO rollout.span (network_id, id, name, status, start_node_id, end_node_id, phase_id, provider, directed, physical_provider_id,
  network_provider_ids, supplier_id, transmission_media, deployment, deployment_details, dark_fibre, fibre_type, fibre_type_details,
  fibre_count, fibre_length_m, technologies, capacity_gbit, capacity_details, countries, ready_for_service, geom, extra)
SELECT s.network_id, s.id, c.name, c.status, c.start_node_id, c.end_node_id, c.phase_id, p.name, c.directed, c.physical_provider_id,
       COALESCE(c.network_provider_ids, '{}'), c.supplier_id, COALESCE(c.transmission_media, '{}'), COALESCE(c.deployment, '{}'),
       c.deployment_details, c.dark_fibre, c.fibre_type, c.fibre_type_details, c.fibre_count, c.fibre_length_m,
       COALESCE(c.technologies, '{}'), c.capacity_gbit, c.capacity_details, COALESCE(c.countries, '{}'), c.ready_for_service,
       ST_Force2D(ST_GeomFromGeoJSON(c.geom)), c.extra
FROM :staging s
JOIN named_provider p USING (network_id, kind, id)
CROSS JOIN LATERAL jsonb_to_record(s.content) AS c (name text, status text, start_node_id text, end_node_id text, phase_id text,
  directed boolean, physical_provider_id text, network_provider_ids text[], supplier_id text, transmission_media text[],
  deployment text[], deployment_details jsonb, dark_fibre boolean, fibre_type text, fibre_type_details jsonb, fibre_count integer,
  fibre_length_m numeric, technologies text[], capacity_gbit float8, capacity_details jsonb, countries text[], ready_for_service date,
  geom jsonb, extra jsonb)
WHERE s.kind = 'span';

-- An organisation of the file may have a new name, which the kinds that stayed are to show.
UPDATE rollout.node n SET provider = o.name FROM rollout.organisation o
WHERE o.network_id = n.network_id AND o.id = COALESCE(n.physical_provider_id, n.network_provider_ids[1])
  AND n.provider <> o.name AND n.network_id IN (SELECT network_id FROM :staging);
UPDATE rollout.span s SET provider = o.name FROM rollout.organisation o
WHERE o.network_id = s.network_id AND o.id = COALESCE(s.physical_provider_id, s.network_provider_ids[1])
  AND s.provider <> o.name AND s.network_id IN (SELECT network_id FROM :staging);

-- Nodes and spans are where they are and were, some of them nowhere. Who builds and pays for them is said of them anywhere.
CREATE TEMP TABLE outcome ON COMMIT DROP AS
SELECT count(*) FILTER (WHERE k.id IS NULL) AS added,
       count(*) FILTER (WHERE k.id IS NOT NULL AND n.id IS NOT NULL) AS changed,
       count(*) FILTER (WHERE n.id IS NULL) AS removed,
       CASE WHEN bool_and(kind IN ('node', 'span')) IS NOT FALSE AND count(*) = count(place) THEN datasets.boxes(array_agg(place)) END AS area
FROM (SELECT * FROM rollout.network_record WHERE network_id IN (SELECT network_id FROM :staging)) n
FULL JOIN known k USING (network_id, kind, id)
CROSS JOIN LATERAL (SELECT ST_Collect((k.content->>'geom')::geometry, (n.content->>'geom')::geometry) AS place) p
WHERE k.content IS DISTINCT FROM n.content;

SELECT rollout.touch_planning() FROM outcome WHERE added + changed + removed > 0;

SELECT added, changed, removed, area FROM outcome;
