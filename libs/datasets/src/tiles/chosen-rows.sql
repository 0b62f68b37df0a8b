-- The rows that a tile shows of a layer that does not fit into it as a whole: the largest, and of points some that lie all over
-- the tile, of which a deeper zoom shows the same and more. In the order of their ids, in which they compress best.
SELECT * FROM (
  SELECT * FROM :source
  WHERE :within AND :condition
  ORDER BY ST_XMax(geom_3857) - ST_XMin(geom_3857) + ST_YMax(geom_3857) - ST_YMin(geom_3857) DESC, md5(id::text)
  LIMIT :most
) chosen
ORDER BY id
