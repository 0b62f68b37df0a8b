-- The official house coordinates say where an address is, not what its building is used for, how many homes it has, or (in some states)
-- its postcode. Unknown is null, never zero or "residential".

ALTER TABLE places.address
  ALTER COLUMN postcode DROP NOT NULL,
  ALTER COLUMN place DROP NOT NULL,
  ALTER COLUMN use DROP NOT NULL,
  ALTER COLUMN premises DROP NOT NULL;
COMMENT ON COLUMN places.address.postcode IS 'Null where no source says';
COMMENT ON COLUMN places.address.place IS 'Name of the place that goes with the postcode; null where no source says';
COMMENT ON COLUMN places.address.use IS 'Null where no source says; such addresses count only among all';
COMMENT ON COLUMN places.address.premises IS 'Number of homes and businesses at the address; null where no source says';

ALTER TABLE coverage.district_statistics ALTER COLUMN premises DROP NOT NULL;
COMMENT ON COLUMN coverage.district_statistics.premises IS 'Homes and businesses at the addresses of which the number is known; null where it is known of none';

-- PostgreSQL before 17 cannot change how a column is generated: it is made anew, and with it every view that shows it.
DO $$
DECLARE
  shown record;
BEGIN
  CREATE TEMP TABLE label_view ON COMMIT DROP AS
  WITH RECURSIVE dependent AS (
    SELECT r.ev_class AS oid, 1 AS depth
    FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid
    JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid AND a.attname = 'label'
    WHERE d.classid = 'pg_rewrite'::regclass AND d.refobjid = 'places.address'::regclass
    UNION
    SELECT r.ev_class, dependent.depth + 1
    FROM dependent
    JOIN pg_depend d ON d.refobjid = dependent.oid AND d.classid = 'pg_rewrite'::regclass
    JOIN pg_rewrite r ON r.oid = d.objid AND r.ev_class <> dependent.oid
  )
  SELECT oid::regclass::text AS name, max(depth) AS depth, pg_get_viewdef(oid) AS definition, obj_description(oid, 'pg_class') AS comment
  FROM dependent GROUP BY oid;

  FOR shown IN SELECT * FROM label_view ORDER BY depth DESC LOOP
    EXECUTE format('DROP VIEW %s', shown.name);
  END LOOP;
  ALTER TABLE places.address DROP COLUMN label, ADD COLUMN label text GENERATED ALWAYS AS (
    street || ' ' || house_number::text || house_number_suffix
    || CASE WHEN COALESCE(postcode::text, place) IS NULL THEN ''
            ELSE ', ' || COALESCE(postcode::text || ' ' || place, postcode::text, place) END) STORED;
  FOR shown IN SELECT * FROM label_view ORDER BY depth LOOP
    EXECUTE format('CREATE VIEW %s AS %s', shown.name, shown.definition);
    IF shown.comment IS NOT NULL THEN EXECUTE format('COMMENT ON VIEW %s IS %L', shown.name, shown.comment); END IF;
  END LOOP;
END $$;
COMMENT ON COLUMN places.address.label IS 'On one line: "Bahnhofstraße 5a, 59227 Ahlen", or without what is not known';

-- By the foreign keys that there are, so that no table is forgotten. What is computed from the address itself is no reference.
CREATE FUNCTION places.referenced_addresses(candidates text[]) RETURNS TABLE (address_id text, referenced_by text) LANGUAGE plpgsql STABLE AS $$
DECLARE
  reference record;
BEGIN
  FOR reference IN
    SELECT c.conrelid::regclass AS source, a.attname AS name
    FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND c.confrelid = 'places.address'::regclass AND c.conrelid <> 'coverage.address_status'::regclass
  LOOP
    RETURN QUERY EXECUTE format('SELECT DISTINCT s.%1$I::text, %2$L FROM %2$s s WHERE s.%1$I = ANY ($1)', reference.name, reference.source)
      USING candidates;
  END LOOP;
END $$;
COMMENT ON FUNCTION places.referenced_addresses IS 'Which of these addresses something else refers to, and from which table: one row for each.';

-- A first load of a million addresses is twice as fast when indexes and foreign keys are made over it afterwards.
CREATE FUNCTION places.begin_first_load() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  spare record;
BEGIN
  CREATE TEMP TABLE set_aside (name text, drop_it text, make_it text) ON COMMIT DROP;
  IF EXISTS (SELECT FROM places.address) THEN RETURN; END IF;
  BEGIN
    -- Waiting for whoever reads these could end in a deadlock.
    LOCK TABLE places.address, places.street, places.district, imports.run IN ACCESS EXCLUSIVE MODE NOWAIT;
  EXCEPTION WHEN lock_not_available THEN
    RETURN;
  END;
  INSERT INTO set_aside
  SELECT i.indexrelid::regclass::text, format('DROP INDEX %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
  FROM pg_index i WHERE i.indrelid = 'places.address'::regclass AND NOT i.indisunique
  UNION ALL
  SELECT conname, format('ALTER TABLE places.address DROP CONSTRAINT %I', conname),
         format('ALTER TABLE places.address ADD CONSTRAINT %I %s', conname, pg_get_constraintdef(oid))
  FROM pg_constraint WHERE conrelid = 'places.address'::regclass AND contype = 'f';
  FOR spare IN SELECT * FROM set_aside LOOP
    EXECUTE spare.drop_it;
  END LOOP;
END $$;
COMMENT ON FUNCTION places.begin_first_load IS 'If places.address is empty and nobody reads it, drops its indexes and foreign keys until places.end_first_load() in the same transaction.';

CREATE FUNCTION places.end_first_load() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  spare record;
BEGIN
  -- Checking the foreign keys is a join: without statistics it would take minutes.
  ANALYZE places.street, places.address;
  FOR spare IN SELECT * FROM set_aside LOOP
    EXECUTE spare.make_it;
  END LOOP;
END $$;
COMMENT ON FUNCTION places.end_first_load IS 'See places.begin_first_load().';
