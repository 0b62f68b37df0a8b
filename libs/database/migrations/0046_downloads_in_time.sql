-- Whole datasets, read in time. Streets are looked up by their key as a text, one by one: so is what a statistic is of.
CREATE INDEX street_key_text_idx ON places.street ((key::text));

-- What has changed comes first, and then its address. PostgreSQL takes so little to have changed that it compared all with all addresses.
CREATE OR REPLACE VIEW open.availability_changes AS
SELECT d.address_id AS id, a.label AS address, a.district_id, d.level_before, d.level_after, d.technology_before, d.technology_after,
       d.down_before, d.down_after, a.geom, a.geom_3857
FROM rollout.availability_difference((current_date - interval '1 year')::date, current_date) d
CROSS JOIN LATERAL (SELECT * FROM places.address one WHERE one.id = d.address_id LIMIT 1) a;

CREATE OR REPLACE FUNCTION open.availability_changes_between("from" date DEFAULT (current_date - interval '1 year')::date, "to" date DEFAULT current_date)
RETURNS SETOF open.availability_changes LANGUAGE sql STABLE AS $$
  SELECT d.address_id, a.label, a.district_id, d.level_before, d.level_after, d.technology_before, d.technology_after, d.down_before, d.down_after,
         a.geom, a.geom_3857
  FROM rollout.availability_difference($1, $2) d
  CROSS JOIN LATERAL (SELECT * FROM places.address one WHERE one.id = d.address_id LIMIT 1) a
$$;
