-- A rollback raises the versions of everything that shows what it puts back, as the import does.

UPDATE imports.kept_table SET datasets = datasets || '{fixed-availability-history,availability-contradictions,coverage-reports}'
WHERE table_name = 'places.address';
UPDATE imports.kept_table SET datasets = datasets || '{coverage-statistics,coverage-statistics-history}'
WHERE table_name IN ('places.street', 'places.district');
-- The lists for planners follow networks and facilities, too.
UPDATE imports.kept_table SET refresh = 'SELECT rollout.touch_planning()'
WHERE refresh IS NULL AND table_name IN ('places.facility', 'rollout.network', 'rollout.organisation', 'rollout.phase', 'rollout.contract', 'rollout.node', 'rollout.span');
