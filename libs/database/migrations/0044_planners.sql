-- Planners change the digital agenda and nothing else; whoever has a token so far keeps all rights. Pages know who has signed in by a session.
ALTER TABLE operators.operator ADD COLUMN role text NOT NULL DEFAULT 'operator' CHECK (role IN ('operator', 'planner'));
COMMENT ON COLUMN operators.operator.role IS 'operator: everything; planner: the digital agenda alone';

CREATE TABLE operators.session (
  secret_hash text PRIMARY KEY,
  operator text NOT NULL REFERENCES operators.operator ON DELETE CASCADE,
  ends_at timestamptz NOT NULL
);
CREATE INDEX session_operator ON operators.session (operator);
COMMENT ON TABLE operators.session IS 'Who has signed in for pages; the secret itself is in a cookie of the browser alone.';
