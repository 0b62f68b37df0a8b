-- Figures of mobile networks of one operator alone: the third parameter, NULL for all operators together.

ALTER TABLE agenda.indicator ADD has_operators boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN agenda.indicator.has_operators IS 'Its functions take the id of an operator as the last parameter: the figure is then what that one alone offers';
UPDATE agenda.indicator SET has_operators = true WHERE function IN ('mobile_covered', 'mobile_sites_live');

DROP FUNCTION agenda.mobile_covered(text, text);
DROP FUNCTION agenda.mobile_covered_at(text, text, date);
DROP FUNCTION agenda.mobile_covered_behind(text, text);
DROP FUNCTION agenda.mobile_covered_by_district(text);
DROP FUNCTION agenda.mobile_sites_live(text, text);
DROP FUNCTION agenda.mobile_sites_live_behind(text, text);

CREATE FUNCTION agenda.mobile_covered_at(wanted_technology text, district text, on_day date, wanted_operator text DEFAULT NULL)
RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  WITH place AS MATERIALIZED (
    SELECT count(*) AS addresses, ST_Expand(ST_SetSRID(ST_Extent(a.geom)::geometry, 4326), 0.0001) AS box
    FROM places.address a WHERE district IS NULL OR a.district_id = district
  ), said AS NOT MATERIALIZED (
    SELECT m.technology, m.geom FROM coverage.mobile_as_of(on_day) m
    WHERE m.evidence <> 'resident_report' AND (wanted_operator IS NULL OR m.operator_id = wanted_operator)
  ), held AS (
    -- Areas reach far beyond a district: to join all of them would take ten times as long. Standalone 5G is 5G too.
    SELECT ST_Union(ST_MakeValid(ST_ClipByBox2D(m.geom, Box2D(place.box))), places.union_grid()) AS geom FROM said m, place
    WHERE (m.technology = wanted_technology OR (wanted_technology = '5g' AND m.technology = '5g_sa')) AND m.geom && place.box
  ), piece AS MATERIALIZED (
    SELECT ST_Subdivide(geom, 64) AS geom FROM held
  ), counted AS (
    -- Whoever lives on the line between two pieces is one address.
    SELECT (SELECT count(DISTINCT a.ctid) FROM piece p JOIN places.address a ON ST_Intersects(a.geom, p.geom)
            WHERE district IS NULL OR a.district_id = district) AS covered, addresses
    FROM place
  )
  SELECT agenda.share(covered, addresses, CASE WHEN EXISTS (SELECT FROM said) THEN addresses ELSE 0 END) FROM counted
$$;

CREATE FUNCTION agenda.mobile_covered(wanted_technology text, district text, wanted_operator text DEFAULT NULL)
RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT agenda.mobile_covered_at(wanted_technology, district, current_date, wanted_operator)
$$;
COMMENT ON FUNCTION agenda.mobile_covered IS 'Percent of addresses inside the area of this operator, or of at least one, with this technology';

CREATE FUNCTION agenda.mobile_covered_behind(wanted_technology text, district text, wanted_operator text DEFAULT NULL)
RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  SELECT a.id, a.label, a.label, a.district_id,
    EXISTS (SELECT FROM open.mobile_availability m
            WHERE m.evidence <> 'resident_report' AND (m.technology = wanted_technology OR (wanted_technology = '5g' AND m.technology = '5g_sa'))
              AND (wanted_operator IS NULL OR m.operator_id = wanted_operator) AND ST_Intersects(m.geom, a.geom)),
    (SELECT EXISTS (SELECT FROM open.mobile_availability m
                    WHERE m.evidence <> 'resident_report' AND (wanted_operator IS NULL OR m.operator_id = wanted_operator))),
    NULL::numeric, '/address/' || a.id
  FROM places.address a WHERE district IS NULL OR a.district_id = district
$$;

