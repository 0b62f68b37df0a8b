-- One tile, encoded by PostGIS. $1, $2, $3: z, x, y; $4: a tile unit in metres.
WITH feature AS (
  SELECT :properties AS properties,
         ST_AsMVTGeom(
           ST_Simplify(ST_ClipByBox2D(geom_3857, ST_TileEnvelope($1::int, $2::int, $3::int, margin => 64.0 / 4096)), $4::float8),
           ST_TileEnvelope($1::int, $2::int, $3::int), 4096, 64, true) AS geometry
  FROM open.:view
  WHERE geom_3857 && ST_TileEnvelope($1::int, $2::int, $3::int, margin => 64.0 / 4096) AND :condition
)
SELECT ST_AsMVT(feature, :layer, 4096, 'geometry') AS tile FROM feature WHERE geometry IS NOT NULL
