-- What planners record counts from the day on which they do: for a past day, records are those of its end. Only what is delivered can come late.

CREATE FUNCTION agenda.records_on(on_day date)
RETURNS TABLE (kind text, id text, version integer, content jsonb, reason text, recorded_at timestamptz) LANGUAGE sql STABLE AS $$
  SELECT * FROM agenda.records_at((on_day + 1)::timestamptz - interval '1 microsecond')
$$;
COMMENT ON FUNCTION agenda.records_on IS 'The agenda as it was recorded when a day ended: a day of the database, as those in agenda.snapshot';

CREATE OR REPLACE FUNCTION agenda.fibre_at_sites_on(ignored text, on_day date) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  WITH site AS MATERIALIZED (
    -- As agenda.administration_sites().
    SELECT f.address_id FROM (SELECT id, content->>'facility' AS facility_id FROM agenda.records_on(on_day) WHERE kind = 'site') r
    FULL JOIN places.facility f ON f.id = r.facility_id
    WHERE r.id IS NOT NULL OR f.kind = 'administration'
  )
  SELECT agenda.share(count(*) FILTER (WHERE s.fibre_status IN ('connected', 'activated')), count(*), count(s.address_id))
  FROM site LEFT JOIN coverage.status_as_of(on_day, 'infinity', ARRAY(SELECT address_id FROM site WHERE address_id IS NOT NULL)) s
    ON s.address_id = site.address_id
$$;
COMMENT ON FUNCTION agenda.fibre_at_sites_on IS 'As agenda.fibre_at_sites, of the sites recorded by a past day and the facilities of today, by what is known today of their addresses';

CREATE OR REPLACE FUNCTION agenda.schools_bandwidth_on(wanted_mbit text, on_day date) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  WITH recorded AS MATERIALIZED (
    -- As agenda.school_state().
    SELECT DISTINCT ON (content->>'facility') content->>'facility' AS facility_id, NULLIF((content->>'pupils')::integer, 0) AS pupils
    FROM agenda.records_on(on_day) WHERE kind = 'school' ORDER BY content->>'facility', id
  )
  SELECT agenda.share(count(*) FILTER (WHERE s.max_down_mbit >= wanted_mbit::numeric * r.pupils), count(*), count(s.max_down_mbit * r.pupils))
  FROM places.facility f LEFT JOIN recorded r ON r.facility_id = f.id
  LEFT JOIN coverage.status_as_of(on_day, 'infinity', ARRAY(SELECT address_id FROM places.facility WHERE kind = 'school' AND address_id IS NOT NULL)) s
    ON s.address_id = f.address_id
  WHERE f.kind = 'school'
$$;
COMMENT ON FUNCTION agenda.schools_bandwidth_on IS 'As agenda.schools_bandwidth, of the schools of today with the pupils recorded by a past day, by what is known today of their addresses';
