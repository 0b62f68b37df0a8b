-- Before this, an importer fills two temporary tables: incoming (n, a number of its own; the columns of key and values;
-- valid_from) and speaking (provider_id, evidence), the providers whose whole statement the file is.
-- Without statistics of them the joins below would be nested loops.
ANALYZE incoming;

ANALYZE speaking;

CREATE TEMP TABLE step ON COMMIT DROP AS
SELECT GREATEST(now(), max(k.recorded_at)) AS moment
FROM {table} k JOIN speaking p ON COALESCE(k.{provider}, '') = COALESCE(p.provider_id, '') AND k.evidence = p.evidence
WHERE k.superseded_at IS NULL;

-- What is recorded of these providers for the days that the file speaks of. It stays where the file says the same.
CREATE TEMP TABLE touched ON COMMIT DROP AS
SELECT k.id, i.n, COALESCE(i.valid_from, :date) AS from_day,
       i.n IS NOT NULL AND k.valid_to IS NULL AND k.valid_from <= i.valid_from AND {same} AS stays
FROM {table} k JOIN speaking p ON COALESCE(k.{provider}, '') = COALESCE(p.provider_id, '') AND k.evidence = p.evidence
LEFT JOIN incoming i ON {key}
WHERE k.superseded_at IS NULL AND (k.valid_to IS NULL OR k.valid_to > COALESCE(i.valid_from, :date));

ANALYZE touched;

UPDATE {table} k SET superseded_at = step.moment, superseded_by = :run
FROM touched t, step WHERE k.id = t.id AND NOT t.stays;

-- It did hold until then.
INSERT INTO {table} ({columns}, {provider}, evidence, valid_from, valid_to, run_id, recorded_at, recorded_by)
SELECT {old columns}, k.{provider}, k.evidence, k.valid_from, t.from_day, k.run_id, step.moment, :run
FROM {table} k JOIN touched t ON t.id = k.id, step
WHERE NOT t.stays AND k.valid_from < t.from_day;

INSERT INTO {table} ({columns}, {provider}, evidence, valid_from, run_id, recorded_at, recorded_by)
SELECT {new columns}, i.{provider}, i.evidence, i.valid_from, :run, step.moment, :run
FROM incoming i, step
WHERE NOT EXISTS (SELECT FROM touched t WHERE t.n = i.n AND t.stays);

INSERT INTO coverage.delivery (run_id, subject, provider_id, evidence, data_date)
SELECT :run, '{subject}', provider_id, evidence, :date FROM speaking;

{then}

SELECT (SELECT count(*) FROM incoming i WHERE NOT EXISTS (SELECT FROM touched t WHERE t.n = i.n)) AS added,
       (SELECT count(*) FROM (SELECT t.n FROM touched t WHERE t.n IS NOT NULL GROUP BY t.n HAVING NOT bool_or(t.stays)) other) AS changed,
       (SELECT count(*) FROM touched t WHERE t.n IS NULL) AS removed,
       (SELECT CASE WHEN count(*) = count({place}) THEN datasets.boxes(array_agg({place})) END
        FROM {table} k WHERE k.recorded_by = :run OR k.superseded_by = :run) AS area;
