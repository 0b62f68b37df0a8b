-- The rows of a layer in a tile, no more than so many.
SELECT * FROM open.:view
WHERE geom_3857 && ST_TileEnvelope($1::int, $2::int, $3::int, margin => 64.0 / 4096) AND :condition
LIMIT :most
