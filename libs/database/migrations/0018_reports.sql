-- Reports by residents and the ledger of what became of them; a base map out of OpenStreetMap; sources with their licences.

CREATE TABLE coverage.report (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id text NOT NULL UNIQUE CHECK (id ~ '^[0-9a-z]{10}$'),
  address_id text NOT NULL,
  address_label text NOT NULL,
  claim text NOT NULL CHECK (claim IN ('fixed_not_available', 'slower_than_stated', 'available_not_listed', 'mobile_gap', 'wrong_date', 'other')),
  provider_id text REFERENCES coverage.provider,
  technology text CHECK (technology IN ('ftth', 'fttb', 'fttc', 'hfc', 'dsl', 'fixed_wireless', 'satellite', 'other')),
  mobile_technology text CHECK (mobile_technology IN ('2g', '4g', '5g', '5g_sa')),
  measured_down_mbit numeric CHECK (measured_down_mbit BETWEEN 0 AND 100000),
  measured_up_mbit numeric CHECK (measured_up_mbit BETWEEN 0 AND 100000),
  text text CHECK (length(text) <= 1000),
  evidence text CHECK (length(evidence) <= 300),
  released_at timestamptz,
  received_at timestamptz NOT NULL DEFAULT now(),
  state text NOT NULL DEFAULT 'received' CHECK (state IN ('received', 'passed_on', 'conceded', 'disputed', 'resolved', 'rejected')),
  state_since timestamptz NOT NULL DEFAULT now(),
  due_on date,
  closed_at timestamptz,
  outcome text CHECK (outcome IN ('corrected', 'not_confirmed', 'rejected')),
  CONSTRAINT closed_is_over CHECK ((closed_at IS NOT NULL) = (state IN ('resolved', 'rejected')) AND (closed_at IS NULL) = (outcome IS NULL)
                                   AND (closed_at IS NULL) = (due_on IS NOT NULL))
);
COMMENT ON TABLE coverage.report IS 'What residents say is wrong at an address. Who they are is not part of it.';
COMMENT ON COLUMN coverage.report.number IS 'In the order in which they came in';
COMMENT ON COLUMN coverage.report.id IS 'The public id, drawn at random';
COMMENT ON COLUMN coverage.report.address_id IS 'Not a foreign key: addresses come and go with the files of the city, a report stays';
COMMENT ON COLUMN coverage.report.text IS 'In the resident''s words. Published when a moderator has released it, and deleted with the end of the report if none has.';
COMMENT ON COLUMN coverage.report.evidence IS 'Where the resident''s evidence is, such as the number of a measurement protocol. Published and deleted as the text is.';
COMMENT ON COLUMN coverage.report.due_on IS 'The day by which the next step is due; null for a closed report';
CREATE INDEX ON coverage.report (address_id, number);
CREATE INDEX ON coverage.report (state, number);
CREATE INDEX ON coverage.report (received_at);

CREATE TABLE coverage.report_contact (
  report bigint PRIMARY KEY REFERENCES coverage.report,
  email text NOT NULL CHECK (length(email) <= 254)
);
COMMENT ON TABLE coverage.report_contact IS 'How to ask the resident something, if they want to be asked. No view reads it; the row is deleted when the report is closed.';

CREATE TABLE coverage.report_step (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  report bigint NOT NULL REFERENCES coverage.report,
  state text NOT NULL CHECK (state IN ('received', 'passed_on', 'conceded', 'disputed', 'resolved', 'rejected')),
  at timestamptz NOT NULL DEFAULT now(),
  role text NOT NULL CHECK (role IN ('resident', 'city')),
  note text CHECK (length(note) <= 1000)
);
COMMENT ON TABLE coverage.report_step IS 'The ledger: every step of every report. Rows are only added.';
COMMENT ON COLUMN coverage.report_step.role IS 'In which role somebody took the step. Names are not kept.';
COMMENT ON COLUMN coverage.report_step.note IS 'Public';
CREATE INDEX ON coverage.report_step (report, id);

CREATE FUNCTION coverage.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The ledger of the reports only grows. Add a step that says what is right now.' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE ON coverage.report_step
  FOR EACH ROW EXECUTE FUNCTION coverage.refuse_change();

