-- What figures were in each district, as open data.
CREATE VIEW open.agenda_district_figures AS
SELECT s.indicator_id || '/' || s.district_id || '/' || s.day AS id, s.indicator_id, i.title_de, i.title_en, i.unit, s.district_id, d.name AS district,
       s.day, s.until, s.value, s.counted, s.total, s.known
FROM agenda.district_snapshot s JOIN agenda.indicator i ON i.id = s.indicator_id LEFT JOIN places.district d ON d.id = s.district_id;

CREATE OR REPLACE FUNCTION agenda.take_district_snapshots() RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  one record;
  figures agenda.district_snapshot[];
BEGIN
  -- Of several processes one does the work.
  IF NOT pg_try_advisory_xact_lock(hashtext('agenda.take_district_snapshots')) THEN RETURN false; END IF;
  -- What sensors send becomes another every few seconds: it comes last, and every ten minutes at most.
  SELECT s.indicator_id AS id, s.taken_at INTO one FROM agenda.snapshot s JOIN agenda.indicator i ON i.id = s.indicator_id AND i.has_districts
  WHERE s.day = current_date AND s.districts_at IS DISTINCT FROM s.taken_at
    AND (s.districts_at IS NULL OR NOT 'sensors' = ANY (i.sources) OR s.taken_at > s.districts_at + interval '10 minutes')
  ORDER BY s.taken_at, s.indicator_id LIMIT 1;
  IF one.id IS NULL THEN RETURN false; END IF;
  SELECT array_agg(ROW(one.id, f.district_id, current_date, current_date, f.value, f.counted, f.total, f.known)::agenda.district_snapshot)
  INTO figures FROM agenda.district_figures(one.id) f;
  -- In the order in which agenda.take_snapshots() locks: each may run in another process.
  UPDATE agenda.snapshot SET districts_at = one.taken_at WHERE indicator_id = one.id AND day = current_date;
  IF agenda.note_districts(figures) THEN PERFORM datasets.touch('agenda-figures'); END IF;
  -- Each day moves the last day of rows that stay the same.
  PERFORM datasets.touch('agenda-district-figures');
  RETURN true;
END $$;
