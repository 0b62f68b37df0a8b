INSERT INTO coverage.provider (id, name)
SELECT DISTINCT ON (provider_id) provider_id, provider FROM :staging WHERE address_id IS NOT NULL ORDER BY provider_id, source_row
ON CONFLICT (id) DO NOTHING;

CREATE TEMP TABLE incoming ON COMMIT DROP AS
SELECT DISTINCT ON (address_id, provider_id, technology, use, evidence)
       source_row AS n, address_id, provider_id, technology, use, evidence, connection_level, definition, max_down_mbit,
       max_up_mbit, COALESCE(valid_from, :date) AS valid_from
FROM :staging WHERE address_id IS NOT NULL
ORDER BY address_id, provider_id, technology, use, evidence, max_down_mbit DESC NULLS LAST, source_row;

CREATE TEMP TABLE speaking ON COMMIT DROP AS SELECT DISTINCT provider_id, evidence FROM incoming;
