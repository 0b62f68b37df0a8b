-- What a filter of addresses lets through is counted when a tile is asked for: by square and by street, as coverage.refresh() counts shares.

CREATE FUNCTION open.coverage_cell_addresses(box geometry)
RETURNS TABLE (place_id text, use text, fibre_status text, best_technology text, max_down_mbit numeric, providers text)
LANGUAGE sql STABLE AS $$
  SELECT floor(ST_X(a.geom_3857) / 1024)::integer || '/' || floor(ST_Y(a.geom_3857) / 1024)::integer,
         a.use, s.fibre_status, s.best_technology, s.max_down_mbit, array_to_string(s.providers, ', ')
  FROM places.address a LEFT JOIN coverage.address_status s ON s.address_id = a.id
  -- All of each square that the box touches.
  WHERE a.geom_3857 && ST_MakeEnvelope((ceil(ST_XMin(box) / 1024) - 1) * 1024, (ceil(ST_YMin(box) / 1024) - 1) * 1024,
    (floor(ST_XMax(box) / 1024) + 1) * 1024, (floor(ST_YMax(box) / 1024) + 1) * 1024, 3857)
$$;
COMMENT ON FUNCTION open.coverage_cell_addresses IS 'The addresses of the squares in a box, with the id of each in open.coverage_cells and what the filters of the map ask';

CREATE FUNCTION open.coverage_street_addresses(box geometry)
RETURNS TABLE (place_id text, use text, fibre_status text, best_technology text, max_down_mbit numeric, providers text)
LANGUAGE sql STABLE AS $$
  SELECT a.street_key::text, a.use, s.fibre_status, s.best_technology, s.max_down_mbit, array_to_string(s.providers, ', ')
  FROM places.street t
  JOIN places.address a ON a.street_key = t.key
  LEFT JOIN coverage.address_status s ON s.address_id = a.id
  WHERE t.geom_3857 && box
$$;
COMMENT ON FUNCTION open.coverage_street_addresses IS 'The addresses of the streets in a box, with the id of each in open.street_coverage and what the filters of the map ask';
