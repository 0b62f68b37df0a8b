-- How many rows of a layer lie in a tile.
SELECT count(*)::int AS rows FROM open.:view
WHERE geom_3857 && ST_TileEnvelope($1::int, $2::int, $3::int, margin => 64.0 / 4096) AND :condition
