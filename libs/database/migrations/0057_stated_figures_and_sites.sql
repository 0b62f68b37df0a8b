-- Figures that somebody stated, apart from those that are computed; sites that planners recorded; all that a goal and a measure hold, as open data.

CREATE VIEW open.agenda_stated_figures AS
SELECT r.id, r.content->>'indicator' AS indicator_id, i.title_de, i.title_en, i.unit, (r.content->>'date')::date AS stated_for,
  (r.content->>'value')::numeric AS value, r.content->>'source' AS source, r.content->>'link' AS link,
  r.content#>>'{text,de}' AS text_de, r.content#>>'{text,en}' AS text_en,
  COALESCE((r.content->>'demo')::boolean, false) AS is_demo, r.version, r.reason AS changed_because, r.recorded_at
FROM agenda.records_at('infinity') r JOIN agenda.indicator i ON i.id = r.content->>'indicator'
WHERE r.kind = 'stated-figure';

-- Where the administration works: what planners recorded, and what was delivered and nobody recorded more of.
CREATE FUNCTION agenda.administration_sites() RETURNS TABLE (id text, name_de text, name_en text, district_id text, address_id text, path text)
LANGUAGE sql STABLE AS $$
  SELECT s.id, s.title_de, s.title_en, s.district_id, f.address_id, '/open-data/agenda-sites'
  FROM open.agenda_sites s LEFT JOIN places.facility f ON f.id = s.facility_id
  UNION ALL
  SELECT 'facility/' || f.id, f.name, f.name, f.district_id, f.address_id, '/open-data/facilities/' || f.id
  FROM places.facility f
  WHERE f.kind = 'administration' AND NOT EXISTS (SELECT FROM open.agenda_sites s WHERE s.facility_id = f.id)
$$;
CREATE FUNCTION agenda.fibre_at_sites_behind(ignored text, district text) RETURNS SETOF agenda.behind LANGUAGE sql STABLE AS $$
  SELECT a.id, a.name_de, a.name_en, a.district_id, COALESCE(s.fibre_status IN ('connected', 'activated'), false), s.address_id IS NOT NULL, NULL::numeric, a.path
  FROM agenda.administration_sites() a LEFT JOIN coverage.address_status s ON s.address_id = a.address_id
  WHERE district IS NULL OR a.district_id = district
$$;
CREATE FUNCTION agenda.fibre_at_sites(ignored text, district text) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT agenda.share(count(*) FILTER (WHERE counted), count(*), count(*) FILTER (WHERE known)) FROM agenda.fibre_at_sites_behind(ignored, district)
$$;
COMMENT ON FUNCTION agenda.fibre_at_sites IS 'Percent of the sites of the administration whose address has fibre connected or activated';
CREATE FUNCTION agenda.fibre_at_sites_on(ignored text, on_day date) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT agenda.share(count(*) FILTER (WHERE s.fibre_status IN ('connected', 'activated')), count(*), count(s.address_id))
  FROM agenda.administration_sites() a
  LEFT JOIN coverage.status_as_of(on_day, 'infinity', ARRAY(SELECT address_id FROM agenda.administration_sites() WHERE address_id IS NOT NULL)) s
    ON s.address_id = a.address_id
$$;
COMMENT ON FUNCTION agenda.fibre_at_sites_on IS 'As agenda.fibre_at_sites, of the sites of today on a past day, by what is known today';

CREATE FUNCTION agenda.schools_bandwidth_on(wanted_mbit text, on_day date) RETURNS agenda.figure LANGUAGE sql STABLE AS $$
  SELECT agenda.share(count(*) FILTER (WHERE s.max_down_mbit >= wanted_mbit::numeric * school.pupils), count(*), count(s.max_down_mbit * school.pupils))
  FROM agenda.school_state(NULL) school JOIN places.facility f ON f.id = school.id
  LEFT JOIN coverage.status_as_of(on_day, 'infinity', ARRAY(SELECT address_id FROM places.facility WHERE kind = 'school' AND address_id IS NOT NULL)) s
    ON s.address_id = f.address_id
$$;
COMMENT ON FUNCTION agenda.schools_bandwidth_on IS 'As agenda.schools_bandwidth, of the schools of today on a past day, by what is known today';
UPDATE agenda.indicator SET function_on = 'schools_bandwidth_on' WHERE function = 'schools_bandwidth';

UPDATE agenda.indicator SET function = 'fibre_at_sites', function_on = 'fibre_at_sites_on', parameter = NULL, dataset = 'agenda-sites',
  sources = '{agenda-sites,facilities,address-coverage}',
  method_de = 'Standorte der Verwaltung, an deren Adresse Glasfaser (FTTH oder FTTB) angeschlossen oder in Betrieb ist, geteilt durch alle: die erfassten Standorte und die Einrichtungen der Verwaltung, die niemand als Standort erfasst hat. Ein Standort ohne Adresse zählt als nicht angeschlossen.',
  method_en = 'Sites of the administration at whose address fibre (FTTH or FTTB) is connected or in service, divided by all: the recorded sites, and the facilities of the administration that nobody has recorded as a site. A site without an address counts as not connected.'
