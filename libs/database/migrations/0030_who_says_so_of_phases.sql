-- Who a status and a promise rest on, as it is known of every other statement: the company that builds, or what the city has seen itself.

ALTER TABLE rollout.project_status ADD COLUMN evidence text NOT NULL DEFAULT 'operator' CHECK (evidence IN ('city', 'operator'));
COMMENT ON COLUMN rollout.project_status.evidence IS 'operator: said by the company that builds; city: established by the city';

CREATE OR REPLACE VIEW open.rollout_history AS
SELECT s.phase_id || '/' || s.valid_from || '/' || to_char(s.recorded_at AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISSUS') AS id,
       s.project_id, p.name AS project, s.valid_from, s.recorded_at, s.status, s.promised_from, s.promised_to, s.note, h.name AS phase, r.source,
       s.evidence
FROM rollout.project_status s
JOIN rollout.project p ON p.id = s.project_id
LEFT JOIN rollout.project_phase h ON h.phase_id = s.phase_id
LEFT JOIN imports.run r ON r.id = COALESCE(s.run_id, p.run_id);
