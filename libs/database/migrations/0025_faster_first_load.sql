-- A first load is faster still without the primary key, which other tables refer to, and when streets are counted once at its end.

CREATE OR REPLACE FUNCTION places.begin_first_load() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  spare record;
BEGIN
  CREATE TEMP TABLE set_aside (step serial, drop_it text, make_it text) ON COMMIT DROP;
  IF EXISTS (SELECT FROM places.address) THEN RETURN; END IF;
  BEGIN
    -- Waiting for whoever reads these could end in a deadlock.
    LOCK TABLE places.address, places.street, places.street_search, places.district, imports.run,
      places.facility, coverage.address_status, coverage.fixed_availability, rollout.phase_address IN ACCESS EXCLUSIVE MODE NOWAIT;
  EXCEPTION WHEN lock_not_available THEN
    RETURN;
  END;
  -- What refers to the primary key goes before it and comes after it.
  INSERT INTO set_aside (drop_it, make_it)
  SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
         format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
  FROM pg_constraint
  WHERE 'places.address'::regclass IN (conrelid, confrelid) AND contype = 'f'
     OR conrelid = 'places.address'::regclass AND contype = 'p'
  ORDER BY contype;
  INSERT INTO set_aside (drop_it, make_it)
  SELECT format('DROP INDEX %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
  FROM pg_index i WHERE i.indrelid IN ('places.address'::regclass, 'places.street_search'::regclass) AND NOT i.indisunique;
  INSERT INTO set_aside (drop_it, make_it)
  VALUES ('ALTER TABLE places.address DISABLE TRIGGER USER', 'ALTER TABLE places.address ENABLE TRIGGER USER'),
         ('DELETE FROM places.street_search', 'SELECT places.count_all_streets()');
  FOR spare IN SELECT * FROM set_aside ORDER BY step LOOP
    EXECUTE spare.drop_it;
  END LOOP;
END $$;
COMMENT ON FUNCTION places.begin_first_load IS 'If places.address is empty and nobody reads it, sets its indexes, keys and the counting of streets aside until places.end_first_load() in the same transaction.';

CREATE FUNCTION places.count_all_streets() RETURNS void LANGUAGE sql AS $$
  INSERT INTO places.street_search (street_key, street, postcode, place, district_id, district, addresses)
  SELECT c.street_key, c.street, c.postcode, c.place, c.district_id, d.name, c.addresses
  FROM (SELECT street_key, street, postcode, place, district_id, count(*) AS addresses
        FROM places.address GROUP BY street_key, street, postcode, place, district_id) c
  LEFT JOIN places.district d ON d.id = c.district_id;
$$;

CREATE OR REPLACE FUNCTION places.end_first_load() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  spare record;
BEGIN
  -- Checking the foreign keys is a join: without statistics it would take minutes.
  ANALYZE places.street, places.address;
  FOR spare IN SELECT * FROM set_aside ORDER BY step DESC LOOP
    EXECUTE spare.make_it;
  END LOOP;
END $$;
COMMENT ON FUNCTION places.end_first_load IS 'See places.begin_first_load().';

-- The same figures in fewer passes over all addresses.

-- One sweep over time: each address counts from one of its own days to the next, so years in which nothing changed cost nothing.
CREATE OR REPLACE FUNCTION coverage.refresh_statistic_change(only_streets text[]) RETURNS void LANGUAGE sql AS $$
  DELETE FROM coverage.statistic_change WHERE only_streets IS NULL OR street_key = ANY (only_streets);
  INSERT INTO coverage.statistic_change (street_key, district_id, use, provider_id, technology, day, offered,
    speed_unknown, down_10, down_16, down_30, down_50, down_100, down_200, down_400, down_1000,
    level_unknown, passed, prepared, connected, activated)
  -- Addresses that count in the same places and uses are told apart by numbers only: sorting texts would take most of the time.
  WITH kind AS MATERIALIZED (
    SELECT (row_number() OVER ())::integer AS kind, a.street_key, a.use, a.district_id,
           a.use IN ('residential', 'mixed') AS homes, a.use IN ('commercial', 'mixed') AS firms
    FROM (SELECT DISTINCT street_key, district_id, use FROM places.address
          WHERE (only_streets IS NULL OR street_key = ANY (only_streets)) AND EXISTS (SELECT FROM coverage.fixed_availability)) a
  ), place AS MATERIALIZED (
    SELECT a.id, (row_number() OVER ())::integer AS number, k.kind
    FROM places.address a
    JOIN kind k ON k.street_key = a.street_key AND COALESCE(k.district_id, '') = COALESCE(a.district_id, '') AND COALESCE(k.use, '') = COALESCE(a.use, '')
    WHERE a.id IN (SELECT address_id FROM coverage.fixed_availability)
  ), statement AS MATERIALIZED (
    SELECT f.id, p.number, p.kind, f.provider_id, f.technology, f.use, coverage.evidence_rank(f.evidence) AS rank, f.valid_from, f.valid_to,
           -- From 1, with 0 for unknown.
           COALESCE(1 + coverage.speed_step(f.max_down_mbit), 0) AS speed,
           COALESCE(array_position(ARRAY['passed', 'prepared', 'connected', 'activated'], f.connection_level), 0) AS level
    FROM coverage.fixed_availability f JOIN place p ON p.id = f.address_id
    WHERE f.superseded_at IS NULL AND f.evidence <> 'resident_report'
  ), period AS (
    SELECT number, day, lead(day) OVER (PARTITION BY number ORDER BY day) AS until
    FROM (SELECT number, valid_from AS day FROM statement
          UNION SELECT number, valid_to FROM statement WHERE valid_to IS NOT NULL) days
  ), held AS (
    SELECT s.number, s.kind, p.day, p.until, s.provider_id, COALESCE(coverage.technology_group(s.technology), '') AS family,
           -- A group of one technology has its figures already.
           CASE WHEN s.technology IN ('hfc', 'fixed_wireless') THEN '' ELSE s.technology END AS technology, s.speed, s.level,
           -- As in coverage.counted_as_of().
           s.use <> 'commercial' AND 1 = row_number() OVER (PARTITION BY s.number, p.day, s.provider_id, s.technology, s.use <> 'commercial'
             ORDER BY s.rank, s.use = 'any', s.valid_from DESC, s.id DESC) AS home,
           s.use <> 'residential' AND 1 = row_number() OVER (PARTITION BY s.number, p.day, s.provider_id, s.technology, s.use <> 'residential'
             ORDER BY s.rank, s.use = 'any', s.valid_from DESC, s.id DESC) AS firm
    FROM period p JOIN statement s ON s.number = p.number AND s.valid_from <= p.day AND (s.valid_to IS NULL OR s.valid_to > p.day)
  ), best AS (
    -- What one address gets for all uses, for homes, for firms: each as speed * 5 + level, and -1 for no offer.
    SELECT kind, day, until, provider_id, CASE WHEN GROUPING(family) = 0 THEN family WHEN GROUPING(technology) = 0 THEN technology ELSE 'any' END AS technology,
           max(speed) * 5 + max(level) AS whole,
           COALESCE(max(speed) FILTER (WHERE home) * 5 + max(level) FILTER (WHERE home), -1) AS home,
           COALESCE(max(speed) FILTER (WHERE firm) * 5 + max(level) FILTER (WHERE firm), -1) AS firm
    FROM held WHERE home OR firm
    GROUP BY number, kind, day, until,
             GROUPING SETS ((), (provider_id), (family), (provider_id, family), (technology), (provider_id, technology))
  ), alike AS (
    SELECT kind, provider_id, technology, day, until, whole, home, firm, count(*)::integer AS count
    FROM best WHERE technology <> ''
    GROUP BY kind, provider_id, technology, day, until, whole, home, firm
  )
  SELECT k.street_key, k.district_id, u.use, COALESCE(a.provider_id, '') AS provider_id, a.technology, e.day,
    sum(e.count)::integer AS offered,
    COALESCE(sum(e.count) FILTER (WHERE u.speed = 0), 0)::integer AS speed_unknown,
    COALESCE(sum(e.count) FILTER (WHERE u.speed >= 2), 0)::integer AS down_10,
    COALESCE(sum(e.count) FILTER (WHERE u.speed >= 3), 0)::integer AS down_16,
    COALESCE(sum(e.count) FILTER (WHERE u.speed >= 4), 0)::integer AS down_30,
    COALESCE(sum(e.count) FILTER (WHERE u.speed >= 5), 0)::integer AS down_50,
    COALESCE(sum(e.count) FILTER (WHERE u.speed >= 6), 0)::integer AS down_100,
    COALESCE(sum(e.count) FILTER (WHERE u.speed >= 7), 0)::integer AS down_200,
    COALESCE(sum(e.count) FILTER (WHERE u.speed >= 8), 0)::integer AS down_400,
    COALESCE(sum(e.count) FILTER (WHERE u.speed >= 9), 0)::integer AS down_1000,
    COALESCE(sum(e.count) FILTER (WHERE u.level = 0), 0)::integer AS level_unknown,
    COALESCE(sum(e.count) FILTER (WHERE u.level >= 1), 0)::integer AS passed,
    COALESCE(sum(e.count) FILTER (WHERE u.level >= 2), 0)::integer AS prepared,
    COALESCE(sum(e.count) FILTER (WHERE u.level >= 3), 0)::integer AS connected,
    COALESCE(sum(e.count) FILTER (WHERE u.level >= 4), 0)::integer AS activated
  FROM alike a JOIN kind k ON k.kind = a.kind
  CROSS JOIN LATERAL (
    SELECT v.use, v.best / 5 AS speed, v.best % 5 AS level
    FROM (VALUES ('all', a.whole, true), ('residential', a.home, k.homes), ('commercial', a.firm, k.firms)) v (use, best, counts)
    WHERE v.counts AND v.best >= 0
  ) u
  CROSS JOIN LATERAL (VALUES (a.day, a.count), (a.until, -a.count)) e (day, count)
  WHERE e.day IS NOT NULL
  GROUP BY k.street_key, k.district_id, u.use, COALESCE(a.provider_id, ''), a.technology, e.day;
$$;
ALTER FUNCTION coverage.refresh_statistic_change SET work_mem = '64MB';

CREATE OR REPLACE FUNCTION coverage.refresh_statistic(only_streets text[] DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  -- The districts and municipalities of these streets are summed up anew, from all of their streets.
  only_areas text[];
BEGIN
  -- The planner cannot know how many addresses these streets have: of many it would compare each day with each statement.
  PERFORM set_config('enable_nestloop', CASE WHEN only_streets IS NULL OR cardinality(only_streets) > 50 THEN 'off' ELSE 'on' END, true);
  PERFORM coverage.refresh_statistic_change(only_streets);
  PERFORM set_config('enable_nestloop', 'on', true);
  IF only_streets IS NOT NULL THEN
    SELECT COALESCE(array_agg(DISTINCT area), '{}') INTO only_areas
    FROM (SELECT DISTINCT street_key, district_id FROM places.address WHERE street_key = ANY (only_streets)) a
    LEFT JOIN places.district d ON d.id = a.district_id
    CROSS JOIN LATERAL (VALUES ('street/' || a.street_key), ('district/' || d.id),
      ('municipality/' || COALESCE(d.municipality_key, places.municipality_of(a.street_key)))) r (area)
    WHERE area IS NOT NULL;
  END IF;
  DELETE FROM coverage.statistic WHERE only_areas IS NULL OR area_kind || '/' || area_id = ANY (only_areas);
  INSERT INTO coverage.statistic (area_kind, area_id, use, provider_id, technology, valid_from, valid_to, addresses, unknown, offered,
    speed_unknown, down_10, down_16, down_30, down_50, down_100, down_200, down_400, down_1000,
    level_unknown, passed, prepared, connected, activated)
  WITH part AS MATERIALIZED (
    SELECT a.street_key, a.district_id, COALESCE(d.municipality_key, places.municipality_of(a.street_key)) AS municipality_key, u.use,
           sum(a.addresses) AS addresses
    FROM (SELECT street_key, district_id, use, count(*) AS addresses FROM places.address GROUP BY street_key, district_id, use) a
    LEFT JOIN places.district d ON d.id = a.district_id
    CROSS JOIN LATERAL (VALUES ('all', true), ('residential', a.use IN ('residential', 'mixed')), ('commercial', a.use IN ('commercial', 'mixed'))) u (use, counts)
    WHERE u.counts
    GROUP BY a.street_key, a.district_id, d.municipality_key, u.use
  ), area AS MATERIALIZED (
    SELECT p.street_key, p.district_id, p.use, p.addresses, r.area_kind, r.area_id
    FROM part p
    CROSS JOIN LATERAL (VALUES ('street', p.street_key::text), ('district', p.district_id), ('municipality', p.municipality_key::text)) r (area_kind, area_id)
    WHERE r.area_id IS NOT NULL AND (only_areas IS NULL OR r.area_kind || '/' || r.area_id = ANY (only_areas))
  ), stock AS (
    SELECT area_kind, area_id, use, sum(addresses) AS addresses FROM area GROUP BY area_kind, area_id, use
  ), event AS (
    SELECT r.area_kind, r.area_id, o.use, o.provider_id, o.technology, o.day,
      sum(o.offered) AS offered, sum(o.speed_unknown) AS speed_unknown, sum(o.down_10) AS down_10, sum(o.down_16) AS down_16,
      sum(o.down_30) AS down_30, sum(o.down_50) AS down_50, sum(o.down_100) AS down_100, sum(o.down_200) AS down_200,
      sum(o.down_400) AS down_400, sum(o.down_1000) AS down_1000, sum(o.level_unknown) AS level_unknown,
      sum(o.passed) AS passed, sum(o.prepared) AS prepared, sum(o.connected) AS connected, sum(o.activated) AS activated
    FROM coverage.statistic_change o
    JOIN area r ON r.street_key = o.street_key AND COALESCE(r.district_id, '') = COALESCE(o.district_id, '') AND r.use = o.use
    -- Most rows are those of streets, and a street is counted in no time: it has the groups only.
    WHERE r.area_kind <> 'street' OR o.technology IN ('any', 'fibre', 'hfc', 'dsl_fttc', 'wireless')
    GROUP BY r.area_kind, r.area_id, o.use, o.provider_id, o.technology, o.day
  ), changed AS (
    SELECT * FROM event
    WHERE (offered, speed_unknown, down_10, down_16, down_30, down_50, down_100, down_200,
           down_400, down_1000, level_unknown, passed, prepared, connected, activated) <> (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
  ), series AS (
    SELECT s.area_kind, s.area_id, s.use, '' AS provider_id, t.technology, s.addresses
    FROM stock s CROSS JOIN (VALUES ('any'), ('fibre'), ('hfc'), ('dsl_fttc'), ('wireless')) t (technology)
    -- Most streets have but a few of these: noughts for the others would be most of the table.
    WHERE s.area_kind <> 'street' OR t.technology = 'any'
    UNION ALL
    SELECT DISTINCT c.area_kind, c.area_id, c.use, c.provider_id, c.technology, s.addresses
    FROM changed c JOIN stock s USING (area_kind, area_id, use)
    WHERE c.provider_id <> '' OR c.technology NOT IN ('any', 'fibre', 'hfc', 'dsl_fttc', 'wireless')
      OR (c.area_kind = 'street' AND c.technology <> 'any')
  ), known AS (
    SELECT area_kind, area_id, use, day, offered AS known FROM changed
    WHERE provider_id = '' AND technology = 'any' AND offered <> 0
  ), moment AS (
    SELECT s.*, '-infinity'::date AS day FROM series s
    UNION ALL (
      SELECT s.*, k.day FROM series s JOIN known k USING (area_kind, area_id, use)
      UNION SELECT s.*, c.day FROM series s JOIN changed c USING (area_kind, area_id, use, provider_id, technology))
  )
  SELECT area_kind, area_id, use, NULLIF(provider_id, ''), technology, day, lead(day) OVER up_to_then, addresses,
    addresses - COALESCE(sum(known) OVER up_to_then, 0),
    COALESCE(sum(offered) OVER up_to_then, 0), COALESCE(sum(speed_unknown) OVER up_to_then, 0),
    COALESCE(sum(down_10) OVER up_to_then, 0), COALESCE(sum(down_16) OVER up_to_then, 0),
    COALESCE(sum(down_30) OVER up_to_then, 0), COALESCE(sum(down_50) OVER up_to_then, 0),
    COALESCE(sum(down_100) OVER up_to_then, 0), COALESCE(sum(down_200) OVER up_to_then, 0),
    COALESCE(sum(down_400) OVER up_to_then, 0), COALESCE(sum(down_1000) OVER up_to_then, 0),
    COALESCE(sum(level_unknown) OVER up_to_then, 0), COALESCE(sum(passed) OVER up_to_then, 0),
    COALESCE(sum(prepared) OVER up_to_then, 0), COALESCE(sum(connected) OVER up_to_then, 0),
    COALESCE(sum(activated) OVER up_to_then, 0)
  FROM moment
  LEFT JOIN changed USING (area_kind, area_id, use, provider_id, technology, day)
  LEFT JOIN known USING (area_kind, area_id, use, day)
  WINDOW up_to_then AS (PARTITION BY area_kind, area_id, use, provider_id, technology ORDER BY day);
END $$;
ALTER FUNCTION coverage.refresh_statistic SET work_mem = '64MB';
