-- Mobile networks by operator and technology: whom and how much of the city they reach outdoors, and their sites.

CREATE FUNCTION coverage.mobile_statistics(district text)
RETURNS TABLE (operator_id text, technology text, addresses integer, covered_addresses integer, premises integer, covered_premises integer,
               area_km2 numeric, covered_km2 numeric, sites_live integer, sites_planned integer)
LANGUAGE sql STABLE AS $$
  WITH place AS MATERIALIZED (
    SELECT ST_Union(d.geom, places.union_grid()) AS geom FROM places.district d WHERE district IS NULL OR d.id = district
  ), home AS MATERIALIZED (
    SELECT count(*)::integer AS addresses, sum(a.premises)::integer AS premises FROM places.address a WHERE district IS NULL OR a.district_id = district
  ), said AS (
    SELECT m.operator_id, m.technology, m.geom FROM open.mobile_availability m WHERE m.evidence <> 'resident_report'
  ), held AS MATERIALIZED (
    SELECT s.operator_id, s.technology, ST_Union(ST_MakeValid(ST_ClipByBox2D(s.geom, Box2D(place.geom))), places.union_grid()) AS geom
    FROM (SELECT * FROM said UNION ALL SELECT said.operator_id, '5g', said.geom FROM said WHERE said.technology = '5g_sa') s, place
    WHERE s.geom && place.geom GROUP BY 1, 2
  ), piece AS MATERIALIZED (
    SELECT held.operator_id, held.technology, ST_Subdivide(held.geom, 64) AS geom FROM held
  ), reached AS (
    SELECT o.operator_id, o.technology, count(*)::integer AS addresses, sum(o.premises)::integer AS premises
    FROM (SELECT DISTINCT p.operator_id, p.technology, a.id, a.premises FROM piece p JOIN places.address a ON ST_Intersects(a.geom, p.geom)
          WHERE district IS NULL OR a.district_id = district) o GROUP BY 1, 2
  ), site AS (
    SELECT s.provider_id AS operator_id, t.technology, count(DISTINCT s.site_id) FILTER (WHERE s.status = 'live')::integer AS live,
           count(DISTINCT s.site_id) FILTER (WHERE s.status = 'planned')::integer AS planned
    FROM place, coverage.sites_as_of() s
    CROSS JOIN LATERAL (SELECT unnest(s.technologies) UNION SELECT '5g' WHERE '5g_sa' = ANY (s.technologies)) t (technology)
    -- Networks of 3G are no more.
    WHERE t.technology <> '3g' AND ST_Intersects(s.geom, place.geom) GROUP BY 1, 2
  )
  SELECT n.operator_id, n.technology, home.addresses, COALESCE(r.addresses, 0), home.premises,
         CASE WHEN home.premises IS NOT NULL THEN COALESCE(r.premises, 0) END,
         round((ST_Area(place.geom::geography) / 1e6)::numeric, 2),
         round((COALESCE(ST_Area(ST_Intersection(h.geom, place.geom, places.union_grid())::geography), 0) / 1e6)::numeric, 2),
         COALESCE(site.live, 0), COALESCE(site.planned, 0)
  FROM (SELECT held.operator_id, held.technology FROM held UNION SELECT site.operator_id, site.technology FROM site) n
  CROSS JOIN place CROSS JOIN home
  LEFT JOIN held h ON h.operator_id = n.operator_id AND h.technology = n.technology
  LEFT JOIN reached r ON r.operator_id = n.operator_id AND r.technology = n.technology
  LEFT JOIN site ON site.operator_id = n.operator_id AND site.technology = n.technology
$$;

COMMENT ON FUNCTION coverage.mobile_statistics(text) IS 'Of one district, or of the whole city where it is null';

-- The city is the sum of its districts.
CREATE VIEW open.mobile_statistics AS
WITH of_district AS MATERIALIZED (
  SELECT d.id AS district_id, d.name AS district, s.* FROM places.district d CROSS JOIN LATERAL coverage.mobile_statistics(d.id) s
), city AS (
  SELECT (SELECT count(*)::integer FROM places.address WHERE district_id IS NOT NULL) AS addresses,
         (SELECT sum(premises)::integer FROM places.address WHERE district_id IS NOT NULL) AS premises,
         (SELECT round(sum(ST_Area(geom::geography) / 1e6)::numeric, 2) FROM places.district) AS area_km2
), either AS (
  SELECT * FROM of_district
  UNION ALL
  SELECT NULL, NULL, o.operator_id, o.technology, city.addresses, sum(o.covered_addresses)::integer, city.premises, sum(o.covered_premises)::integer,
         city.area_km2, LEAST(sum(o.covered_km2), city.area_km2), sum(o.sites_live)::integer, sum(o.sites_planned)::integer
  FROM of_district o CROSS JOIN city
  GROUP BY o.operator_id, o.technology, city.addresses, city.premises, city.area_km2
)
SELECT concat_ws('/', COALESCE(e.district_id, 'city'), e.operator_id, e.technology) AS id, e.district_id, e.district, e.operator_id, p.name AS operator,
       e.technology, e.addresses, e.covered_addresses, e.premises, e.covered_premises, e.area_km2, e.covered_km2, e.sites_live, e.sites_planned
FROM either e JOIN coverage.provider p ON p.id = e.operator_id;
