-- The features of one layer of a tile in coordinates of the tile: 0 to 1, y downwards, on the grid of its 4096 units; one that
-- is smaller than a unit is empty. $1, $2, $3: z, x, y; $4: a tile unit; $5, $6: the tile's west and north, all in metres.
SELECT properties, CASE WHEN NOT ST_IsEmpty(geometry) THEN ST_AsGeoJSON(geometry, 6)::json END AS geometry
FROM (
  SELECT jsonb_strip_nulls(jsonb_build_object(:pairs)) AS properties,
         ST_SnapToGrid(
           ST_TransScale(
             ST_Simplify(ST_ClipByBox2D(geom_3857, ST_TileEnvelope($1::int, $2::int, $3::int, margin => 64.0 / 4096)), $4::float8),
             -($5::float8), -($6::float8), 1 / ($4::float8 * 4096), -1 / ($4::float8 * 4096)),
           1.0 / 4096) AS geometry
  FROM (:rows) one_row
) feature
