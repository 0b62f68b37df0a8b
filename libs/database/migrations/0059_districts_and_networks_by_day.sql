-- Mobile networks as of a day, and figures of districts day by day.

CREATE FUNCTION coverage.mobile_statistics(district text, on_day date)
RETURNS TABLE (operator_id text, technology text, addresses integer, covered_addresses integer, premises integer, covered_premises integer,
               area_km2 numeric, covered_km2 numeric, sites_live integer, sites_planned integer)
LANGUAGE sql STABLE AS $$
  WITH place AS MATERIALIZED (
    SELECT ST_Union(d.geom, places.union_grid()) AS geom FROM places.district d WHERE district IS NULL OR d.id = district
  ), home AS MATERIALIZED (
    SELECT count(*)::integer AS addresses, sum(a.premises)::integer AS premises FROM places.address a
    -- What lies in no district is no part of the city.
    WHERE a.district_id IS NOT NULL AND (district IS NULL OR a.district_id = district)
  ), said AS (
    SELECT m.operator_id, m.technology, m.geom FROM coverage.mobile_as_of(on_day) m WHERE m.evidence <> 'resident_report'
  ), held AS MATERIALIZED (
    SELECT s.operator_id, s.technology, ST_Union(ST_MakeValid(ST_ClipByBox2D(s.geom, Box2D(place.geom))), places.union_grid()) AS geom
    FROM (SELECT * FROM said UNION ALL SELECT said.operator_id, '5g', said.geom FROM said WHERE said.technology = '5g_sa') s, place
    WHERE s.geom && place.geom GROUP BY 1, 2
  ), piece AS MATERIALIZED (
    SELECT held.operator_id, held.technology, ST_Subdivide(held.geom, 64) AS geom FROM held
  ), reached AS (
    SELECT o.operator_id, o.technology, count(*)::integer AS addresses, sum(o.premises)::integer AS premises
    FROM (SELECT DISTINCT p.operator_id, p.technology, a.id, a.premises FROM piece p JOIN places.address a ON ST_Intersects(a.geom, p.geom)
          WHERE a.district_id IS NOT NULL AND (district IS NULL OR a.district_id = district)) o GROUP BY 1, 2
  ), site AS (
    SELECT s.provider_id AS operator_id, t.technology, count(DISTINCT s.site_id) FILTER (WHERE s.status = 'live')::integer AS live,
           count(DISTINCT s.site_id) FILTER (WHERE s.status = 'planned')::integer AS planned
    FROM place, coverage.sites_as_of(on_day) s
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
COMMENT ON FUNCTION coverage.mobile_statistics(text, date) IS 'Of one district, or of the whole city where it is null: networks of a day by what is known now, addresses of today';

CREATE OR REPLACE FUNCTION coverage.mobile_statistics(district text)
RETURNS TABLE (operator_id text, technology text, addresses integer, covered_addresses integer, premises integer, covered_premises integer,
               area_km2 numeric, covered_km2 numeric, sites_live integer, sites_planned integer)
LANGUAGE sql STABLE AS $$
  SELECT * FROM coverage.mobile_statistics(district, current_date)
$$;

-- The city is computed at once: its districts one after the other would take ten times as long.
CREATE OR REPLACE VIEW open.mobile_statistics AS
SELECT concat_ws('/', COALESCE(e.district_id, 'city'), e.operator_id, e.technology) AS id, e.district_id, e.district, e.operator_id, p.name AS operator,
       e.technology, e.addresses, e.covered_addresses, e.premises, e.covered_premises, e.area_km2, e.covered_km2, e.sites_live, e.sites_planned
FROM (
  SELECT d.id AS district_id, d.name AS district, s.* FROM places.district d CROSS JOIN LATERAL coverage.mobile_statistics(d.id) s
  UNION ALL
  SELECT NULL, NULL, s.* FROM coverage.mobile_statistics(NULL) s
) e JOIN coverage.provider p ON p.id = e.operator_id;

-- Twenty districts and thirty indicators would be 600 rows a day, most of them those of the day before.
CREATE TABLE agenda.district_snapshot (
  indicator_id text NOT NULL REFERENCES agenda.indicator,
  district_id text NOT NULL,
  day date NOT NULL,
  until date NOT NULL,
  value numeric,
  counted bigint NOT NULL,
  total bigint NOT NULL,
  known bigint NOT NULL,
  PRIMARY KEY (indicator_id, district_id, day),
  CHECK (until >= day)
);
COMMENT ON TABLE agenda.district_snapshot IS 'What an indicator was in a district: one row for days that follow each other on which it was computed and was the same.';
COMMENT ON COLUMN agenda.district_snapshot.until IS 'The last of these days';

ALTER TABLE agenda.snapshot ADD districts_at timestamptz;
COMMENT ON COLUMN agenda.snapshot.districts_at IS 'The taken_at after which the districts were noted as well: where both are the same, the districts hold as long as the snapshot does';

CREATE FUNCTION agenda.district_figures(indicator text) RETURNS TABLE (district_id text, value numeric, counted bigint, total bigint, known bigint)
LANGUAGE plpgsql STABLE AS $$
DECLARE
  one agenda.indicator;
BEGIN
  SELECT i.* INTO one FROM agenda.indicator i WHERE i.id = indicator AND i.has_districts;
  IF one.id IS NULL THEN RETURN; END IF;
  IF EXISTS (SELECT FROM agenda.present_figures(ARRAY[indicator]) p JOIN agenda.snapshot s ON s.indicator_id = p.id AND s.day = current_date
             WHERE s.districts_at = s.taken_at) THEN
    RETURN QUERY
      SELECT d.id, s.value, COALESCE(s.counted, 0), COALESCE(s.total, 0), COALESCE(s.known, 0) FROM places.district d
      LEFT JOIN agenda.district_snapshot s ON s.indicator_id = indicator AND s.district_id = d.id AND s.until = current_date;
  ELSIF one.by_district THEN
    RETURN QUERY EXECUTE format(
      'SELECT d.id, f.value, COALESCE(f.counted, 0), COALESCE(f.total, 0), COALESCE(f.known, 0)
       FROM places.district d LEFT JOIN agenda.%I($1) f ON f.district_id = d.id', one.function || '_by_district') USING one.parameter;
  ELSE
    RETURN QUERY EXECUTE format(
      'SELECT d.id, f.value, f.counted, f.total, f.known FROM places.district d CROSS JOIN LATERAL agenda.%I($1, d.id) f', one.function) USING one.parameter;
  END IF;
END $$;
COMMENT ON FUNCTION agenda.district_figures IS 'What an indicator is in each district now: as it was noted where that still holds, else computed; nothing where it has no districts';

CREATE FUNCTION agenda.note_districts(figures agenda.district_snapshot[]) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  gone bigint;
  noted bigint;
BEGIN
  -- What was noted earlier today and is another now; then today continues the days before, or begins a row of its own.
  DELETE FROM agenda.district_snapshot s USING unnest(figures) f
  WHERE s.indicator_id = f.indicator_id AND s.district_id = f.district_id AND s.day = f.day
    AND (s.value, s.counted, s.total, s.known) IS DISTINCT FROM (f.value, f.counted, f.total, f.known);
  GET DIAGNOSTICS gone = ROW_COUNT;
  UPDATE agenda.district_snapshot s SET until = f.day - 1 FROM unnest(figures) f
  WHERE s.indicator_id = f.indicator_id AND s.district_id = f.district_id AND s.day < f.day AND s.until = f.day
    AND (s.value, s.counted, s.total, s.known) IS DISTINCT FROM (f.value, f.counted, f.total, f.known);
  UPDATE agenda.district_snapshot s SET until = f.day FROM unnest(figures) f
  WHERE s.indicator_id = f.indicator_id AND s.district_id = f.district_id AND s.until = f.day - 1
    AND (s.value, s.counted, s.total, s.known) IS NOT DISTINCT FROM (f.value, f.counted, f.total, f.known);
  INSERT INTO agenda.district_snapshot
  SELECT f.* FROM unnest(figures) f
  WHERE NOT EXISTS (SELECT FROM agenda.district_snapshot s
                    WHERE s.indicator_id = f.indicator_id AND s.district_id = f.district_id AND s.until = f.day);
  GET DIAGNOSTICS noted = ROW_COUNT;
  RETURN gone + noted > 0;
END $$;
COMMENT ON FUNCTION agenda.note_districts IS 'Notes figures of one day, the newest that there is; whether any of them is another than was noted';

CREATE FUNCTION agenda.take_district_snapshots() RETURNS boolean LANGUAGE plpgsql AS $$
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
  -- In the order in which agenda.take_snapshots() locks: each may run in another process.
  UPDATE agenda.snapshot SET districts_at = one.taken_at WHERE indicator_id = one.id AND day = current_date;
  IF agenda.note_districts(figures) THEN PERFORM datasets.touch('agenda-figures'); END IF;
  RETURN true;
END $$;
COMMENT ON FUNCTION agenda.take_district_snapshots IS 'Notes the districts of one indicator whose snapshot of today was taken since they were noted last; false where there is none left.';
