-- The features of one tile in coordinates of the tile: 0 to 1, y downwards, on the grid of its 4096 units. What is smaller
-- than a unit disappears. $1, $2, $3: z, x, y; $4: a tile unit; $5, $6: the tile's west and north, all in metres.
SELECT properties, ST_AsGeoJSON(geometry, 6)::json AS geometry
FROM (
  SELECT :properties AS properties,
         ST_SnapToGrid(
           ST_TransScale(
             ST_Simplify(ST_ClipByBox2D(geom_3857, ST_TileEnvelope($1::int, $2::int, $3::int, margin => 64.0 / 4096)), $4::float8),
             -($5::float8), -($6::float8), 1 / ($4::float8 * 4096), -1 / ($4::float8 * 4096)),
           1.0 / 4096) AS geometry
  FROM open.:view
  WHERE geom_3857 && ST_TileEnvelope($1::int, $2::int, $3::int, margin => 64.0 / 4096) AND :condition
) feature
WHERE NOT ST_IsEmpty(geometry)
