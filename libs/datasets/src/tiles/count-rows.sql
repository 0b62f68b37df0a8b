-- How many rows of a layer lie in a tile.
SELECT count(*)::int AS rows FROM :source
WHERE :within AND :condition
