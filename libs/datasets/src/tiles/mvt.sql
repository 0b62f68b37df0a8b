-- One layer of a tile, encoded by PostGIS, and of how many rows. $1, $2, $3: z, x, y; $4: a tile unit in metres.
SELECT ST_AsMVT(feature, :layer, 4096, 'geometry') FILTER (WHERE geometry IS NOT NULL) AS bytes, count(*)::int AS rows
FROM (
  SELECT :properties AS properties,
         ST_AsMVTGeom(
           ST_Simplify(ST_ClipByBox2D(geom_3857, ST_TileEnvelope($1::int, $2::int, $3::int, margin => 64.0 / 4096)), $4::float8),
           ST_TileEnvelope($1::int, $2::int, $3::int), 4096, 64, true) AS geometry
  FROM (:rows) one_row
) feature
