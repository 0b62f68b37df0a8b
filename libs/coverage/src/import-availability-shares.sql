-- The file is the whole state of its date.
CREATE TEMP TABLE outcome ON COMMIT DROP AS
WITH incoming AS (
  SELECT s.municipality_key::char(8) AS municipality_key, c.technology, c.min_down_mbit, c.share::numeric(5, 2) AS share
  FROM :staging s CROSS JOIN LATERAL unnest(s.technologies, s.speeds, s.shares) AS c (technology, min_down_mbit, share)
  WHERE c.share IS NOT NULL
), known AS (
  SELECT municipality_key, technology, min_down_mbit, share FROM coverage.availability_share WHERE data_date = :date
)
SELECT count(*) FILTER (WHERE k.share IS NULL) AS added,
       count(*) FILTER (WHERE k.share <> i.share) AS changed,
       count(*) FILTER (WHERE i.share IS NULL) AS removed
FROM incoming i FULL JOIN known k USING (municipality_key, technology, min_down_mbit);

DELETE FROM coverage.availability_share WHERE data_date = :date;

INSERT INTO coverage.availability_share (municipality_key, technology, min_down_mbit, share, data_date, run_id)
SELECT s.municipality_key, c.technology, c.min_down_mbit, c.share, :date, :run
FROM :staging s CROSS JOIN LATERAL unnest(s.technologies, s.speeds, s.shares) AS c (technology, min_down_mbit, share)
WHERE c.share IS NOT NULL;

SELECT added, changed, removed FROM outcome;
