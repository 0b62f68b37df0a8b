-- Fibre on offer whose level no source gives is neither passed nor nothing: it has a status of its own, level_unknown.
ALTER TABLE coverage.address_status DROP CONSTRAINT address_status_fibre_status_check;
ALTER TABLE coverage.address_status ADD CONSTRAINT address_status_fibre_status_check CHECK (fibre_status IN
  ('none', 'planned', 'under_construction', 'level_unknown', 'passed', 'prepared', 'connected', 'activated'));
COMMENT ON COLUMN coverage.address_status.fibre_status IS 'The best known level of FTTH or FTTB, level_unknown where it is on offer and no source gives its level, else what a rollout project has promised, else none';

CREATE OR REPLACE FUNCTION coverage.status_as_of(on_day date DEFAULT current_date, known_at timestamptz DEFAULT 'infinity', only_addresses text[] DEFAULT NULL)
RETURNS TABLE (address_id text, fibre_status text, best_technology text, max_down_mbit numeric, providers text[])
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH known AS (
    SELECT f.address_id,
      max(CASE WHEN f.technology IN ('ftth', 'fttb') THEN array_position(
        ARRAY['level_unknown', 'passed', 'prepared', 'connected', 'activated'], COALESCE(f.connection_level, 'level_unknown')) END) AS fibre,
      min(array_position(ARRAY['ftth', 'fttb', 'hfc', 'fttc', 'dsl', 'fixed_wireless', 'satellite', 'other'], f.technology)) AS best,
      max(f.max_down_mbit) AS max_down_mbit,
      array_agg(DISTINCT p.name ORDER BY p.name) AS providers
    FROM coverage.counted_as_of(on_day, known_at) f JOIN coverage.provider p ON p.id = f.provider_id
    WHERE only_addresses IS NULL OR f.address_id = ANY (only_addresses)
    GROUP BY f.address_id
  )
  SELECT COALESCE(known.address_id, promised.address_id),
    CASE WHEN known.fibre IS NOT NULL THEN (ARRAY['level_unknown', 'passed', 'prepared', 'connected', 'activated'])[known.fibre]
         WHEN promised.building THEN 'under_construction'
         WHEN promised.address_id IS NOT NULL THEN 'planned'
         ELSE 'none' END,
    (ARRAY['ftth', 'fttb', 'hfc', 'fttc', 'dsl', 'fixed_wireless', 'satellite', 'other'])[known.best],
    known.max_down_mbit, COALESCE(known.providers, '{}')
  FROM known FULL JOIN coverage.promised_as_of(on_day, known_at, only_addresses) promised ON promised.address_id = known.address_id
$$;

CREATE OR REPLACE FUNCTION rollout.counted_at(address text, on_day date)
RETURNS TABLE (fibre_level text, best_technology text, max_down_mbit numeric) LANGUAGE sql STABLE AS $$
  SELECT (ARRAY['level_unknown', 'passed', 'prepared', 'connected', 'activated'])[max(CASE WHEN f.technology IN ('ftth', 'fttb') THEN array_position(
           ARRAY['level_unknown', 'passed', 'prepared', 'connected', 'activated'], COALESCE(f.connection_level, 'level_unknown')) END)],
         (ARRAY['ftth', 'fttb', 'hfc', 'fttc', 'dsl', 'fixed_wireless', 'satellite', 'other'])[min(array_position(
           ARRAY['ftth', 'fttb', 'hfc', 'fttc', 'dsl', 'fixed_wireless', 'satellite', 'other'], f.technology))],
         max(f.max_down_mbit)
  FROM coverage.counted_as_of(on_day) f
  WHERE f.address_id = address
$$;
COMMENT ON FUNCTION rollout.availability_difference IS 'Addresses where the counted fibre level, best technology or best download speed differs between two days, as we know it now. Null: unknown, or for the level: no fibre; level_unknown: fibre whose level no source gives.';

-- Of a district, fibre that is on offer, that has passed and whose level no source gives are figures apart.
ALTER TABLE coverage.district_statistics ADD fibre_level_unknown integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN coverage.district_statistics.fibre_passed IS 'Addresses with fibre at least in the street, according to a source';
COMMENT ON COLUMN coverage.district_statistics.fibre_level_unknown IS 'Addresses where fibre is on offer and no source gives its level; they are not in fibre_passed';
COMMENT ON COLUMN coverage.street_status.fibre_share IS 'Where fibre is on offer, at whatever level, in percent of the addresses; null where nothing is known about any of them';

