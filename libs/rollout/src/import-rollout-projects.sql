-- Adds what the file says to what is known. Names, areas and lists of addresses follow the file; statuses and promises are only added.
CREATE TEMP TABLE said ON COMMIT DROP AS
SELECT s.*, NULLIF(s.phase, '') AS phase_code, s.project || COALESCE('/' || NULLIF(s.phase, ''), '') AS phase_id,
       COALESCE(known.id, s.provider) AS provider_id, g.geom
FROM :staging s
LEFT JOIN LATERAL (
  SELECT v.id FROM coverage.provider v WHERE v.id = s.provider OR lower(v.name) = lower(s.provider_name) ORDER BY v.id = s.provider DESC LIMIT 1
) known ON true
CROSS JOIN LATERAL (
  SELECT ST_Multi(ST_CollectionExtract(ST_MakeValid(ST_SetSRID(ST_Force2D(ST_GeomFromGeoJSON(s.area)), 4326), 'method=structure'), 3)) AS geom
) g;

INSERT INTO coverage.provider (id, name)
SELECT DISTINCT ON (provider_id) provider_id, provider_name FROM said WHERE provider_id IS NOT NULL ORDER BY provider_id, source_row
ON CONFLICT (id) DO NOTHING;

-- The last word of the file on each.
CREATE TEMP TABLE incoming_project ON COMMIT DROP AS
SELECT project AS id,
       (array_agg(project_name ORDER BY source_row DESC) FILTER (WHERE project_name IS NOT NULL))[1] AS name,
       (array_agg(description ORDER BY source_row DESC) FILTER (WHERE description IS NOT NULL AND phase_code IS NULL))[1] AS description,
       (array_agg(provider_id ORDER BY source_row DESC) FILTER (WHERE provider_id IS NOT NULL))[1] AS provider_id,
       (array_agg(funding ORDER BY source_row DESC) FILTER (WHERE funding IS NOT NULL))[1] AS funding,
       (array_agg(geom ORDER BY source_row DESC) FILTER (WHERE geom IS NOT NULL AND phase_code IS NULL))[1] AS stated
FROM said GROUP BY project;

CREATE TEMP TABLE incoming_phase ON COMMIT DROP AS
SELECT project AS project_id, phase_code AS phase, phase_id,
       (array_agg(phase_name ORDER BY source_row DESC) FILTER (WHERE phase_name IS NOT NULL))[1] AS name,
       (array_agg(geom ORDER BY source_row DESC) FILTER (WHERE geom IS NOT NULL))[1] AS stated
FROM said WHERE phase_code IS NOT NULL GROUP BY project, phase_code, phase_id;

CREATE TEMP TABLE incoming_address ON COMMIT DROP AS
SELECT DISTINCT s.project AS project_id, s.phase_code AS phase, s.phase_id, a.id AS address_id
FROM said s CROSS JOIN unnest(s.addresses) AS u (id) JOIN places.address a ON a.id = u.id;

-- 25 m around each address stand for an area that nobody drew.
CREATE TEMP TABLE around ON COMMIT DROP AS
SELECT i.project_id, i.phase_id, ST_Multi(ST_Union(ST_Buffer(a.geom::geography, 25, 4)::geometry, places.union_grid())) AS geom
FROM incoming_address i JOIN places.address a ON a.id = i.address_id
GROUP BY GROUPING SETS ((i.project_id, i.phase_id), (i.project_id));

CREATE TEMP TABLE before ON COMMIT DROP AS
SELECT 'project' AS kind, p.id, to_jsonb(p) - 'run_id' - 'geom_3857' AS content FROM rollout.project p
UNION ALL SELECT 'phase', h.phase_id, to_jsonb(h) - 'run_id' - 'geom_3857' FROM rollout.project_phase h
UNION ALL SELECT 'address', l.address_id || '@' || l.project_id, to_jsonb(l) - 'run_id' FROM rollout.phase_address l
UNION ALL SELECT 'demand', d.phase_id || '#' || d.deadline, to_jsonb(d) - 'run_id' FROM rollout.demand_aggregation d
UNION ALL SELECT 'sign-ups', u.phase_id || '#' || u.deadline || '#' || u.counted_on, to_jsonb(u) - 'run_id' FROM rollout.demand_sign_ups u
UNION ALL SELECT 'funding', f.phase_id || '#' || f.programme, to_jsonb(f) - 'run_id' FROM rollout.funding_track f;

