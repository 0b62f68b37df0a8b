-- The agenda's other records: schools, online services, courses and more. What kinds there are and what they hold says the program alone
-- (libs/agenda/src/kinds), so that a new one needs no new rule here; what is open of it, the views of its datasets say.
ALTER TABLE agenda.record DROP CONSTRAINT record_kind_check, ADD CONSTRAINT record_kind_check CHECK (kind ~ '^[a-z]+(-[a-z]+)*$');
COMMENT ON TABLE agenda.record IS 'The records of the digital agenda, each in all of its versions; what a content holds says the kind of the same name in libs/agenda/src/kinds.';
