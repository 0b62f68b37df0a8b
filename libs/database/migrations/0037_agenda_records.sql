-- What the council decides about the digital agenda: goals with their targets, and the measures for them. A report must be made again as
-- of any past day, and an update keeps what was decided before: versions are added, none is ever overwritten.
CREATE TABLE agenda.record (
  kind text NOT NULL CHECK (kind IN ('goal', 'measure')),
  id text NOT NULL CHECK (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  version integer NOT NULL CHECK (version > 0),
  content jsonb CHECK (jsonb_typeof(content) = 'object'),
  reason text,
  -- Whoever asks with the time that is shown, which has no microseconds, finds it.
  recorded_at timestamptz NOT NULL DEFAULT date_trunc('milliseconds', now()),
  recorded_by text NOT NULL,
  PRIMARY KEY (kind, id, version)
);
COMMENT ON TABLE agenda.record IS 'Goals and measures of the digital agenda, each in all of its versions; what a content holds says the type of the same name in libs/agenda/src/records/content.ts.';
COMMENT ON COLUMN agenda.record.content IS 'NULL: withdrawn';
COMMENT ON COLUMN agenda.record.reason IS 'Why it was changed; public';
COMMENT ON COLUMN agenda.record.recorded_by IS 'The operator''s name. Never published.';

CREATE FUNCTION agenda.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Versions of agenda.record are kept as they are: add another one.';
END $$;
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON agenda.record FOR EACH ROW EXECUTE FUNCTION agenda.refuse_change();

CREATE FUNCTION agenda.records_at(moment timestamptz)
RETURNS TABLE (kind text, id text, version integer, content jsonb, reason text, recorded_at timestamptz) LANGUAGE sql STABLE AS $$
  SELECT * FROM (
    SELECT DISTINCT ON (kind, id) kind, id, version, content, reason, recorded_at
    FROM agenda.record WHERE recorded_at <= moment ORDER BY kind, id, version DESC
  ) newest
  WHERE content IS NOT NULL
$$;
COMMENT ON FUNCTION agenda.records_at IS 'The agenda as it was recorded then; withdrawn records are not in it';

ALTER TABLE agenda.indicator
  ADD direction text NOT NULL DEFAULT 'up' CHECK (direction IN ('up', 'down'));
COMMENT ON COLUMN agenda.indicator.direction IS 'Whether more or less of it is better';

-- The open faces: one row for each thing a spreadsheet would have one for.
CREATE VIEW open.agenda_goals AS
SELECT r.id, r.content->>'field' AS field_id, f.title_de AS field_de, f.title_en AS field_en, r.content#>>'{title,de}' AS title_de, r.content#>>'{title,en}' AS title_en,
  r.content#>>'{text,de}' AS text_de, r.content#>>'{text,en}' AS text_en, (r.content#>>'{decision,date}')::date AS decided_on,
  r.content#>>'{decision,body}' AS decided_by, r.content#>>'{decision,paper}' AS paper, COALESCE((r.content->>'demo')::boolean, false) AS is_demo,
  r.version, r.reason AS changed_because, r.recorded_at
FROM agenda.records_at('infinity') r JOIN agenda.field_of_action f ON f.id = r.content->>'field'
WHERE r.kind = 'goal';

CREATE VIEW open.agenda_targets AS
SELECT r.id || '/' || (t.target->>'indicator') AS id, r.id AS goal_id, t.target->>'indicator' AS indicator_id, (t.target#>>'{baseline,value}')::numeric AS baseline_value,
  (t.target#>>'{baseline,date}')::date AS baseline_date, (t.target->>'value')::numeric AS target_value, (t.target->>'date')::date AS target_date,
  t.target->>'source' AS source
FROM agenda.records_at('infinity') r CROSS JOIN LATERAL jsonb_array_elements(r.content->'targets') AS t (target)
WHERE r.kind = 'goal';

CREATE VIEW open.agenda_measures AS
SELECT r.id, r.content->>'goal' AS goal_id, g.content->>'field' AS field_id, r.content#>>'{title,de}' AS title_de, r.content#>>'{title,en}' AS title_en,
  r.content#>>'{text,de}' AS text_de, r.content#>>'{text,en}' AS text_en, r.content->>'office' AS office, r.content->>'state' AS state,
  (r.content->>'starts')::date AS starts, (r.content->>'ends')::date AS ends, (r.content#>>'{decision,date}')::date AS decided_on,
  r.content#>>'{decision,body}' AS decided_by, r.content#>>'{decision,paper}' AS paper, COALESCE((r.content->>'demo')::boolean, false) AS is_demo,
  r.version, r.reason AS changed_because, r.recorded_at
FROM agenda.records_at('infinity') r JOIN agenda.records_at('infinity') g ON g.kind = 'goal' AND g.id = r.content->>'goal'
WHERE r.kind = 'measure';

CREATE VIEW open.agenda_milestones AS
SELECT r.id || '/' || (m.milestone->>'id') AS id, r.id AS measure_id, m.milestone#>>'{title,de}' AS title_de, m.milestone#>>'{title,en}' AS title_en,
  (m.milestone->>'due')::date AS due, (m.milestone->>'done')::date AS done
FROM agenda.records_at('infinity') r CROSS JOIN LATERAL jsonb_array_elements(r.content->'milestones') AS m (milestone)
WHERE r.kind = 'measure';

CREATE VIEW open.agenda_resources AS
SELECT r.id || '/' || y.year AS id, r.id AS measure_id, y.year, (b.entry->>'planned')::numeric AS planned_eur, (b.entry->>'committed')::numeric AS committed_eur,
  (b.entry->>'spent')::numeric AS spent_eur, (s.entry->>'planned')::numeric AS planned_fte, (s.entry->>'filled')::numeric AS filled_fte
FROM agenda.records_at('infinity') r
CROSS JOIN LATERAL (
  SELECT DISTINCT (e->>'year')::integer AS year FROM jsonb_array_elements(r.content->'budget' || (r.content->'staff')) e
) y
LEFT JOIN LATERAL (SELECT e AS entry FROM jsonb_array_elements(r.content->'budget') e WHERE (e->>'year')::integer = y.year) b ON true
LEFT JOIN LATERAL (SELECT e AS entry FROM jsonb_array_elements(r.content->'staff') e WHERE (e->>'year')::integer = y.year) s ON true
WHERE r.kind = 'measure';
