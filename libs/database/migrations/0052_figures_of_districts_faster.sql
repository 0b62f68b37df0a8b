-- Three figures took seconds with 120,000 addresses, and more in all districts one after the other.
ALTER TABLE agenda.indicator ADD by_district boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN agenda.indicator.by_district IS 'There is a function <function>_by_district(parameter), as one district after the other would take too long';

-- What a home has nearby is one number of a few: points are counted for each such number, not for each home.
CREATE OR REPLACE FUNCTION agenda.digital_poverty_behind(ignored text, district text) RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  WITH spot AS MATERIALIZED (
    SELECT * FROM agenda.spots()
  ), weight AS MATERIALIZED (
    -- Where nobody has recorded a single one, nobody knows whether there is one.
    SELECT w.id, w.weight, w.within, 1 << row_number() OVER (ORDER BY w.id)::integer AS bit
    FROM open.agenda_inclusion_weights w WHERE w.weight > 0 AND (w.id = 'slow' OR w.id IN (SELECT what FROM spot))
  ), circle AS MATERIALIZED (
    -- Drawn once, not for each address.
    SELECT w.bit, ST_Buffer(s.geom::geography, w.within::float8)::geometry AS around FROM spot s JOIN weight w ON w.id = s.what
  ), near AS MATERIALIZED (
    -- By the index of addresses: circle by circle.
    SELECT a.id, bit_or(c.bit) AS bits FROM circle c JOIN places.address a ON ST_Intersects(c.around, a.geom)
    WHERE district IS NULL OR a.district_id = district GROUP BY a.id
  ), told AS MATERIALIZED (
    -- Of a connection that no source speaks of nobody knows how fast it is.
    SELECT h.bits, s.slow, COALESCE(sum(100 * w.weight) FILTER (WHERE CASE w.id WHEN 'slow' THEN s.slow ELSE h.bits & w.bit = 0 END), 0)
      / sum(w.weight) FILTER (WHERE w.id <> 'slow' OR s.slow IS NOT NULL) AS points
    FROM (SELECT bits FROM near UNION SELECT 0) h CROSS JOIN (VALUES (true), (false), (NULL)) AS s (slow) CROSS JOIN weight w
    GROUP BY h.bits, s.slow
  )
  SELECT a.id, a.label, a.label, a.district_id, COALESCE(t.points >= 50, false), t.points IS NOT NULL, round(t.points, 1), '/address/' || a.id
  FROM places.address a
  LEFT JOIN coverage.address_status s ON s.address_id = a.id
  LEFT JOIN near n ON n.id = a.id
  LEFT JOIN told t ON t.bits = COALESCE(n.bits, 0) AND t.slow IS NOT DISTINCT FROM s.max_down_mbit < (SELECT within FROM weight WHERE id = 'slow')
  WHERE a.use IN ('residential', 'mixed') AND a.district_id IS NOT NULL AND (district IS NULL OR a.district_id = district)
$$;
CREATE FUNCTION agenda.digital_poverty_by_district(ignored text)
RETURNS TABLE (district_id text, value numeric, counted bigint, total bigint, known bigint) LANGUAGE sql STABLE AS $$
  SELECT district_id, round(avg(amount), 1), count(*) FILTER (WHERE counted), count(*), count(*) FILTER (WHERE known)
  FROM agenda.digital_poverty_behind(ignored, NULL) GROUP BY district_id
$$;

CREATE OR REPLACE FUNCTION agenda.promises_kept_behind(ignored text, district text) RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  WITH due AS MATERIALIZED (
    SELECT c.phase_id FROM rollout.current_phase_status c JOIN rollout.promise p ON p.phase_id = c.said_of AND p.number = 1
    WHERE p.promised_to < current_date AND c.status NOT IN ('rejected', 'decommissioned')
  ), promised AS MATERIALIZED (
    -- IS TRUE: phases are looked up in a table in memory, not compared one by one.
    SELECT DISTINCT b.address_id FROM rollout.address_phase b WHERE (b.phase_id IN (SELECT phase_id FROM due)) IS TRUE
  )
  SELECT a.id, a.label, a.label, a.district_id, COALESCE(s.fibre_status IN ('connected', 'activated'), false), s.best_technology IS NOT NULL, NULL::numeric,
         '/address/' || a.id
  FROM places.address a LEFT JOIN coverage.address_status s ON s.address_id = a.id
  WHERE (a.id IN (SELECT address_id FROM promised)) IS TRUE AND (district IS NULL OR a.district_id = district)
$$;
CREATE FUNCTION agenda.promises_kept_by_district(ignored text)
RETURNS TABLE (district_id text, value numeric, counted bigint, total bigint, known bigint) LANGUAGE sql STABLE AS $$
  SELECT district_id, (agenda.share(count(*) FILTER (WHERE counted), count(*), count(*) FILTER (WHERE known))).*
  FROM agenda.promises_kept_behind(ignored, NULL) WHERE district_id IS NOT NULL GROUP BY district_id
$$;

CREATE FUNCTION agenda.mobile_covered_by_district(wanted_technology text)
RETURNS TABLE (district_id text, value numeric, counted bigint, total bigint, known bigint) LANGUAGE sql STABLE AS $$
  WITH place AS MATERIALIZED (
    SELECT ST_Expand(ST_SetSRID(ST_Extent(a.geom)::geometry, 4326), 0.0001) AS box FROM places.address a WHERE a.district_id IS NOT NULL
  ), held AS (
    -- As in agenda.mobile_covered.
    SELECT ST_Union(ST_MakeValid(ST_ClipByBox2D(m.geom, Box2D(place.box))), places.union_grid()) AS geom FROM open.mobile_availability m, place
    WHERE m.evidence <> 'resident_report' AND (m.technology = wanted_technology OR (wanted_technology = '5g' AND m.technology = '5g_sa'))
      AND m.geom && place.box
  ), piece AS MATERIALIZED (
    SELECT ST_Subdivide(geom, 64) AS geom FROM held
  ), covered AS MATERIALIZED (
    SELECT a.district_id, count(DISTINCT a.ctid) AS addresses FROM piece p JOIN places.address a ON ST_Intersects(a.geom, p.geom)
    WHERE a.district_id IS NOT NULL GROUP BY a.district_id
  ), living AS (
    SELECT district_id, count(*) AS addresses FROM places.address WHERE district_id IS NOT NULL GROUP BY district_id
  )
  SELECT l.district_id, (agenda.share(COALESCE(c.addresses, 0), l.addresses,
    CASE WHEN EXISTS (SELECT FROM open.mobile_availability WHERE evidence <> 'resident_report') THEN l.addresses ELSE 0 END)).*
  FROM living l LEFT JOIN covered c ON c.district_id = l.district_id
$$;

UPDATE agenda.indicator SET by_district = true WHERE function IN ('digital_poverty', 'promises_kept', 'mobile_covered');
