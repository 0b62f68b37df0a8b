-- PostGIS (3.6.2, estimate_join_selectivity in postgis/gserialized_estimate.c) returns a Datum where a float8 is due if two analysed
-- columns lie apart. Where a float8 is passed by reference, as in the embedded database, the planner gets an address for it and refuses the
-- statement ("invalid join selectivity"). Without PostGIS's own statistics that code is not reached.
DO $$ BEGIN
  IF version() LIKE '%32-bit%' AND current_setting('is_superuser')::boolean THEN
    EXECUTE format('ALTER TYPE %s SET (ANALYZE = NONE)', (SELECT oid::regtype FROM pg_type WHERE typname = 'geometry'));
    DELETE FROM pg_statistic WHERE 102 IN (stakind1, stakind2, stakind3, stakind4, stakind5) OR 103 IN (stakind1, stakind2, stakind3, stakind4, stakind5);
  END IF;
END $$;