INSERT INTO rollout.project AS p (id, name, description, provider_id, funding, geom, area_from, run_id)
SELECT i.id, COALESCE(i.name, k.name, i.id), COALESCE(i.description, k.description), COALESCE(i.provider_id, k.provider_id),
       COALESCE(i.funding, k.funding, 'own'), COALESCE(i.stated, CASE WHEN k.area_from <> 'stated' THEN d.geom END, k.geom, d.geom),
       CASE WHEN i.stated IS NOT NULL THEN 'stated' ELSE COALESCE(k.area_from, d.area_from) END, :run
FROM incoming_project i
LEFT JOIN rollout.project k ON k.id = i.id
LEFT JOIN LATERAL (
  -- Drawn for the phases, of the file or known already; else around the addresses.
  SELECT COALESCE(drawn.geom, a.geom) AS geom, CASE WHEN drawn.geom IS NOT NULL THEN 'phases' ELSE 'addresses' END AS area_from
  FROM (
    SELECT ST_Multi(ST_CollectionExtract(ST_Union(e.geom, places.union_grid()), 3)) AS geom FROM (
      SELECT h.stated AS geom FROM incoming_phase h WHERE h.project_id = i.id AND h.stated IS NOT NULL
      UNION ALL
      SELECT h.geom FROM rollout.project_phase h
      WHERE h.project_id = i.id AND h.area_from = 'stated' AND h.phase_id NOT IN (SELECT n.phase_id FROM incoming_phase n WHERE n.stated IS NOT NULL)
    ) e
  ) drawn
  LEFT JOIN around a ON a.project_id = i.id AND a.phase_id IS NULL
) d ON true
ON CONFLICT (id) DO UPDATE
SET name = excluded.name, description = excluded.description, provider_id = excluded.provider_id, funding = excluded.funding,
    geom = excluded.geom, area_from = excluded.area_from, run_id = excluded.run_id
WHERE (p.name, p.description, p.provider_id, p.funding, p.geom, p.area_from)
  IS DISTINCT FROM (excluded.name, excluded.description, excluded.provider_id, excluded.funding, excluded.geom, excluded.area_from);

INSERT INTO rollout.project_phase AS h (project_id, phase, name, geom, area_from, run_id)
SELECT i.project_id, i.phase, COALESCE(i.name, k.name, i.phase), COALESCE(i.stated, CASE WHEN k.area_from <> 'stated' THEN a.geom END, k.geom, a.geom),
       CASE WHEN i.stated IS NOT NULL THEN 'stated' WHEN k.area_from = 'stated' THEN 'stated' WHEN a.geom IS NOT NULL THEN 'addresses'
            ELSE COALESCE(k.area_from, 'project') END, :run
FROM incoming_phase i
LEFT JOIN rollout.project_phase k ON k.phase_id = i.phase_id
LEFT JOIN around a ON a.phase_id = i.phase_id
ON CONFLICT (project_id, phase) DO UPDATE SET name = excluded.name, geom = excluded.geom, area_from = excluded.area_from, run_id = excluded.run_id
WHERE (h.name, h.geom, h.area_from) IS DISTINCT FROM (excluded.name, excluded.geom, excluded.area_from);

DELETE FROM rollout.phase_address l
WHERE l.phase_id IN (SELECT phase_id FROM incoming_address)
  AND NOT EXISTS (SELECT FROM incoming_address i WHERE i.phase_id = l.phase_id AND i.address_id = l.address_id);

INSERT INTO rollout.phase_address AS l (project_id, phase, address_id, run_id)
SELECT project_id, phase, address_id, :run FROM incoming_address
ON CONFLICT (address_id, project_id) DO UPDATE SET phase = excluded.phase, run_id = excluded.run_id
WHERE l.phase IS DISTINCT FROM excluded.phase;

-- Of a day, the newest word counts; one without a date must say something new.
CREATE TEMP TABLE new_status ON COMMIT DROP AS
SELECT s.project, s.phase_code, s.status_date, s.status, s.promised_from, s.promised_to, s.note, s.evidence
FROM said s
LEFT JOIN LATERAL (
  SELECT k.* FROM rollout.project_status k
  WHERE k.phase_id = s.phase_id AND (k.valid_from = s.status_date OR (NOT s.is_dated AND k.valid_from <= s.status_date))
  ORDER BY k.valid_from DESC, k.recorded_at DESC LIMIT 1
) known ON true
WHERE s.status IS NOT NULL
  AND (known.phase_id IS NULL
    OR (s.status, s.promised_from, s.promised_to, s.note, s.evidence)
      IS DISTINCT FROM (known.status, known.promised_from, known.promised_to, known.note, known.evidence));

