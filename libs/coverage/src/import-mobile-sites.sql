INSERT INTO coverage.provider (id, name)
SELECT DISTINCT ON (provider_id) provider_id, provider FROM :staging ORDER BY provider_id, source_row
ON CONFLICT (id) DO NOTHING;

CREATE TEMP TABLE incoming ON COMMIT DROP AS
SELECT source_row AS n, site_id, provider_id, evidence, technologies, status, since, expected,
       ST_Transform(ST_Force2D(ST_GeomFromEWKT(point)), 4326)::geometry(Point, 4326) AS geom, :date AS valid_from
FROM :staging;

CREATE TEMP TABLE speaking ON COMMIT DROP AS SELECT DISTINCT provider_id, evidence FROM incoming;
