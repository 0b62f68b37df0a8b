-- One layer of a tile, encoded by PostGIS, and of how many rows. $1, $2, $3: z, x, y; $4: a tile unit in metres. Columns by themselves: out
-- of JSON they take a third longer. Only of large shapes is it worth the time to cut them before they are simplified.
SELECT ST_AsMVT(feature, :layer, 4096, 'geometry') FILTER (WHERE geometry IS NOT NULL) AS bytes, count(*)::int AS rows
FROM (
  SELECT :columns,
         ST_AsMVTGeom(
           ST_Simplify(
             CASE WHEN ST_NPoints(geom_3857) > 200
                  THEN ST_ClipByBox2D(geom_3857, ST_TileEnvelope($1::int, $2::int, $3::int, margin => 64.0 / 4096))
                  ELSE geom_3857 END,
             $4::float8),
           ST_TileEnvelope($1::int, $2::int, $3::int), 4096, 64, true) AS geometry
  FROM (:rows) one_row
) feature