CREATE FUNCTION agenda.mobile_covered_by_district(wanted_technology text, wanted_operator text DEFAULT NULL)
RETURNS TABLE (district_id text, value numeric, counted bigint, total bigint, known bigint) LANGUAGE sql STABLE AS $$
  WITH place AS MATERIALIZED (
    SELECT ST_Expand(ST_SetSRID(ST_Extent(a.geom)::geometry, 4326), 0.0001) AS box FROM places.address a WHERE a.district_id IS NOT NULL
  ), said AS NOT MATERIALIZED (
    SELECT m.technology, m.geom FROM open.mobile_availability m
    WHERE m.evidence <> 'resident_report' AND (wanted_operator IS NULL OR m.operator_id = wanted_operator)
  ), held AS (
    -- As in agenda.mobile_covered.
    SELECT ST_Union(ST_MakeValid(ST_ClipByBox2D(m.geom, Box2D(place.box))), places.union_grid()) AS geom FROM said m, place
    WHERE (m.technology = wanted_technology OR (wanted_technology = '5g' AND m.technology = '5g_sa')) AND m.geom && place.box
  ), piece AS MATERIALIZED (
    SELECT ST_Subdivide(geom, 64) AS geom FROM held
  ), covered AS MATERIALIZED (
    SELECT a.district_id, count(DISTINCT a.ctid) AS addresses FROM piece p JOIN places.address a ON ST_Intersects(a.geom, p.geom)
    WHERE a.district_id IS NOT NULL GROUP BY a.district_id
  ), living AS (
    SELECT district_id, count(*) AS addresses FROM places.address WHERE district_id IS NOT NULL GROUP BY district_id
  )
  SELECT l.district_id, (agenda.share(COALESCE(c.addresses, 0), l.addresses, CASE WHEN EXISTS (SELECT FROM said) THEN l.addresses ELSE 0 END)).*
  FROM living l LEFT JOIN covered c ON c.district_id = l.district_id
$$;

CREATE FUNCTION agenda.mobile_sites_live_behind(wanted_technology text, district text, wanted_operator text DEFAULT NULL)
RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  SELECT s.id::text, s.operator || ' ' || s.site_id, s.operator || ' ' || s.site_id, d.id, s.status = 'live', true, NULL::numeric,
         '/open-data/mobile-sites'
  FROM open.mobile_sites s
  LEFT JOIN LATERAL (SELECT d.id FROM places.district d WHERE ST_Intersects(d.geom, s.geom) ORDER BY ST_Area(d.geom), d.id LIMIT 1) d ON true
  WHERE string_to_array(s.technologies, ', ') && CASE wanted_technology WHEN '5g' THEN ARRAY['5g', '5g_sa'] ELSE ARRAY[wanted_technology] END
    AND (district IS NULL OR d.id = district) AND (wanted_operator IS NULL OR s.operator_id = wanted_operator)
$$;

CREATE FUNCTION agenda.mobile_sites_live(wanted_technology text, district text, wanted_operator text DEFAULT NULL)
RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT agenda.share(count(*) FILTER (WHERE counted), count(*), count(*) FILTER (WHERE known))
  FROM agenda.mobile_sites_live_behind(wanted_technology, district, wanted_operator)
$$;
COMMENT ON FUNCTION agenda.mobile_sites_live IS 'Percent live of the sites with this technology, planned ones included, of this operator or of all';

DROP FUNCTION agenda.district_figures(text);
CREATE FUNCTION agenda.district_figures(indicator text, wanted_operator text DEFAULT NULL)
RETURNS TABLE (district_id text, value numeric, counted bigint, total bigint, known bigint) LANGUAGE plpgsql STABLE AS $$
DECLARE
  one agenda.indicator;
  more text := CASE WHEN wanted_operator IS NULL THEN '' ELSE ', $2' END;
