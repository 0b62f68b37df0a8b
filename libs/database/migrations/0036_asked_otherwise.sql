-- Lists for planners as files, asked otherwise than their views ask: between two days, within so many metres, by a day. Each function
-- has the columns of its view; a migration that changes the view's columns makes the function anew.

CREATE FUNCTION open.availability_changes_between("from" date DEFAULT (current_date - interval '1 year')::date, "to" date DEFAULT current_date)
RETURNS SETOF open.availability_changes LANGUAGE sql STABLE AS $$
  SELECT d.address_id, a.label, a.district_id, d.level_before, d.level_after, d.technology_before, d.technology_after, d.down_before, d.down_after,
         a.geom, a.geom_3857
  FROM rollout.availability_difference($1, $2) d JOIN places.address a ON a.id = d.address_id
$$;
COMMENT ON FUNCTION open.availability_changes_between(date, date) IS 'As the view availability_changes, between two other days';

CREATE FUNCTION open.forgotten_addresses_within(within_metres double precision DEFAULT 100)
RETURNS SETOF open.forgotten_addresses LANGUAGE sql STABLE AS $$
  SELECT f.address_id, a.label, a.district_id, a.use, a.premises, f.near, f.distance_m, a.geom, a.geom_3857
  FROM rollout.forgotten_addresses($1) f JOIN places.address a ON a.id = f.address_id
$$;
COMMENT ON FUNCTION open.forgotten_addresses_within(double precision) IS 'As the view forgotten_addresses, within another distance';

CREATE FUNCTION open.promised_not_connected_by("from" date DEFAULT NULL, "by" date DEFAULT current_date, promise text DEFAULT 'latest')
RETURNS SETOF open.promised_not_connected LANGUAGE sql STABLE AS $$
  SELECT n.address_id, a.label, a.district_id, h.project, h.name, h.provider, n.status, n.first_promise, n.latest_promise, n.moves, n.fibre_status,
         a.geom, a.geom_3857
  FROM rollout.promised_not_connected($1, $2, $3 = 'first') n
  JOIN places.address a ON a.id = n.address_id JOIN open.rollout_phases h ON h.id = n.phase_id
$$;
COMMENT ON FUNCTION open.promised_not_connected_by(date, date, text) IS 'As the view promised_not_connected: promised for a day from "from" on and before "by", by the first promise or the latest';

-- A site was planned, then live; the plan stays on record, and what was believed of it and when.
CREATE VIEW open.mobile_sites_history AS
SELECT s.id, s.site_id, p.name AS operator, s.provider_id AS operator_id, array_to_string(s.technologies, ', ') AS technologies, s.status,
       s.since, s.expected, s.evidence, s.valid_from, s.valid_to, s.recorded_at, s.superseded_at, r.source, s.geom, s.geom_3857
FROM coverage.mobile_site s JOIN coverage.provider p ON p.id = s.provider_id JOIN imports.run r ON r.id = s.run_id;
COMMENT ON VIEW open.mobile_sites_history IS 'Every statement about a site of a mobile network, in two times: valid_from/valid_to when it was true, recorded_at/superseded_at when we knew it';

-- What a dry run calls a status: its day and moment alone do not say what it is.
UPDATE imports.kept_table
SET label = $$concat_ws(' ', image.content->>'status', '(' || NULLIF(concat_ws(' – ', image.content->>'promised_from', image.content->>'promised_to'), '') || ')')$$
WHERE table_name = 'rollout.project_status';