WHERE id = 'administration-with-fibre';

-- Lists as text: one cell holds them. A semicolon stands in no name of an office.
CREATE FUNCTION agenda.bodies_as_text(actors jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT string_agg(a->>'name', '; ' ORDER BY place) FROM jsonb_array_elements(actors) WITH ORDINALITY AS e (a, place)
$$;

CREATE OR REPLACE VIEW open.agenda_goals AS
SELECT r.id, r.content->>'field' AS field_id, f.title_de AS field_de, f.title_en AS field_en, r.content#>>'{title,de}' AS title_de,
  r.content#>>'{title,en}' AS title_en, r.content#>>'{text,de}' AS text_de, r.content#>>'{text,en}' AS text_en,
  (r.content#>>'{decision,date}')::date AS decided_on, r.content#>>'{decision,body}' AS decided_by, r.content#>>'{decision,paper}' AS paper,
  COALESCE((r.content->>'demo')::boolean, false) AS is_demo, r.version, r.reason AS changed_because, r.recorded_at,
  r.content#>>'{decision,kind}' AS decision, r.content->>'office' AS office, agenda.bodies_as_text(r.content->'actors') AS actors
FROM agenda.records_at('infinity') r JOIN agenda.field_of_action f ON f.id = r.content->>'field'
WHERE r.kind = 'goal';

CREATE OR REPLACE VIEW open.agenda_targets AS
SELECT concat_ws('/', r.id, t.target->>'indicator', t.target->>'date') AS id, r.id AS goal_id, t.target->>'indicator' AS indicator_id,
  (t.target#>>'{baseline,value}')::numeric AS baseline_value, (t.target#>>'{baseline,date}')::date AS baseline_date, (t.target->>'value')::numeric AS target_value,
  (t.target->>'date')::date AS target_date, t.target->>'source' AS source, COALESCE((r.content->>'demo')::boolean, false) AS is_demo,
  t.target#>>'{baseline,source}' AS baseline_source,
  (SELECT string_agg(concat(p->>'date', ' ', p->>'value'), '; ' ORDER BY p->>'date') FROM jsonb_array_elements(t.target->'path') p) AS path
FROM agenda.records_at('infinity') r CROSS JOIN LATERAL jsonb_array_elements(r.content->'targets') AS t (target)
WHERE r.kind = 'goal';

CREATE OR REPLACE VIEW open.agenda_measures AS
SELECT r.id, r.content->>'goal' AS goal_id, g.content->>'field' AS field_id, r.content#>>'{title,de}' AS title_de, r.content#>>'{title,en}' AS title_en,
  r.content#>>'{text,de}' AS text_de, r.content#>>'{text,en}' AS text_en, r.content->>'office' AS office, r.content->>'state' AS state,
  (r.content->>'starts')::date AS starts, (r.content->>'ends')::date AS ends, (r.content#>>'{decision,date}')::date AS decided_on,
  r.content#>>'{decision,body}' AS decided_by, r.content#>>'{decision,paper}' AS paper, COALESCE((r.content->>'demo')::boolean, false) AS is_demo, r.version,
  r.reason AS changed_because, r.recorded_at, r.content#>>'{decision,kind}' AS decision, agenda.bodies_as_text(r.content->'actors') AS actors,
  (SELECT string_agg(d, ' ' ORDER BY d) FROM jsonb_array_elements_text(r.content->'dependsOn') d) AS depends_on
FROM agenda.records_at('infinity') r JOIN agenda.records_at('infinity') g ON g.kind = 'goal' AND g.id = r.content->>'goal'
WHERE r.kind = 'measure';

CREATE VIEW open.agenda_risks AS
SELECT r.id || '/' || t.number AS id, r.id AS measure_id, t.risk#>>'{text,de}' AS text_de, t.risk#>>'{text,en}' AS text_en, t.risk->>'level' AS level,
  COALESCE((r.content->>'demo')::boolean, false) AS is_demo
FROM agenda.records_at('infinity') r CROSS JOIN LATERAL jsonb_array_elements(r.content->'risks') WITH ORDINALITY AS t (risk, number)
WHERE r.kind = 'measure';

CREATE VIEW open.agenda_measure_funding AS
SELECT r.id || '/' || t.number AS id, r.id AS measure_id, t.funding->>'programme' AS programme, t.funding->>'state' AS state,
  (t.funding->>'applied')::numeric AS applied_eur, (t.funding->>'granted')::numeric AS granted_eur, (t.funding->>'drawn')::numeric AS drawn_eur,
  COALESCE((r.content->>'demo')::boolean, false) AS is_demo
FROM agenda.records_at('infinity') r CROSS JOIN LATERAL jsonb_array_elements(r.content->'funding') WITH ORDINALITY AS t (funding, number)
WHERE r.kind = 'measure';

