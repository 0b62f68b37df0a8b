-- Papers for the council: what was published stays as it was; one that is made again says what has been corrected since.
CREATE TABLE agenda.report (
  number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  as_of date NOT NULL,
  content jsonb NOT NULL CHECK (jsonb_typeof(content) = 'object'),
  published_at timestamptz NOT NULL DEFAULT date_trunc('milliseconds', now()),
  published_by text NOT NULL
);
CREATE INDEX report_as_of ON agenda.report (as_of, number);
COMMENT ON TABLE agenda.report IS 'Council papers as they were published; what a content holds says the type Report in libs/agenda/src/report/report.ts.';
COMMENT ON COLUMN agenda.report.published_by IS 'The operator''s name. Never published.';
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON agenda.report FOR EACH ROW EXECUTE FUNCTION agenda.refuse_change();

CREATE OR REPLACE FUNCTION agenda.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'What % holds is kept as it is: add to it.', TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME;
END $$;

CREATE FUNCTION agenda.fibre_connected_on(wanted_use text, on_day date) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT agenda.share(sum(connected)::bigint, sum(addresses)::bigint, sum(addresses - unknown)::bigint)
  FROM coverage.statistic
  WHERE area_kind = 'district' AND use = wanted_use AND technology = 'fibre' AND provider_id IS NULL
    AND valid_from <= on_day AND (valid_to IS NULL OR valid_to > on_day)
$$;
COMMENT ON FUNCTION agenda.fibre_connected_on IS 'As agenda.fibre_connected, of a past day by what is known today: late deliveries correct it';

ALTER TABLE agenda.indicator ADD function_on text;
COMMENT ON COLUMN agenda.indicator.function_on IS 'A function that takes the parameter and a past day, where its sources say from when on what they tell held';
UPDATE agenda.indicator SET function_on = 'fibre_connected_on' WHERE function = 'fibre_connected';
