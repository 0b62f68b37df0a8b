-- The rows of a layer in a tile, no more than so many.
SELECT * FROM :source
WHERE :within AND :condition
LIMIT :most
