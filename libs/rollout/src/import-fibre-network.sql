-- Each network of the file takes the place of the one with the same id; other networks stay as they are.
CREATE TEMP VIEW network_record AS
SELECT id AS network_id, 'network' AS kind, id, to_jsonb(n) - 'run_id' AS content FROM rollout.network n
UNION ALL SELECT network_id, 'organisation', id, to_jsonb(o) FROM rollout.organisation o
UNION ALL SELECT network_id, 'phase', id, to_jsonb(p) FROM rollout.phase p
UNION ALL SELECT network_id, 'contract', id, to_jsonb(c) FROM rollout.contract c
UNION ALL SELECT network_id, 'node', id, to_jsonb(d) - 'geom_3857' FROM rollout.node d
UNION ALL SELECT network_id, 'span', id, to_jsonb(s) - 'geom_3857' FROM rollout.span s;

CREATE TEMP TABLE known ON COMMIT DROP AS
SELECT * FROM network_record WHERE network_id IN (SELECT network_id FROM :staging);

DELETE FROM rollout.network WHERE id IN (SELECT network_id FROM :staging);

INSERT INTO rollout.network (id, name, publisher, website, publication_date, collection_date, run_id)
SELECT id, COALESCE(content->>'name', id), content->'publisher'->>'name', content->>'website',
       (content->>'publicationDate')::date, (content->>'collectionDate')::date, :run
FROM :staging WHERE kind = 'network';

INSERT INTO rollout.organisation (network_id, id, name, country, roles, website)
SELECT network_id, id, COALESCE(content->>'name', id), left(content->>'country', 2),
       ARRAY(SELECT jsonb_path_query(content, '$.roles[*]') #>> '{}'), content->>'website'
FROM :staging WHERE kind = 'organisation';

INSERT INTO rollout.phase (network_id, id, name, description)
SELECT network_id, id, content->>'name', content->>'description'
FROM :staging WHERE kind = 'phase';

INSERT INTO rollout.contract (network_id, id, title, description, type, amount, currency, date_signed)
SELECT network_id, id, content->>'title', content->>'description', content->>'type',
       jsonb_path_query_first(content, '$.value.amount.double()')::numeric, left(content->'value'->>'currency', 3),
       (content->>'dateSigned')::date
FROM :staging WHERE kind = 'contract';

-- A reference to an organisation may repeat its name; the organisation itself says it best.
CREATE TEMP TABLE named_provider ON COMMIT DROP AS
SELECT s.network_id, s.kind, s.id, COALESCE(o.name, r.reference->>'name', r.reference->>'id') AS name
FROM :staging s
CROSS JOIN LATERAL (
  SELECT COALESCE(s.content->'physicalInfrastructureProvider', jsonb_path_query_first(s.content, '$.networkProviders[0]')) AS reference
) r
LEFT JOIN rollout.organisation o ON o.network_id = s.network_id AND o.id = r.reference->>'id'
WHERE s.kind IN ('node', 'span');

INSERT INTO rollout.node (network_id, id, name, status, types, phase_id, access_point, provider, geom)
SELECT s.network_id, s.id, content->>'name', content->>'status', ARRAY(SELECT jsonb_path_query(content, '$.type[*]') #>> '{}'),
       content->'phase'->>'id', (content->>'accessPoint')::boolean, p.name,
       ST_Force2D(ST_GeomFromGeoJSON(NULLIF(content->'location', 'null')))
FROM :staging s JOIN named_provider p USING (network_id, kind, id)
WHERE kind = 'node';

INSERT INTO rollout.span (network_id, id, name, status, start_node_id, end_node_id, phase_id, provider, deployment, fibre_count,
  fibre_length_m, ready_for_service, geom)
SELECT s.network_id, s.id, content->>'name', content->>'status', content->>'start', content->>'end', content->'phase'->>'id', p.name,
       ARRAY(SELECT jsonb_path_query(content, '$.deployment[*]') #>> '{}'), (content->>'fibreCount')::integer,
       (content->>'fibreLength')::numeric, (content->>'readyForServiceDate')::date,
       ST_Force2D(ST_GeomFromGeoJSON(NULLIF(content->'route', 'null')))
FROM :staging s JOIN named_provider p USING (network_id, kind, id)
WHERE kind = 'span';

CREATE TEMP TABLE outcome ON COMMIT DROP AS
SELECT count(*) FILTER (WHERE k.id IS NULL) AS added,
       count(*) FILTER (WHERE k.content <> n.content) AS changed,
       count(*) FILTER (WHERE n.id IS NULL) AS removed
FROM (SELECT * FROM network_record WHERE network_id IN (SELECT network_id FROM :staging)) n
FULL JOIN known k USING (network_id, kind, id);

DROP VIEW network_record;

SELECT added, changed, removed FROM outcome;
