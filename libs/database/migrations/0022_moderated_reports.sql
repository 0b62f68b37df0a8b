-- Reports by residents: what nobody of the city has looked at contradicts nobody. That something cannot be had is a contradiction of
-- its own. How many reports a connection has sent today is known to all processes, and its address to none.

CREATE FUNCTION coverage.reports_as_of(on_day date DEFAULT current_date, known_at timestamptz DEFAULT 'infinity')
RETURNS SETOF coverage.report LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT r.* FROM coverage.report r
  WHERE (r.received_at AT TIME ZONE 'UTC')::date <= on_day
    AND EXISTS (SELECT FROM coverage.report_step s
                WHERE s.report = r.number AND s.state IN ('passed_on', 'conceded', 'disputed') AND s.at <= known_at)
    AND NOT EXISTS (SELECT FROM coverage.report_step s
                    WHERE s.report = r.number AND s.at <= known_at
                      AND (s.state = 'rejected' OR s.state = 'resolved' AND (s.at AT TIME ZONE 'UTC')::date <= on_day))
$$;
COMMENT ON FUNCTION coverage.reports_as_of IS 'The reports that stood on a day, as far as it was known at a moment: a planner had moved them on, and they were not closed. Only these contradict other statements.';

DROP VIEW open.availability_contradictions;
DROP FUNCTION coverage.contradictions_as_of;

-- Where sources disagree. A source that leaves a level or a speed open contradicts nobody; one that speaks twice only corrects itself.
CREATE FUNCTION coverage.contradictions_as_of(on_day date DEFAULT current_date, known_at timestamptz DEFAULT 'infinity')
RETURNS TABLE (address_id text, id text, provider_id text, technology text, use text, level_differs boolean, speed_differs boolean,
  availability_differs boolean, preferred_id bigint, other_id bigint, report bigint)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT a.address_id, a.id || '-' || b.id, a.provider_id, a.technology, CASE a.use WHEN 'any' THEN b.use ELSE a.use END,
         COALESCE(a.connection_level <> b.connection_level, false),
         COALESCE(coverage.speed_classes(a.max_down_mbit) <> coverage.speed_classes(b.max_down_mbit), false), false, a.id, b.id,
         CASE b.evidence WHEN 'resident_report' THEN b.report END
  FROM coverage.fixed_as_of(on_day, known_at) a
  JOIN coverage.fixed_as_of(on_day, known_at) b
    ON b.address_id = a.address_id AND b.provider_id = a.provider_id AND b.technology = a.technology
    AND (a.use = b.use OR 'any' IN (a.use, b.use))
    -- Each pair once, better evidence first, of equals the newer.
    AND (COALESCE(coverage.evidence_rank(a.evidence), 9), b.valid_from, b.id)
      < (COALESCE(coverage.evidence_rank(b.evidence), 9), a.valid_from, a.id)
  JOIN imports.run ra ON ra.id = a.run_id
  JOIN imports.run rb ON rb.id = b.run_id
  WHERE (a.evidence <> b.evidence OR COALESCE(ra.source, ra.file_name) IS DISTINCT FROM COALESCE(rb.source, rb.file_name))
    AND (a.connection_level <> b.connection_level OR coverage.speed_classes(a.max_down_mbit) <> coverage.speed_classes(b.max_down_mbit))
  UNION ALL
  -- Who says neither whose offer it is nor what it is made of contradicts no offer in particular.
  SELECT a.address_id, a.id || '-' || r.id, a.provider_id, a.technology, a.use, false, false, true, a.id, NULL::bigint, r.number
  FROM coverage.fixed_as_of(on_day, known_at) a
  JOIN coverage.reports_as_of(on_day, known_at) r
    ON r.address_id = a.address_id AND r.claim = 'fixed_not_available'
    AND (r.provider_id = a.provider_id OR r.provider_id IS NULL AND r.technology IS NOT NULL)
    AND (r.technology = a.technology OR r.technology IS NULL)
$$;
COMMENT ON FUNCTION coverage.contradictions_as_of IS 'Pairs of statements about the same offer that held on a day and differ in the level or in the speed class, the one of better evidence preferred; and statements of an offer that cannot be had by a report which a planner has moved on (no other statement then, but the report).';

CREATE VIEW open.availability_contradictions AS
SELECT c.id, c.address_id, h.label AS address, h.district_id, p.name AS provider, c.technology, c.use,
       concat_ws(' ', CASE WHEN c.level_differs THEN 'connection_level' END, CASE WHEN c.speed_differs THEN 'speed' END,
                 CASE WHEN c.availability_differs THEN 'availability' END) AS differs,
       a.connection_level, a.max_down_mbit, a.definition, a.evidence, a.valid_from, ra.source,
       b.connection_level AS other_connection_level, b.max_down_mbit AS other_max_down_mbit, b.definition AS other_definition,
       CASE WHEN c.availability_differs THEN 'resident_report' ELSE b.evidence END AS other_evidence,
       CASE WHEN c.availability_differs THEN (r.received_at AT TIME ZONE 'UTC')::date ELSE b.valid_from END AS other_valid_from,
       CASE WHEN c.availability_differs THEN 'Meldungen aus der Bevölkerung / reports by residents' ELSE rb.source END AS other_source,
       h.geom, h.geom_3857, r.id AS report
FROM coverage.contradictions_as_of() c
JOIN coverage.fixed_availability a ON a.id = c.preferred_id
JOIN places.address h ON h.id = c.address_id
JOIN coverage.provider p ON p.id = c.provider_id
JOIN imports.run ra ON ra.id = a.run_id
LEFT JOIN coverage.fixed_availability b ON b.id = c.other_id
LEFT JOIN imports.run rb ON rb.id = b.run_id
LEFT JOIN coverage.report r ON r.number = c.report;

-- What reports have stated before a planner looked at them, and after they were closed, ends here.
UPDATE coverage.fixed_availability f SET superseded_at = now(), superseded_by = f.run_id
FROM coverage.report r
WHERE r.number = f.report AND f.evidence = 'resident_report' AND f.superseded_at IS NULL AND r.state IN ('received', 'resolved', 'rejected');

-- Not logged: not in the write-ahead log, so in no archive of it. A crash empties them, and everybody may send anew.
CREATE UNLOGGED TABLE coverage.report_sender_key (
  day date PRIMARY KEY,
  key bytea NOT NULL
);
COMMENT ON TABLE coverage.report_sender_key IS 'What the network addresses of one day (UTC) are hashed with. Deleted after the day: then nobody can tell whose hash is whose.';
CREATE UNLOGGED TABLE coverage.report_sender (
  day date NOT NULL REFERENCES coverage.report_sender_key ON DELETE CASCADE,
  sender bytea NOT NULL,
  reports integer NOT NULL,
  PRIMARY KEY (day, sender)
);
COMMENT ON TABLE coverage.report_sender IS 'How many reports have come from one connection on a day (UTC). Which reports these are is not kept. Deleted after the day.';
COMMENT ON COLUMN coverage.report_sender.sender IS 'SHA-256 of the key of the day and the network address';
