-- The embedded database cannot go on after what GEOS throws where edges all but coincide, and PostGIS catches. On a grid it throws nothing.
CREATE FUNCTION places.union_grid() RETURNS double precision LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN version() ~ 'PGlite' THEN 0.0000001 ELSE -1 END
$$;
COMMENT ON FUNCTION places.union_grid() IS 'Degrees, about a centimetre, or -1 for no grid, which takes a third of the time: the last argument of ST_Union() and ST_Intersection()';

CREATE OR REPLACE FUNCTION agenda.mobile_covered(wanted_technology text, district text) RETURNS agenda.figure
    LANGUAGE sql STABLE
    AS $$
  WITH place AS MATERIALIZED (
    SELECT count(*) AS addresses, ST_Expand(ST_SetSRID(ST_Extent(a.geom)::geometry, 4326), 0.0001) AS box
    FROM places.address a WHERE district IS NULL OR a.district_id = district
  ), held AS (
    -- Areas reach far beyond a district: to join all of them would take ten times as long. Standalone 5G is 5G too.
    SELECT ST_Union(ST_MakeValid(ST_ClipByBox2D(m.geom, Box2D(place.box))), places.union_grid()) AS geom FROM open.mobile_availability m, place
    WHERE m.evidence <> 'resident_report' AND (m.technology = wanted_technology OR (wanted_technology = '5g' AND m.technology = '5g_sa'))
      AND m.geom && place.box
  ), piece AS MATERIALIZED (
    SELECT ST_Subdivide(geom, 64) AS geom FROM held
  ), counted AS (
    -- Whoever lives on the line between two pieces is one address.
    SELECT (SELECT count(DISTINCT a.ctid) FROM piece p JOIN places.address a ON ST_Intersects(a.geom, p.geom)
            WHERE district IS NULL OR a.district_id = district) AS covered, addresses
    FROM place
  )
  SELECT agenda.share(covered, addresses,
    CASE WHEN EXISTS (SELECT FROM open.mobile_availability WHERE evidence <> 'resident_report') THEN addresses ELSE 0 END)
  FROM counted
$$;
