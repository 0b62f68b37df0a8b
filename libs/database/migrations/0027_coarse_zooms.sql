-- What coarse zooms show: of a large city, its streets would be too many for one tile.
CREATE TABLE coverage.cell_status (
  x integer NOT NULL,
  y integer NOT NULL,
  addresses integer NOT NULL,
  fibre_share numeric(4, 1),
  gigabit_share numeric(4, 1),
  geom_3857 geometry(Polygon, 3857) NOT NULL,
  PRIMARY KEY (x, y)
);
COMMENT ON TABLE coverage.cell_status IS 'Coverage of the addresses in each square of 1024 m of EPSG:3857 (in Germany some 630 m on the ground), kept by coverage.refresh()';
COMMENT ON COLUMN coverage.cell_status.x IS 'Easting of the west edge in sides of a square; y likewise of the south edge';
COMMENT ON COLUMN coverage.cell_status.fibre_share IS 'Where fibre is on offer, at whatever level, in percent of the addresses; null where nothing is known about any of them';
CREATE INDEX ON coverage.cell_status USING gist (geom_3857);

CREATE FUNCTION coverage.refresh_cells(only_streets text[] DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  side CONSTANT integer := 1024;
  -- The cells in which these streets have addresses.
  xs integer[];
  ys integer[];
BEGIN
  IF only_streets IS NOT NULL THEN
    SELECT array_agg(x), array_agg(y) INTO xs, ys
    FROM (SELECT DISTINCT floor(ST_X(geom_3857) / side)::integer AS x, floor(ST_Y(geom_3857) / side)::integer AS y
          FROM places.address WHERE street_key = ANY (only_streets)) touched;
  END IF;
  DELETE FROM coverage.cell_status c WHERE only_streets IS NULL OR (c.x, c.y) IN (SELECT * FROM unnest(xs, ys));
  INSERT INTO coverage.cell_status (x, y, addresses, fibre_share, gigabit_share, geom_3857)
  SELECT c.x, c.y, c.addresses,
    CASE WHEN c.known > 0 THEN round(100.0 * c.fibre / c.addresses, 1) END,
    CASE WHEN c.known > 0 THEN round(100.0 * c.gigabit / c.addresses, 1) END,
    ST_MakeEnvelope(c.x * side, c.y * side, (c.x + 1) * side, (c.y + 1) * side, 3857)
  FROM (
    SELECT a.x, a.y, count(*) AS addresses, count(s.best_technology) AS known,
      count(*) FILTER (WHERE s.fibre_status IN ('level_unknown', 'passed', 'prepared', 'connected', 'activated')) AS fibre,
      count(*) FILTER (WHERE s.max_down_mbit >= 1000) AS gigabit
    FROM (
      SELECT id, floor(ST_X(geom_3857) / side)::integer AS x, floor(ST_Y(geom_3857) / side)::integer AS y
      FROM places.address WHERE only_streets IS NULL
      UNION ALL
      SELECT id, t.x, t.y
      FROM unnest(xs, ys) t (x, y)
      JOIN places.address ON geom_3857 && ST_MakeEnvelope(t.x * side, t.y * side, (t.x + 1) * side, (t.y + 1) * side, 3857)
        AND floor(ST_X(geom_3857) / side) = t.x AND floor(ST_Y(geom_3857) / side) = t.y
    ) a
    LEFT JOIN coverage.address_status s ON s.address_id = a.id
    GROUP BY a.x, a.y
  ) c;
END $$;
COMMENT ON FUNCTION coverage.refresh_cells IS 'Counts anew the cells in which these streets have addresses, or all; part of coverage.refresh()';

CREATE VIEW open.coverage_cells AS
SELECT c.x || '/' || c.y AS id, c.addresses, c.fibre_share, c.gigabit_share, ST_Transform(c.geom_3857, 4326) AS geom, c.geom_3857
FROM coverage.cell_status c;
COMMENT ON VIEW open.coverage_cells IS 'Coverage by square, for coarse zooms';

-- Each zoom of the base map draws few of its features; without these, all would be looked at.
CREATE INDEX base_feature_overview_idx ON places.base_feature USING gist (geom_3857)
  WHERE kind IN ('water', 'river', 'railway', 'forest') OR class = 'arterial';
CREATE INDEX base_feature_town_idx ON places.base_feature USING gist (geom_3857)
  WHERE kind <> 'building' AND (class IS NULL OR class IN ('arterial', 'collector'));
