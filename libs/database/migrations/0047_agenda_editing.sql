-- Changes of the agenda that somebody else is to look at first, and who tried to make one without the right to.
CREATE TABLE agenda.draft (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind ~ '^[a-z]+(-[a-z]+)*$'),
  record_id text NOT NULL CHECK (record_id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  expected integer NOT NULL CHECK (expected >= 0),
  content jsonb CHECK (jsonb_typeof(content) = 'object'),
  reason text,
  author text NOT NULL,
  saved_at timestamptz NOT NULL DEFAULT date_trunc('milliseconds', now()),
  decision text CHECK (decision IN ('accepted', 'refused', 'withdrawn')),
  decided_by text,
  decided_at timestamptz,
  decided_because text,
  version integer,
  CONSTRAINT decided_by_somebody CHECK ((decision IS NULL) = (decided_by IS NULL) AND (decision IS NULL) = (decided_at IS NULL)),
  CONSTRAINT decided_by_somebody_else CHECK ((decision = 'withdrawn') = (decided_by = author)),
  CONSTRAINT refused_with_a_reason CHECK (decision <> 'refused' OR decided_because IS NOT NULL)
);
CREATE INDEX draft_record ON agenda.draft (kind, record_id);
CREATE INDEX draft_open ON agenda.draft (id) WHERE decision IS NULL;
COMMENT ON TABLE agenda.draft IS 'Changes of records of the agenda that wait for somebody else to accept them. Never published.';
COMMENT ON COLUMN agenda.draft.expected IS 'The version of the record that it began with; 0: a new one';
COMMENT ON COLUMN agenda.draft.content IS 'NULL: the record is to be withdrawn';
COMMENT ON COLUMN agenda.draft.decision IS 'withdrawn: by the author, who cannot decide otherwise';
COMMENT ON COLUMN agenda.draft.version IS 'Of the record, as which it was accepted; NULL where nothing differed by then';

-- One row for an hour, however often somebody tries: nobody can fill it.
CREATE TABLE agenda.refused_edit (
  hour timestamptz NOT NULL,
  who text NOT NULL,
  action text NOT NULL,
  why text NOT NULL CHECK (why IN ('not-signed-in', 'forged', 'own-draft')),
  about text,
  times integer NOT NULL DEFAULT 1,
  last_at timestamptz NOT NULL DEFAULT date_trunc('milliseconds', now()),
  PRIMARY KEY (hour, who, action, why)
);
COMMENT ON TABLE agenda.refused_edit IS 'Edits of the agenda that were refused. No network address is in it. Never published.';
COMMENT ON COLUMN agenda.refused_edit.who IS 'The name of who had signed in; empty: nobody';
COMMENT ON COLUMN agenda.refused_edit.about IS 'What the last of them was about, where it is something that there is';