INSERT INTO rollout.project_status (project_id, phase, valid_from, recorded_at, status, promised_from, promised_to, note, evidence, run_id)
SELECT project, phase_code, status_date, now(), status, promised_from, promised_to, note, evidence, :run FROM new_status;

CREATE TEMP TABLE incoming_demand ON COMMIT DROP AS
SELECT project, phase_code, phase_id, demand_deadline AS deadline,
       (array_agg(demand_starts_on ORDER BY source_row DESC) FILTER (WHERE demand_starts_on IS NOT NULL))[1] AS starts_on,
       (array_agg(demand_target_share ORDER BY source_row DESC) FILTER (WHERE demand_target_share IS NOT NULL))[1] AS target_share,
       (array_agg(demand_premises ORDER BY source_row DESC) FILTER (WHERE demand_premises IS NOT NULL))[1] AS premises,
       (array_agg(demand_outcome ORDER BY source_row DESC) FILTER (WHERE demand_outcome IS NOT NULL))[1] AS outcome,
       (array_agg(demand_decided_on ORDER BY source_row DESC) FILTER (WHERE demand_decided_on IS NOT NULL))[1] AS decided_on,
       (array_agg(demand_reason ORDER BY source_row DESC) FILTER (WHERE demand_reason IS NOT NULL))[1] AS reason
FROM said WHERE demand_deadline IS NOT NULL GROUP BY project, phase_code, phase_id, demand_deadline;

INSERT INTO rollout.demand_aggregation AS d (project_id, phase, deadline, starts_on, target_share, premises, outcome, decided_on, reason, run_id)
SELECT i.project, i.phase_code, i.deadline, COALESCE(i.starts_on, k.starts_on), COALESCE(i.target_share, k.target_share),
       NULLIF(COALESCE(i.premises, k.premises), 0), COALESCE(i.outcome, k.outcome), COALESCE(i.decided_on, k.decided_on),
       COALESCE(i.reason, k.reason), :run
FROM incoming_demand i LEFT JOIN rollout.demand_aggregation k ON k.phase_id = i.phase_id AND k.deadline = i.deadline
ON CONFLICT (phase_id, deadline) DO UPDATE
SET starts_on = excluded.starts_on, target_share = excluded.target_share, premises = excluded.premises, outcome = excluded.outcome,
    decided_on = excluded.decided_on, reason = excluded.reason, run_id = excluded.run_id
WHERE (d.starts_on, d.target_share, d.premises, d.outcome, d.decided_on, d.reason)
  IS DISTINCT FROM (excluded.starts_on, excluded.target_share, excluded.premises, excluded.outcome, excluded.decided_on, excluded.reason);

INSERT INTO rollout.demand_sign_ups AS u (phase_id, deadline, counted_on, sign_ups, run_id)
SELECT phase_id, demand_deadline, status_date, demand_sign_ups, :run FROM said WHERE demand_sign_ups IS NOT NULL
ON CONFLICT (phase_id, deadline, counted_on) DO UPDATE SET sign_ups = excluded.sign_ups, run_id = excluded.run_id
WHERE u.sign_ups <> excluded.sign_ups;

CREATE TEMP TABLE incoming_funding ON COMMIT DROP AS
SELECT project, phase_code, phase_id, funding_programme AS programme,
       (array_agg(funding_applied ORDER BY source_row DESC) FILTER (WHERE funding_applied IS NOT NULL))[1] AS applied_amount,
       (array_agg(funding_applied_on ORDER BY source_row DESC) FILTER (WHERE funding_applied_on IS NOT NULL))[1] AS applied_on,
       (array_agg(funding_granted ORDER BY source_row DESC) FILTER (WHERE funding_granted IS NOT NULL))[1] AS granted_amount,
       (array_agg(funding_granted_on ORDER BY source_row DESC) FILTER (WHERE funding_granted_on IS NOT NULL))[1] AS granted_on,
       (array_agg(funding_share ORDER BY source_row DESC) FILTER (WHERE funding_share IS NOT NULL))[1] AS share
