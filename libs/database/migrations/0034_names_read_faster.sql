-- A first load spent a twentieth of its time on names of streets. Most are ASCII, for which most of the replacing has nothing to do.
-- Without STRICT, which a CASE would keep from being inlined; NULL stays NULL.
CREATE OR REPLACE FUNCTION places.search_key(input text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT trim(regexp_replace(regexp_replace(replace(replace(replace(replace(replace(
    CASE WHEN octet_length(input) = char_length(input) THEN lower(input)
    ELSE translate(replace(lower(translate(normalize(input), 'ÄÖÜ', 'äöü')), 'ß', 'ss'),
      'äöüáàâãåąćçčďéèêëęěğíìîïıłñńňóòôõøőřśšşťúùûůűýźżž', 'aouaaaaaacccdeeeeeegiiiiilnnnoooooorssstuuuuuyzzz') END,
    'ae', 'a'), 'oe', 'o'), 'ue', 'u'),
    'str.', 'str'), 'strasse', 'str'), '\msankt\M', 'st', 'g'), '[^a-z0-9]+', ' ', 'g'))
$$;

CREATE OR REPLACE FUNCTION places.begin_first_load() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  spare record;
BEGIN
  CREATE TEMP TABLE set_aside (step serial, drop_it text, make_it text) ON COMMIT DROP;
  IF EXISTS (SELECT FROM places.address) THEN RETURN; END IF;
  BEGIN
    -- Waiting for whoever reads these could end in a deadlock.
    LOCK TABLE places.address, places.street, places.street_search, places.street_name, places.district, imports.run,
      places.facility, coverage.address_status, coverage.fixed_availability, rollout.phase_address IN ACCESS EXCLUSIVE MODE NOWAIT;
  EXCEPTION WHEN lock_not_available THEN
    RETURN;
  END;
  -- What refers to the primary key goes before it and comes after it.
  INSERT INTO set_aside (drop_it, make_it)
  SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname),
         format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
  FROM pg_constraint
  WHERE ('places.address'::regclass IN (conrelid, confrelid) OR conrelid = 'places.street_search'::regclass) AND contype = 'f'
     OR conrelid = 'places.address'::regclass AND contype = 'p'
  ORDER BY contype;
  INSERT INTO set_aside (drop_it, make_it)
  SELECT format('DROP INDEX %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
  FROM pg_index i
  WHERE i.indrelid IN ('places.address'::regclass, 'places.street_search'::regclass, 'places.street_name'::regclass) AND NOT i.indisunique;
  INSERT INTO set_aside (drop_it, make_it)
  VALUES ('ALTER TABLE places.address DISABLE TRIGGER USER', 'ALTER TABLE places.address ENABLE TRIGGER USER'),
         ('DELETE FROM places.street_search', 'SELECT places.count_all_streets()');
  FOR spare IN SELECT * FROM set_aside ORDER BY step LOOP
    EXECUTE spare.drop_it;
  END LOOP;
END $$;
