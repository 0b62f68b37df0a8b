INSERT INTO coverage.provider (id, name)
SELECT DISTINCT ON (provider_id) provider_id, provider FROM :staging ORDER BY provider_id, source_row
ON CONFLICT (id) DO NOTHING;

-- Many areas or cells become one per operator and technology. Cells are joined in their own system, in which they touch exactly.
CREATE TEMP TABLE incoming ON COMMIT DROP AS
SELECT row_number() OVER () AS n, a.provider_id AS operator_id, a.evidence, a.technology, a.roaming,
       ST_Multi(ST_CollectionExtract(ST_MakeValid(a.geom), 3))::geometry(MultiPolygon, 4326) AS geom, :date AS valid_from
FROM (
  SELECT provider_id, technology, roaming, evidence, ST_Union(geom, places.union_grid() ORDER BY geom) AS geom
  FROM (
    SELECT provider_id, technology, roaming, evidence, source_row,
           ST_Transform(ST_MakeValid(ST_Force2D(ST_GeomFromGeoJSON(area)), 'method=structure'), 4326) AS geom
    FROM :staging WHERE area IS NOT NULL
    UNION ALL
    SELECT provider_id, technology, roaming, evidence, NULL,
           ST_Transform(ST_SetSRID(ST_UnaryUnion(ST_Collect(coverage.cell_square(cell) ORDER BY cell)), 3035), 4326)
    FROM (SELECT DISTINCT provider_id, technology, roaming, evidence, cell FROM :staging WHERE cell IS NOT NULL) c
    GROUP BY provider_id, technology, roaming, evidence
  ) part
  GROUP BY provider_id, technology, roaming, evidence
) a;

CREATE TEMP TABLE speaking ON COMMIT DROP AS SELECT DISTINCT operator_id AS provider_id, evidence FROM incoming;