-- The statements about an address that a report has led to: the resident's own, and the city's when it has looked.
ALTER TABLE coverage.fixed_availability ADD COLUMN report bigint REFERENCES coverage.report;
COMMENT ON COLUMN coverage.fixed_availability.report IS 'The report that it comes from, where it comes from one';
CREATE INDEX ON coverage.fixed_availability (report) WHERE report IS NOT NULL;

ALTER TABLE imports.run DROP CONSTRAINT run_origin_check, ADD CONSTRAINT run_origin_check CHECK (origin IN ('demo', 'file', 'report'));
COMMENT ON COLUMN imports.run.origin IS 'report: not an import, but what residents have reported; one run stands for all of it';

CREATE VIEW open.coverage_reports AS
SELECT r.id, r.address_id, COALESCE(a.label, r.address_label) AS address, a.district_id, r.claim, p.name AS provider, r.technology,
       r.mobile_technology, r.measured_down_mbit, r.measured_up_mbit,
       CASE WHEN r.released_at IS NOT NULL THEN r.text END AS text,
       CASE WHEN r.released_at IS NOT NULL THEN r.evidence END AS evidence,
       r.received_at, r.state, r.state_since, r.due_on, r.closed_at, r.outcome,
       floor(extract(epoch FROM COALESCE(r.closed_at, now()) - r.received_at) / 86400)::integer AS days_open,
       a.geom, a.geom_3857
FROM coverage.report r
LEFT JOIN places.address a ON a.id = r.address_id
LEFT JOIN coverage.provider p ON p.id = r.provider_id;

-- A base map with roads: those that are no street of the official list have no key, and still must be drawn.
ALTER TABLE places.base_feature
  DROP CONSTRAINT base_feature_kind_check,
  ADD COLUMN class text CHECK (class IN ('arterial', 'collector', 'residential', 'track', 'path')),
  ADD CONSTRAINT base_feature_kind_check
    CHECK (kind IN ('water', 'river', 'railway', 'road', 'park', 'forest', 'farmland', 'industrial', 'building')),
  ADD CONSTRAINT roads_have_a_class CHECK ((kind = 'road') = (class IS NOT NULL));
COMMENT ON COLUMN places.base_feature.class IS 'Of a road: its rank in the network, as of a street';
CREATE INDEX ON places.base_feature (run_id);

ALTER TABLE places.street ADD COLUMN geom_run_id bigint REFERENCES imports.run;
COMMENT ON COLUMN places.street.geom_run_id IS 'The import that drew the line and ranked the street, where that is not the street''s own source: a base map';

CREATE OR REPLACE VIEW open.base_map AS
SELECT b.id, b.kind, b.name, b.geom, b.geom_3857, b.class FROM places.base_feature b;

-- Under which licence what came from where.
ALTER TABLE imports.run
  ADD COLUMN IF NOT EXISTS licence text,
  ADD COLUMN replaced_by bigint REFERENCES imports.run;
COMMENT ON COLUMN imports.run.licence IS 'Code of https://www.dcat-ap.de/def/licenses/; null: that of the dataset';
COMMENT ON COLUMN imports.run.replaced_by IS 'The import that took the place of all that this one had brought: it is no source any more, unless that import is rolled back';

CREATE TABLE datasets.source (
  dataset text NOT NULL,
  run_id bigint NOT NULL REFERENCES imports.run ON DELETE CASCADE,
  PRIMARY KEY (dataset, run_id)
);
COMMENT ON TABLE datasets.source IS 'Every import that a dataset has data from, where datasets.state knows the last one only.';
INSERT INTO datasets.source (dataset, run_id) SELECT dataset, run_id FROM datasets.state WHERE run_id IS NOT NULL;
INSERT INTO datasets.source (dataset, run_id) SELECT dataset, id FROM imports.run WHERE state = 'imported' ON CONFLICT DO NOTHING;

CREATE OR REPLACE FUNCTION datasets.touch(changed text, by_run bigint DEFAULT NULL) RETURNS void LANGUAGE sql AS $$
  INSERT INTO datasets.state AS s (dataset, run_id) VALUES (changed, by_run)
  ON CONFLICT (dataset) DO UPDATE SET version = s.version + 1, changed_at = now(), run_id = COALESCE(by_run, s.run_id);
  INSERT INTO datasets.source (dataset, run_id) SELECT changed, by_run WHERE by_run IS NOT NULL ON CONFLICT DO NOTHING;
  SELECT pg_notify('dataset_changed', changed);
$$;