CREATE OR REPLACE VIEW open.district_statistics AS
SELECT k.district_id || '/' || k.use AS id, k.district_id, d.name AS district, k.use, k.addresses, k.premises, k.unknown,
       k.fibre_passed, k.fibre_connected, k.gigabit, k.under_30_mbit,
       round(100.0 * k.fibre_passed / known.addresses, 1) AS fibre_passed_share,
       round(100.0 * k.fibre_connected / known.addresses, 1) AS fibre_connected_share,
       round(100.0 * k.gigabit / known.addresses, 1) AS gigabit_share, d.geom, d.geom_3857,
       k.fibre_level_unknown, round(100.0 * (k.fibre_passed + k.fibre_level_unknown) / known.addresses, 1) AS fibre_share
FROM coverage.district_statistics k
JOIN places.district d ON d.id = k.district_id
-- Where nothing is known about any address there is no share, not a share of zero.
CROSS JOIN LATERAL (SELECT CASE WHEN k.unknown < k.addresses THEN k.addresses END AS addresses) known;

-- Where fibre is on offer, nobody was forgotten; and it is near to the neighbours, at whatever level.
CREATE OR REPLACE FUNCTION rollout.forgotten_addresses(within_metres double precision DEFAULT 100)
RETURNS TABLE (address_id text, near text, distance_m integer) LANGUAGE sql STABLE AS $$
  SELECT a.id, n.near, round(n.metres)::integer
  FROM places.address a
  LEFT JOIN coverage.address_status t ON t.address_id = a.id
  CROSS JOIN LATERAL (SELECT cos(radians(ST_Y(a.geom))) AS scale) m
  CROSS JOIN LATERAL (
    (SELECT 'span' AS near, ST_Distance(s.geom_3857, a.geom_3857) * m.scale AS metres
     FROM rollout.span s
     WHERE s.status = 'operational' AND ST_DWithin(s.geom_3857, a.geom_3857, within_metres / m.scale)
     ORDER BY 2 LIMIT 1)
    UNION ALL
    (SELECT 'neighbour', ST_Distance(b.geom_3857, a.geom_3857) * m.scale
     FROM places.address b JOIN coverage.address_status o ON o.address_id = b.id
     WHERE ST_DWithin(b.geom_3857, a.geom_3857, within_metres / m.scale)
       AND o.fibre_status IN ('level_unknown', 'passed', 'prepared', 'connected', 'activated')
     ORDER BY 2 LIMIT 1)
    ORDER BY metres LIMIT 1
  ) n
  WHERE COALESCE(t.fibre_status, 'none') NOT IN ('level_unknown', 'passed', 'prepared', 'connected', 'activated')
    AND NOT EXISTS (SELECT FROM rollout.project p WHERE p.area_from <> 'addresses' AND ST_Intersects(p.geom, a.geom))
    AND NOT EXISTS (SELECT FROM rollout.project_phase h WHERE h.area_from = 'stated' AND ST_Intersects(h.geom, a.geom))
    AND NOT EXISTS (SELECT FROM rollout.phase_address l WHERE l.address_id = a.id)
$$;
COMMENT ON FUNCTION rollout.forgotten_addresses IS 'Addresses without fibre and in no project that lie within so many metres of an operational span or of an address where fibre is on offer, at whatever level; near: which of the two is nearer';
COMMENT ON FUNCTION rollout.promised_not_connected IS 'Addresses whose phase was to be done before a day and whose fibre does not end in the building, or of which that is not known, with the earliest such promise';

-- What is to be asked of whom: whether there is anything at all, how fast it is, or how far the fibre has come.
CREATE OR REPLACE VIEW open.unknown_availability AS
SELECT a.id, a.label AS address, a.district_id, a.use, a.premises, t.best_technology, a.geom, a.geom_3857,
       CASE WHEN t.best_technology IS NULL THEN 'availability'
            ELSE concat_ws(' ', CASE WHEN t.max_down_mbit IS NULL THEN 'speed' END, CASE WHEN t.fibre_status = 'level_unknown' THEN 'level' END) END AS unknown
FROM places.address a LEFT JOIN coverage.address_status t ON t.address_id = a.id
WHERE t.max_down_mbit IS NULL OR t.fibre_status = 'level_unknown';

