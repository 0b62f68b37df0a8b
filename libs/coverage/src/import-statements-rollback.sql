-- Takes back what the run recorded, and records anew what it had replaced. What was known in between stays on record.
SELECT coverage.take_back_delivery(:run);

CREATE TEMP TABLE step ON COMMIT DROP AS
SELECT GREATEST(now(), max(recorded_at)) AS moment FROM {table} WHERE recorded_by = :run;

CREATE TEMP TABLE taken_back ON COMMIT DROP AS
SELECT {old columns}, k.{provider}, k.evidence, k.valid_from, k.run_id FROM {table} k WHERE k.recorded_by = :run AND k.superseded_at IS NULL;

UPDATE {table} SET superseded_at = step.moment, superseded_by = :run
FROM step WHERE recorded_by = :run AND superseded_at IS NULL;

CREATE TEMP TABLE restored ON COMMIT DROP AS
SELECT {old columns}, k.{provider}, k.evidence, k.valid_from, k.valid_to, k.run_id, k.recorded_by
FROM {table} k WHERE k.superseded_by = :run AND k.recorded_by IS DISTINCT FROM :run;

INSERT INTO {table} ({columns}, {provider}, evidence, valid_from, valid_to, run_id, recorded_by, recorded_at)
SELECT r.*, step.moment FROM restored r, step;

{then}

SELECT (SELECT count(*) FROM restored) AS added, 0 AS changed,
       (SELECT count(*) FROM taken_back WHERE run_id = :run) AS removed;