FROM said WHERE funding_programme IS NOT NULL GROUP BY project, phase_code, phase_id, funding_programme;

INSERT INTO rollout.funding_track AS f (project_id, phase, programme, applied_amount, applied_on, granted_amount, granted_on, share, run_id)
SELECT i.project, i.phase_code, i.programme, COALESCE(i.applied_amount, k.applied_amount), COALESCE(i.applied_on, k.applied_on),
       COALESCE(i.granted_amount, k.granted_amount), COALESCE(i.granted_on, k.granted_on), COALESCE(i.share, k.share), :run
FROM incoming_funding i LEFT JOIN rollout.funding_track k ON k.phase_id = i.phase_id AND k.programme = i.programme
ON CONFLICT (phase_id, programme) DO UPDATE
SET applied_amount = excluded.applied_amount, applied_on = excluded.applied_on, granted_amount = excluded.granted_amount,
    granted_on = excluded.granted_on, share = excluded.share, run_id = excluded.run_id
WHERE (f.applied_amount, f.applied_on, f.granted_amount, f.granted_on, f.share)
  IS DISTINCT FROM (excluded.applied_amount, excluded.applied_on, excluded.granted_amount, excluded.granted_on, excluded.share);

CREATE TEMP TABLE after ON COMMIT DROP AS
SELECT 'project' AS kind, p.id, to_jsonb(p) - 'run_id' - 'geom_3857' AS content FROM rollout.project p
UNION ALL SELECT 'phase', h.phase_id, to_jsonb(h) - 'run_id' - 'geom_3857' FROM rollout.project_phase h
UNION ALL SELECT 'address', l.address_id || '@' || l.project_id, to_jsonb(l) - 'run_id' FROM rollout.phase_address l
UNION ALL SELECT 'demand', d.phase_id || '#' || d.deadline, to_jsonb(d) - 'run_id' FROM rollout.demand_aggregation d
UNION ALL SELECT 'sign-ups', u.phase_id || '#' || u.deadline || '#' || u.counted_on, to_jsonb(u) - 'run_id' FROM rollout.demand_sign_ups u
UNION ALL SELECT 'funding', f.phase_id || '#' || f.programme, to_jsonb(f) - 'run_id' FROM rollout.funding_track f;

CREATE TEMP TABLE changed ON COMMIT DROP AS
SELECT kind, id, b.content AS was, a.content AS became FROM before b FULL JOIN after a USING (kind, id)
WHERE b.content IS DISTINCT FROM a.content;

-- The projects of which something is another, where they are and were: with their phases, and with the addresses of their lists.
CREATE TEMP TABLE place ON COMMIT DROP AS
WITH project AS (
  SELECT project AS id FROM new_status
  UNION SELECT COALESCE(c.content->>'project_id', h.project_id, c.id)
  FROM (SELECT id, COALESCE(became, was) AS content FROM changed) c
  LEFT JOIN rollout.any_phase h ON h.phase_id = c.content->>'phase_id'
), part AS (
  SELECT k.kind, k.content FROM (SELECT * FROM before UNION SELECT * FROM after) k
  WHERE COALESCE(k.content->>'project_id', k.id) IN (SELECT p.id FROM project p)
)
SELECT ST_GeomFromGeoJSON(content->'geom') AS geom FROM part WHERE kind IN ('project', 'phase') AND jsonb_typeof(content->'geom') = 'object'
UNION ALL SELECT a.geom FROM part JOIN places.address a ON a.id = content->>'address_id' WHERE kind = 'address';

CREATE TEMP TABLE outcome ON COMMIT DROP AS
SELECT o.*, CASE WHEN added + changed + removed = 0 OR EXISTS (SELECT FROM place) THEN (SELECT datasets.boxes(array_agg(geom)) FROM place) END AS area
FROM (
  SELECT (SELECT count(*) FROM new_status) + count(*) FILTER (WHERE was IS NULL) AS added,
         count(*) FILTER (WHERE was IS NOT NULL AND became IS NOT NULL) AS changed,
         count(*) FILTER (WHERE became IS NULL) AS removed
  FROM changed
) o;

SELECT coverage.refresh(NULL, area), rollout.touch_planning() FROM outcome WHERE added + changed + removed > 0;

SELECT added, changed, removed, area FROM outcome;
