-- Finds the official address and the provider of each staged row, writes them into the staging table, and reports on it.
WITH official AS MATERIALIZED (
  SELECT *, replace(places.search_form(street), ' str', 'str') AS form, places.search_form(place) AS place_form
  FROM (SELECT DISTINCT street_key, street, postcode::text AS postcode, place FROM places.address) a
), typed AS MATERIALIZED (
  SELECT *, replace(places.search_form(street), ' str', 'str') AS form, places.search_form(place) AS place_form
  FROM (SELECT DISTINCT street, postcode, place FROM :staging WHERE street <> '') t
), same AS MATERIALIZED (
  -- A postcode says more about where a street is than the name of the place, of which there are many spellings.
  SELECT t.street AS typed_street, t.postcode AS typed_postcode, t.place AS typed_place, o.street_key, o.street, o.postcode, o.place,
         CASE WHEN o.street = t.street AND t.postcode IN ('', o.postcode) AND t.place IN ('', o.place) THEN 1 ELSE 2 END AS kind,
         CASE WHEN t.place_form = o.place_form THEN 2 ELSE 1 END::real AS likeness
  FROM typed t JOIN official o ON o.form = t.form
  WHERE CASE WHEN t.postcode <> '' THEN t.postcode = o.postcode ELSE t.place = '' OR t.place_form = o.place_form END
), strange AS MATERIALIZED (
  SELECT *, substring(form FROM '(str|weg|allee|platz|gasse|ring|damm|ufer|hof|kamp|steig|pfad)$') AS ending
  FROM typed t
  WHERE NOT EXISTS (SELECT FROM same s WHERE (s.typed_street, s.typed_postcode, s.typed_place) = (t.street, t.postcode, t.place))
), alike AS (
  -- A misspelt street with the right postcode (or place, where there is none), or the right street with a wrong postcode.
  SELECT t.street, t.postcode, t.place, o.street_key, o.street, o.postcode, o.place, 3, similarity(t.form, o.form)
  FROM strange t JOIN official o ON o.postcode = t.postcode
  WHERE similarity(t.form, o.form) >= 0.5
    AND t.ending IS NOT DISTINCT FROM substring(o.form FROM '(str|weg|allee|platz|gasse|ring|damm|ufer|hof|kamp|steig|pfad)$')
  UNION ALL
  SELECT t.street, t.postcode, t.place, o.street_key, o.street, o.postcode, o.place, 3, similarity(t.form, o.form)
  FROM strange t JOIN official o ON o.place_form = t.place_form
  WHERE t.postcode = '' AND similarity(t.form, o.form) >= 0.5
    AND t.ending IS NOT DISTINCT FROM substring(o.form FROM '(str|weg|allee|platz|gasse|ring|damm|ufer|hof|kamp|steig|pfad)$')
  UNION ALL
  SELECT t.street, t.postcode, t.place, o.street_key, o.street, o.postcode, o.place, 3, 1
  FROM strange t JOIN official o ON o.form = t.form AND o.place_form = t.place_form
  WHERE t.postcode <> '' AND t.postcode <> o.postcode
), candidate AS (
  SELECT s.source_row, a.id, 0 AS kind, 1::real AS likeness FROM :staging s JOIN places.address a ON a.id = s.given_id
  UNION ALL
  -- A row of buildings, 12-14, is official as its first number or with the rest as a suffix.
  SELECT s.source_row, a.id,
         CASE WHEN a.house_number_suffix = s.suffix THEN c.kind
              WHEN lower(a.house_number_suffix) = s.suffix THEN GREATEST(c.kind, 2) ELSE 3 END,
         c.likeness
  FROM (SELECT * FROM same UNION ALL SELECT * FROM alike) c
  JOIN :staging s ON s.street = c.typed_street AND s.postcode = c.typed_postcode AND s.place = c.typed_place
  JOIN places.address a ON a.street_key = c.street_key AND a.street = c.street AND a.postcode = c.postcode AND a.place = c.place
    AND a.house_number = s.house_number
    AND (lower(a.house_number_suffix) = s.suffix OR (s.suffix ~ '^[-–/+]' AND a.house_number_suffix = ''))
), ranked AS (
  SELECT *, lead(kind) OVER w AS next_kind, lead(likeness) OVER w AS next_likeness, row_number() OVER w AS place
  FROM (SELECT source_row, id, min(kind) AS kind, max(likeness) AS likeness FROM candidate GROUP BY source_row, id) c
  WINDOW w AS (PARTITION BY source_row ORDER BY kind, likeness DESC, id)
), best AS (
  SELECT source_row, id, kind, likeness, next_kind IS NOT DISTINCT FROM kind AND likeness - next_likeness < 0.1 AS ambiguous
  FROM ranked WHERE place = 1
), named AS (
  SELECT name, coverage.provider_of(name) AS id
  -- Where the file names nobody, the operator of the import may have: --source.
  FROM (SELECT DISTINCT COALESCE(NULLIF(s.provider, ''), r.source) AS name
        FROM :staging s CROSS JOIN imports.run r WHERE r.id = :run AND COALESCE(NULLIF(s.provider, ''), r.source) <> 'Netzbetreiber') n
), found AS (
  UPDATE :staging s
  SET address_id = CASE WHEN NOT b.ambiguous THEN b.id END,
      matched = CASE WHEN b.ambiguous THEN 'ambiguous' ELSE COALESCE((ARRAY['exact', 'exact', 'normalised', 'fuzzy'])[b.kind + 1], 'none') END,
      provider = COALESCE(NULLIF(s.provider, ''), r.source),
      provider_id = COALESCE(s.provider_id, n.id)
  FROM :staging t
  JOIN imports.run r ON r.id = :run
  LEFT JOIN best b ON b.source_row = t.source_row
  LEFT JOIN named n ON n.name = COALESCE(NULLIF(t.provider, ''), r.source)
  WHERE t.source_row = s.source_row
  RETURNING s.*, b.likeness
), said AS MATERIALIZED (
  SELECT f.*, concat_ws(' ', NULLIF(f.given_id, ''), NULLIF(f.street, ''), f.house_number || f.suffix, NULLIF(f.postcode, ''), NULLIF(f.place, '')) AS typed
  FROM found f
), counted AS (
  SELECT count(*) AS all_rows, count(address_id) AS matched, count(*) FILTER (WHERE matched = 'exact') AS exact,
         count(*) FILTER (WHERE matched = 'normalised') AS normalised, count(*) FILTER (WHERE matched = 'fuzzy') AS fuzzy,
         count(*) FILTER (WHERE matched IN ('none', 'ambiguous')) AS none
  FROM said
), finding AS (
  SELECT 0 AS rank, NULL::integer AS row, NULL AS column, NULL AS value, 'information' AS level,
         format('Matched to official addresses: %s rows exactly, %s by normalised spelling, %s by similarity, %s not at all.',
                exact, normalised, fuzzy, none) AS problem,
         'Similar is: same house number and kind of street, trigram similarity of the street of at least 0.5 and 0.1 ahead of the next, or the right street with another postcode.' AS fix
  FROM counted WHERE all_rows > 0
  UNION ALL
  SELECT 1, NULL, NULL, NULL, 'error', 'No row is at an official address.',
         'Import the official addresses first, and check that the file is about this city.'
  FROM counted WHERE matched = 0 AND all_rows > 0
  UNION ALL
  SELECT * FROM (
    SELECT 1, min(source_row), 'anbieter', NULL, 'error', 'The file does not say whose offer this is.',
           'Add a column anbieter, or name the provider with --source.'
    FROM said WHERE provider_id IS NULL HAVING count(*) > 0
  ) nobody
  UNION ALL
  SELECT 1, min(s.source_row), 'definition', s.definition, 'error', 'The definition of the level is not known.',
         'Write one of ' || (SELECT string_agg(id, ', ' ORDER BY id) FROM coverage.level_definition) || ', or leave it empty.'
  FROM said s WHERE NOT EXISTS (SELECT FROM coverage.level_definition d WHERE d.id = s.definition) GROUP BY s.definition
  UNION ALL
  SELECT 1, l.* FROM (
{late}
  ) l
  UNION ALL
  SELECT * FROM (
    -- The FCC has several codes for what is one technology here, such as 70 and 71.
    SELECT 2, source_row, 'strasse, hnr', typed, CASE WHEN statements > 1 AND NOT fcc THEN 'error' ELSE 'quality' END,
           'The same address, provider, technology and use stand in row ' || first_row || ' already.',
           CASE WHEN statements = 1 THEN 'They say the same: it is counted once.' WHEN fcc THEN 'The fastest counts.'
             ELSE 'They say different things: remove the wrong one.' END
    FROM (
      SELECT min(source_row) AS first_row, max(source_row) AS source_row, min(typed) AS typed, bool_and(definition = 'fcc_bdc') AS fcc,
             count(DISTINCT (connection_level, definition, max_down_mbit, max_up_mbit, valid_from)) AS statements
      FROM said WHERE address_id IS NOT NULL
      GROUP BY address_id, provider_id, technology, use HAVING count(*) > 1 ORDER BY 2 LIMIT 1000
    ) repeated
  ) twice
  UNION ALL
  SELECT 3, NULL, 'anbieter', min(s.provider), 'information', 'The provider is new here.', 'It is added as ' || s.provider_id || '.'
  FROM said s WHERE s.provider_id IS NOT NULL AND NOT EXISTS (SELECT FROM coverage.provider p WHERE p.id = s.provider_id) GROUP BY s.provider_id
  UNION ALL
  SELECT * FROM (
    SELECT 4, s.source_row, 'strasse, hnr', s.typed, 'quality', 'Matched to a similar address: ' || a.label || '.',
           format('Similarity %s. Look whether that is meant; if not, correct the row.', round(s.likeness::numeric, 2))
    FROM said s JOIN places.address a ON a.id = s.address_id WHERE s.matched = 'fuzzy' ORDER BY 2 LIMIT 10000
  ) fuzzy
  UNION ALL
  SELECT * FROM (
    SELECT 5, source_row, 'strasse, hnr', typed, 'quality',
           CASE WHEN matched = 'ambiguous' THEN 'Several official addresses may be meant.'
                WHEN house_number IS NULL AND given_id = '' THEN 'The house number cannot be read.'
                ELSE 'There is no such official address.' END,
           CASE WHEN matched = 'ambiguous' THEN 'The row is left out: add its postcode and place.'
                ELSE 'The row is left out: correct it, or report a missing address to the land registry.' END
    FROM said WHERE matched IN ('none', 'ambiguous') ORDER BY 2 LIMIT 10000
  ) none
)
SELECT "row", "column", value, level, problem, fix FROM finding ORDER BY rank, "row"