BEGIN
  SELECT i.* INTO one FROM agenda.indicator i WHERE i.id = indicator AND i.has_districts AND (wanted_operator IS NULL OR i.has_operators);
  IF one.id IS NULL THEN RETURN; END IF;
  IF wanted_operator IS NULL
    AND EXISTS (SELECT FROM agenda.present_figures(ARRAY[indicator]) p JOIN agenda.snapshot s ON s.indicator_id = p.id AND s.day = current_date
                WHERE s.districts_at = s.taken_at) THEN
    RETURN QUERY
      SELECT d.id, s.value, COALESCE(s.counted, 0), COALESCE(s.total, 0), COALESCE(s.known, 0) FROM places.district d
      LEFT JOIN agenda.district_snapshot s ON s.indicator_id = indicator AND s.district_id = d.id AND s.until = current_date;
  ELSIF one.by_district THEN
    RETURN QUERY EXECUTE format(
      'SELECT d.id, f.value, COALESCE(f.counted, 0), COALESCE(f.total, 0), COALESCE(f.known, 0)
       FROM places.district d LEFT JOIN agenda.%I($1%s) f ON f.district_id = d.id', one.function || '_by_district', more)
      USING one.parameter, wanted_operator;
  ELSE
    RETURN QUERY EXECUTE format(
      'SELECT d.id, f.value, f.counted, f.total, f.known FROM places.district d CROSS JOIN LATERAL agenda.%I($1, d.id%s) f', one.function, more)
      USING one.parameter, wanted_operator;
  END IF;
END $$;
COMMENT ON FUNCTION agenda.district_figures IS 'What an indicator is in each district now, of one operator where one is named: as it was noted where that still holds, else computed; nothing where it has no districts';

CREATE TABLE agenda.operator_snapshot (
  indicator_id text NOT NULL REFERENCES agenda.indicator,
  operator_id text NOT NULL,
  day date NOT NULL,
  value numeric,
  counted bigint NOT NULL,
  total bigint NOT NULL,
  known bigint NOT NULL,
  PRIMARY KEY (indicator_id, operator_id, day)
);
COMMENT ON TABLE agenda.operator_snapshot IS 'What an indicator was of one operator on a day, as it was computed on that day; no row for whom no source spoke of.';

CREATE FUNCTION agenda.note_operators(indicator text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  one agenda.indicator;
BEGIN
  SELECT i.* INTO one FROM agenda.indicator i WHERE i.id = indicator AND i.has_operators;
  IF one.id IS NULL THEN RETURN; END IF;
  DELETE FROM agenda.operator_snapshot s WHERE s.indicator_id = indicator AND s.day = current_date;
  EXECUTE format(
    'INSERT INTO agenda.operator_snapshot SELECT $1, p.id, current_date, f.value, f.counted, f.total, f.known
     FROM (SELECT operator_id AS id FROM open.mobile_availability UNION SELECT operator_id FROM open.mobile_sites) p
     CROSS JOIN LATERAL agenda.%I($2, NULL, p.id) f WHERE f.known > 0', one.function) USING indicator, one.parameter;
END $$;
COMMENT ON FUNCTION agenda.note_operators IS 'Notes for today what an indicator is of each operator; nothing where it has none';

CREATE OR REPLACE FUNCTION agenda.take_district_snapshots() RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  one record;
  figures agenda.district_snapshot[];
BEGIN
  -- Of several processes one does the work.
  IF NOT pg_try_advisory_xact_lock(hashtext('agenda.take_district_snapshots')) THEN RETURN false; END IF;
  -- What sensors send becomes another every few seconds: it comes last, and every ten minutes at most.
  SELECT s.indicator_id AS id, s.taken_at INTO one FROM agenda.snapshot s JOIN agenda.indicator i ON i.id = s.indicator_id AND i.has_districts
  WHERE s.day = current_date AND s.districts_at IS DISTINCT FROM s.taken_at
    AND (s.districts_at IS NULL OR NOT 'sensors' = ANY (i.sources) OR s.taken_at > s.districts_at + interval '10 minutes')
  ORDER BY s.taken_at, s.indicator_id LIMIT 1;
  IF one.id IS NULL THEN RETURN false; END IF;
  SELECT array_agg(ROW(one.id, f.district_id, current_date, current_date, f.value, f.counted, f.total, f.known)::agenda.district_snapshot)
  INTO figures FROM agenda.district_figures(one.id) f;
  PERFORM agenda.note_operators(one.id);
  -- In the order in which agenda.take_snapshots() locks: each may run in another process.
  UPDATE agenda.snapshot SET districts_at = one.taken_at WHERE indicator_id = one.id AND day = current_date;
  IF agenda.note_districts(figures) THEN PERFORM datasets.touch('agenda-figures'); END IF;
  -- Each day moves the last day of rows that stay the same.
  PERFORM datasets.touch('agenda-district-figures');
  RETURN true;
END $$;
COMMENT ON FUNCTION agenda.take_district_snapshots IS 'Notes the districts and operators of one indicator whose snapshot of today was taken since they were noted last; false where there is none left.';

-- What is noted of today has no operators yet.
UPDATE agenda.snapshot s SET districts_at = NULL FROM agenda.indicator i
WHERE i.id = s.indicator_id AND i.has_operators AND s.day = current_date;
