-- A dump is restored without any search path. What a generated column is computed by must find PostGIS then, too: without this, the table
-- of the grid cells could not be made, and its figures were lost.
ALTER FUNCTION coverage.cell_square(text) SET search_path FROM CURRENT;
