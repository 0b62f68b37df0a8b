-- Whoever says, builds or is said to offer something. What an import said that was taken back stays on record, and so does whom it brought;
-- nobody is to choose among those.
WITH taken_back AS MATERIALIZED (
  SELECT ARRAY(SELECT id FROM imports.run WHERE state = 'rolled_back') AS runs
)
SELECT p.id, p.name, p.website
FROM coverage.provider p CROSS JOIN taken_back t
WHERE EXISTS (SELECT FROM coverage.delivery d WHERE d.provider_id = p.id)
   OR EXISTS (SELECT FROM rollout.project j WHERE j.provider_id = p.id)
   OR EXISTS (SELECT FROM coverage.mobile_cell c WHERE c.operator_id = p.id)
   OR EXISTS (SELECT FROM coverage.mobile_site s WHERE s.provider_id = p.id AND COALESCE(s.recorded_by <> ALL (t.runs), true))
   OR EXISTS (SELECT FROM coverage.mobile_availability m WHERE m.operator_id = p.id AND COALESCE(m.recorded_by <> ALL (t.runs), true))
   OR EXISTS (SELECT FROM coverage.grid_availability g WHERE g.provider_id = p.id AND COALESCE(g.recorded_by <> ALL (t.runs), true))
   OR EXISTS (SELECT FROM coverage.fixed_availability f WHERE f.provider_id = p.id AND COALESCE(f.recorded_by <> ALL (t.runs), true))
   OR EXISTS (SELECT FROM coverage.report r WHERE r.provider_id = p.id)
ORDER BY p.name, p.id
