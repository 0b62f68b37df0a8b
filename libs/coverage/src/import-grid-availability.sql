INSERT INTO coverage.provider (id, name)
SELECT DISTINCT ON (provider_id) provider_id, provider FROM :staging WHERE inside AND provider_id IS NOT NULL ORDER BY provider_id, source_row
ON CONFLICT (id) DO NOTHING;

INSERT INTO coverage.grid_cell (id) SELECT DISTINCT cell FROM :staging WHERE inside
ON CONFLICT (id) DO NOTHING;

-- Unknown is not zero: an empty share is not stored. An operator gives none, only that the cell is served.
CREATE TEMP TABLE incoming ON COMMIT DROP AS
SELECT row_number() OVER () AS n, s.cell AS cell_id, s.provider_id, s.evidence,
       c.technology, c.use, c.min_down_mbit, c.share::numeric(5, 2) AS share, s.max_up_mbit, s.connection_level, :date AS valid_from
FROM :staging s CROSS JOIN LATERAL unnest(s.technologies, s.uses, s.speeds, s.shares) AS c (technology, use, min_down_mbit, share)
WHERE s.inside AND (c.share IS NOT NULL OR s.provider IS NOT NULL);

CREATE TEMP TABLE speaking ON COMMIT DROP AS SELECT DISTINCT provider_id, evidence FROM incoming;
