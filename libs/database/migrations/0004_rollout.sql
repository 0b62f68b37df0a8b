CREATE SCHEMA rollout;

CREATE TABLE rollout.project (
  id text PRIMARY KEY CHECK (id ~ '^[a-z0-9-]+$'),
  name text NOT NULL,
  description text,
  provider_id text NOT NULL REFERENCES coverage.provider,
  funding text NOT NULL DEFAULT 'own' CHECK (funding IN ('own', 'federal', 'state', 'municipal')),
  geom geometry(MultiPolygon, 4326) NOT NULL,
  geom_3857 geometry(MultiPolygon, 3857) GENERATED ALWAYS AS (ST_Transform(geom, 3857)) STORED,
  run_id bigint NOT NULL REFERENCES imports.run
);
CREATE INDEX ON rollout.project USING gist (geom);
CREATE INDEX ON rollout.project USING gist (geom_3857);

CREATE TABLE rollout.project_status (
  project_id text NOT NULL REFERENCES rollout.project ON DELETE CASCADE,
  valid_from date NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  status text NOT NULL CHECK (status IN ('announced', 'demand_aggregation', 'rejected', 'funding_application', 'tendered', 'planned',
    'under_construction', 'passed', 'prepared', 'connected', 'activated', 'paused', 'decommissioned')),
  promised_from date,
  promised_to date,
  note text,
  PRIMARY KEY (project_id, valid_from, recorded_at),
  CHECK (promised_from <= promised_to)
);
COMMENT ON TABLE rollout.project_status IS 'What was said about a project and when. Rows are only added: a promised date that moves leaves its earlier promise here.';

CREATE VIEW rollout.current_status AS
SELECT DISTINCT ON (project_id) project_id, valid_from, recorded_at, status, promised_from, promised_to, note,
       (SELECT count(*) FROM (
          SELECT e.promised_to, lag(e.promised_to) OVER (ORDER BY e.valid_from, e.recorded_at) AS promised_before
          FROM rollout.project_status e
          WHERE e.project_id = s.project_id AND e.valid_from <= current_date AND e.promised_to IS NOT NULL) promise
        WHERE promised_to <> promised_before) AS date_moves
FROM rollout.project_status s
WHERE valid_from <= current_date
ORDER BY project_id, valid_from DESC, recorded_at DESC;
COMMENT ON VIEW rollout.current_status IS 'The newest status of each project that is valid today. Its promise is the one of that status: null where the newest says none, even if an earlier one did.';

-- Networks, as the Open Fibre Data Standard 0.3 describes them: https://open-fibre-data-standard.readthedocs.io/
CREATE TABLE rollout.network (
  id text PRIMARY KEY,
  name text NOT NULL,
  publisher text,
  website text,
  publication_date date,
  collection_date date,
  run_id bigint NOT NULL REFERENCES imports.run
);

CREATE TABLE rollout.organisation (
  network_id text NOT NULL REFERENCES rollout.network ON DELETE CASCADE,
  id text NOT NULL,
  name text NOT NULL,
  country char(2),
  roles text[] NOT NULL DEFAULT '{}',
  website text,
  PRIMARY KEY (network_id, id)
);

CREATE TABLE rollout.phase (
  network_id text NOT NULL REFERENCES rollout.network ON DELETE CASCADE,
  id text NOT NULL,
  name text,
  description text,
  PRIMARY KEY (network_id, id)
);

CREATE TABLE rollout.contract (
  network_id text NOT NULL REFERENCES rollout.network ON DELETE CASCADE,
  id text NOT NULL,
  title text,
  description text,
  type text,
  amount numeric,
  currency char(3),
  date_signed date,
  PRIMARY KEY (network_id, id)
);

CREATE TABLE rollout.node (
  network_id text NOT NULL REFERENCES rollout.network ON DELETE CASCADE,
  id text NOT NULL,
  name text,
  status text CHECK (status IN ('proposed', 'planned', 'underConstruction', 'operational', 'decommissioned', 'inactive')),
  types text[] NOT NULL DEFAULT '{}',
  phase_id text,
  access_point boolean,
  provider text,
  geom geometry(Point, 4326),
  geom_3857 geometry(Point, 3857) GENERATED ALWAYS AS (ST_Transform(geom, 3857)) STORED,
  PRIMARY KEY (network_id, id)
);
CREATE INDEX ON rollout.node USING gist (geom_3857);

CREATE TABLE rollout.span (
  network_id text NOT NULL REFERENCES rollout.network ON DELETE CASCADE,
  id text NOT NULL,
  name text,
  status text CHECK (status IN ('proposed', 'planned', 'underConstruction', 'operational', 'decommissioned', 'inactive')),
  start_node_id text,
  end_node_id text,
  phase_id text,
  provider text,
  deployment text[] NOT NULL DEFAULT '{}',
  fibre_count integer,
  fibre_length_m numeric,
  ready_for_service date,
  geom geometry(LineString, 4326),
  geom_3857 geometry(LineString, 3857) GENERATED ALWAYS AS (ST_Transform(geom, 3857)) STORED,
  PRIMARY KEY (network_id, id)
);
CREATE INDEX ON rollout.span USING gist (geom_3857);

CREATE VIEW open.rollout_projects AS
SELECT p.id, p.name, p.description, v.name AS provider, p.funding, c.status, c.promised_from, c.promised_to, c.date_moves,
       c.valid_from AS status_since, p.geom, p.geom_3857
FROM rollout.project p
JOIN coverage.provider v ON v.id = p.provider_id
LEFT JOIN rollout.current_status c ON c.project_id = p.id;

CREATE VIEW open.rollout_history AS
SELECT s.project_id || '/' || s.valid_from || '/' || to_char(s.recorded_at AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISSUS') AS id,
       s.project_id, p.name AS project, s.valid_from, s.recorded_at, s.status, s.promised_from, s.promised_to, s.note
FROM rollout.project_status s JOIN rollout.project p ON p.id = s.project_id;

CREATE VIEW open.fibre_nodes AS
SELECT n.network_id || '/' || n.id AS id, w.name AS network, n.name, n.status, array_to_string(n.types, ' ') AS types, h.name AS phase,
       n.access_point, n.provider, n.geom, n.geom_3857
FROM rollout.node n
JOIN rollout.network w ON w.id = n.network_id
LEFT JOIN rollout.phase h ON h.network_id = n.network_id AND h.id = n.phase_id;

CREATE VIEW open.fibre_spans AS
SELECT s.network_id || '/' || s.id AS id, w.name AS network, s.name, s.status, h.name AS phase, s.provider,
       array_to_string(s.deployment, ' ') AS deployment, s.fibre_count, s.fibre_length_m, s.ready_for_service, s.geom, s.geom_3857
FROM rollout.span s
JOIN rollout.network w ON w.id = s.network_id
LEFT JOIN rollout.phase h ON h.network_id = s.network_id AND h.id = s.phase_id;
