-- The file is the whole state of its date, for its kind of area and what it counts.
CREATE TEMP TABLE incoming ON COMMIT DROP AS
SELECT CASE WHEN s.area_kind <> 'district' THEN s.area END AS municipality_key, CASE s.area_kind WHEN 'district' THEN s.area END AS district_key,
       s.area, s.area_kind, s.share_of, s.total, c.*
FROM :staging s
CROSS JOIN LATERAL unnest(s.technologies, s.speeds, s.surfaces, s.measures, s.units, s.shares::numeric(5, 2)[])
  AS c (technology, min_down_mbit, surface, measure, units, share)
WHERE c.share IS NOT NULL;

CREATE TEMP TABLE known ON COMMIT DROP AS
SELECT COALESCE(municipality_key::text, district_key::text) AS area, area_kind, share_of, technology, min_down_mbit, surface, measure, share
FROM coverage.availability_share
WHERE data_date = :date AND (area_kind, share_of) IN (SELECT area_kind, share_of FROM :staging);

DELETE FROM coverage.availability_share
WHERE data_date = :date AND (area_kind, share_of) IN (SELECT area_kind, share_of FROM :staging);

INSERT INTO coverage.availability_share (municipality_key, district_key, area_kind, share_of, technology, min_down_mbit, surface, measure,
  units, total, share, data_date, run_id)
SELECT municipality_key, district_key, area_kind, share_of, technology, min_down_mbit, surface, measure, units, total, share, :date, :run
FROM incoming;

SELECT count(*) FILTER (WHERE k.share IS NULL) AS added,
       count(*) FILTER (WHERE k.share <> i.share) AS changed,
       count(*) FILTER (WHERE i.share IS NULL) AS removed
FROM incoming i FULL JOIN known k USING (area, area_kind, share_of, technology, min_down_mbit, surface, measure);
