-- Finds the official address and the provider of each staged row, writes them into the staging table, and reports on it.
WITH official AS MATERIALIZED (
  SELECT *, COALESCE(substring(form FROM '({endings})$'), '') AS ending
  FROM (
    SELECT *, replace(places.search_form(street), ' str', 'str') AS form, places.search_form(place) AS place_form
    FROM (SELECT DISTINCT street_key, street, postcode::text AS postcode, place FROM places.address) a
  ) o
), typed AS MATERIALIZED (
  SELECT *, replace(places.search_form(street), ' str', 'str') AS form, replace(places.search_form(COALESCE(mended, street)), ' str', 'str') AS meant,
         NULLIF(places.search_form(place), '') AS place_form
  FROM (SELECT DISTINCT street, mended, postcode, place FROM :staging WHERE street <> '') t
), near AS MATERIALIZED (
  -- Where a street may be. What one of the two does not say speaks neither for nor against it. A postcode says more about where a
  -- street is than the name of the place, of which there are many spellings: "Ahlen" may be "Ahlen (Westf.)".
  SELECT t.postcode, t.place, COALESCE(o.postcode, '') AS official_postcode, COALESCE(o.place, '') AS official_place,
         COALESCE(t.postcode = o.postcode, false) AS same_postcode, COALESCE(t.place_form = o.place_form, false) AS same_place,
         CASE WHEN t.postcode <> '' AND o.postcode IS NOT NULL THEN t.postcode = o.postcode
              ELSE COALESCE(starts_with(t.place_form || ' ', o.place_form || ' ') OR starts_with(o.place_form || ' ', t.place_form || ' '), true)
         END AS fits
  FROM (SELECT DISTINCT postcode, place, place_form FROM typed) t
  CROSS JOIN (SELECT DISTINCT postcode, place, place_form FROM official) o
), same AS MATERIALIZED (
  SELECT t.street AS typed_street, t.postcode AS typed_postcode, t.place AS typed_place, o.street_key, o.street, o.postcode, o.place,
         CASE WHEN o.street = t.street AND t.postcode IN ('', COALESCE(o.postcode, t.postcode)) AND t.place IN ('', COALESCE(o.place, t.place))
              THEN 1 ELSE 2 END AS kind,
         (1 + n.same_place::integer + n.same_postcode::integer)::real AS likeness
  FROM typed t
  JOIN official o ON o.form = t.form
  JOIN near n ON n.postcode = t.postcode AND n.place = t.place
    AND n.official_postcode = COALESCE(o.postcode, '') AND n.official_place = COALESCE(o.place, '') AND n.fits
), strange AS MATERIALIZED (
  SELECT *, COALESCE(substring(meant FROM '({endings})$'), '') AS ending
  FROM typed t
  WHERE NOT EXISTS (SELECT FROM same s WHERE (s.typed_street, s.typed_postcode, s.typed_place) = (t.street, t.postcode, t.place))
), alike AS (
  -- A misspelt street where it may be, or the right street with a wrong postcode.
  SELECT t.street, t.postcode, t.place, o.street_key, o.street, o.postcode, o.place, 3, similarity(t.meant, o.form)
  FROM strange t
  JOIN near n ON n.postcode = t.postcode AND n.place = t.place AND n.fits
  JOIN official o ON COALESCE(o.postcode, '') = n.official_postcode AND COALESCE(o.place, '') = n.official_place
    AND o.ending = t.ending
  WHERE similarity(t.meant, o.form) >= 0.5
  UNION ALL
  SELECT t.street, t.postcode, t.place, o.street_key, o.street, o.postcode, o.place, 3, 1
  FROM strange t JOIN official o ON o.form = t.form AND o.place_form = t.place_form
  WHERE t.postcode <> '' AND t.postcode <> o.postcode
), candidate AS (
  SELECT s.source_row, a.id, a.postcode, 0 AS kind, 1::real AS likeness FROM :staging s JOIN places.address a ON a.id = s.given_id
  UNION ALL
  -- A row of buildings, 12-14, is official as its first number or with the rest as a suffix.
  SELECT s.source_row, a.id, a.postcode,
         CASE WHEN a.house_number_suffix = s.suffix THEN c.kind
              WHEN lower(a.house_number_suffix) = s.suffix THEN GREATEST(c.kind, 2) ELSE 3 END,
         c.likeness
  FROM (SELECT * FROM same UNION ALL SELECT * FROM alike) c
  JOIN :staging s ON s.street = c.typed_street AND s.postcode = c.typed_postcode AND s.place = c.typed_place
  JOIN places.address a ON a.street_key = c.street_key AND a.street = c.street AND a.house_number = s.house_number
    AND a.postcode IS NOT DISTINCT FROM c.postcode AND a.place IS NOT DISTINCT FROM c.place
    AND (lower(a.house_number_suffix) = s.suffix OR (s.suffix ~ '^[-–/+]' AND a.house_number_suffix = ''))
), ranked AS (
  SELECT *, lead(kind) OVER w AS next_kind, lead(likeness) OVER w AS next_likeness, lead(postcode) OVER w AS next_postcode,
         row_number() OVER w AS place
  FROM (SELECT source_row, id, postcode, min(kind) AS kind, max(likeness) AS likeness FROM candidate GROUP BY source_row, id, postcode) c
  WINDOW w AS (PARTITION BY source_row ORDER BY kind, likeness DESC, id)
), best AS (
  SELECT *, postcode IS NULL OR ambiguous AND next_postcode IS NULL AS untold
  FROM (
    SELECT *, next_kind IS NOT DISTINCT FROM kind AND likeness - next_likeness < 0.1 AS ambiguous FROM ranked WHERE place = 1
  ) first
), named AS (
  SELECT name, coverage.provider_of(name) AS id
  -- Where the file names nobody, the operator of the import may have: --source.
  FROM (SELECT DISTINCT COALESCE(NULLIF(s.provider, ''), r.source) AS name
        FROM :staging s CROSS JOIN imports.run r WHERE r.id = :run AND COALESCE(NULLIF(s.provider, ''), r.source) <> '') n
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
  RETURNING s.*, b.likeness, b.untold
), said AS MATERIALIZED (
  SELECT f.*, concat_ws(' ', NULLIF(f.given_id, ''), NULLIF(f.street, ''), f.house_number || f.suffix, NULLIF(f.postcode, ''), NULLIF(f.place, '')) AS typed
  FROM found f
), elsewhere AS (
  -- The official place may be the municipality where the row names a part of it: without postcodes nobody can tell.
  SELECT t.street, t.postcode, t.place, min(o.place) AS official
  FROM strange t JOIN official o ON o.form = t.form AND o.postcode IS NULL AND o.place IS NOT NULL
  GROUP BY t.street, t.postcode, t.place
), counted AS (
  SELECT count(*) AS all_rows, count(address_id) AS matched, count(*) FILTER (WHERE matched = 'exact') AS exact,
         count(*) FILTER (WHERE matched = 'normalised') AS normalised, count(*) FILTER (WHERE matched = 'fuzzy') AS fuzzy,
         count(*) FILTER (WHERE matched IN ('none', 'ambiguous')) AS none
  FROM said
), finding AS (
  SELECT 0 AS rank, NULL::integer AS row, NULL AS column, NULL AS value, 'information' AS level,
         format('Matched to official addresses: %s rows exactly, %s by normalised spelling, %s by similarity, %s not at all.',
                exact, normalised, fuzzy, none) AS problem,
         'Similar is: same house number and kind of street, trigram similarity of the street of at least 0.5 and 0.1 ahead of the next, or the right street with another postcode.' AS fix,
         format('Amtlichen Adressen zugeordnet: %s Zeilen genau, %s nach vereinheitlichter Schreibweise, %s nach Ähnlichkeit, %s gar nicht.',
                exact, normalised, fuzzy, none) AS problem_de,
         'Ähnlich heißt: gleiche Hausnummer und Straßenart, Trigramm-Ähnlichkeit der Straße von mindestens 0,5 und 0,1 vor der nächsten, oder die richtige Straße mit anderer Postleitzahl.' AS fix_de
  FROM counted WHERE all_rows > 0
  UNION ALL
  SELECT * FROM (
    SELECT 0, NULL::integer, 'plz', NULL, 'information',
           'The official addresses have no postcode to compare with: ' || count(*) || CASE WHEN count(*) = 1 THEN ' row' ELSE ' rows' END || '.',
           'Street, house number and, where both name it, the place decide there.',
           'Die amtlichen Adressen haben keine Postleitzahl zum Vergleichen: ' || count(*) || CASE WHEN count(*) = 1 THEN ' Zeile' ELSE ' Zeilen' END || '.',
           'Dort entscheiden Straße, Hausnummer und, wo beide ihn nennen, der Ort.'
    FROM said WHERE matched <> 'none' AND given_id = '' AND postcode <> '' AND untold HAVING count(*) > 0
  ) uncompared
  UNION ALL
  SELECT 1, NULL, NULL, NULL, 'error', 'No row is at an official address.',
         'Import the official addresses first, and check that the file is about this city.',
         'Keine Zeile liegt an einer amtlichen Adresse.',
         'Zuerst die amtlichen Adressen einlesen, und prüfen, ob die Datei diese Stadt betrifft.'
  FROM counted WHERE matched = 0 AND all_rows > 0
  UNION ALL
  SELECT * FROM (
    SELECT 1, min(source_row), 'anbieter', NULL, 'error', 'The file does not say whose offer this is.',
           'Add a column anbieter, or name the provider with --source.',
           'Die Datei sagt nicht, wessen Angebot das ist.',
           'Eine Spalte anbieter ergänzen, oder das Unternehmen mit --source nennen.'
    FROM said WHERE provider_id IS NULL HAVING count(*) > 0
  ) nobody
  UNION ALL
  SELECT 1, min(s.source_row), 'definition', s.definition, 'error', 'The definition of the level is not known.',
         'Write one of ' || (SELECT string_agg(id, ', ' ORDER BY id) FROM coverage.level_definition) || ', or leave it empty.',
         'Die Definition der Anschlussstufe ist nicht bekannt.',
         'Eine davon schreiben: ' || (SELECT string_agg(id, ', ' ORDER BY id) FROM coverage.level_definition) || ', oder leer lassen.'
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
             ELSE 'They say different things: remove the wrong one.' END,
           'Dieselbe Adresse mit Unternehmen, Technologie und Nutzung steht schon in Zeile ' || first_row || '.',
           CASE WHEN statements = 1 THEN 'Beide sagen dasselbe: Es zählt einmal.' WHEN fcc THEN 'Die schnellste zählt.'
             ELSE 'Sie sagen Verschiedenes: bitte die falsche entfernen.' END
    FROM (
      SELECT min(source_row) AS first_row, max(source_row) AS source_row, min(typed) AS typed, bool_and(definition = 'fcc_bdc') AS fcc,
             count(DISTINCT (connection_level, definition, max_down_mbit, max_up_mbit, valid_from)) AS statements
      FROM said WHERE address_id IS NOT NULL
      GROUP BY address_id, provider_id, technology, use, evidence HAVING count(*) > 1 ORDER BY 2 LIMIT 1000
    ) repeated
  ) twice
  UNION ALL
  SELECT 3, NULL, 'anbieter', min(s.provider), 'information', 'The provider is new here.', 'It is added as ' || s.provider_id || '.',
         'Das Unternehmen ist hier neu.', 'Es wird als ' || s.provider_id || ' angelegt.'
  FROM said s WHERE s.provider_id IS NOT NULL AND NOT EXISTS (SELECT FROM coverage.provider p WHERE p.id = s.provider_id) GROUP BY s.provider_id
  UNION ALL
  SELECT * FROM (
    -- Where the street is the same, what differs is said, and no similarity of 1.00.
    SELECT 4, s.source_row, 'strasse, hnr', s.typed, 'quality',
           CASE WHEN other_postcode THEN format('The postcode differs: officially it is %s. Matched to %s.', a.postcode, a.label)
                ELSE 'Matched to a similar address: ' || a.label || '.' END,
           CASE WHEN other_postcode THEN 'Look which is right; if another address is meant, correct the row.'
                WHEN s.likeness >= 1 THEN 'The street is the same, the house number differs. Look whether that is meant; if not, correct the row.'
                ELSE format('Similarity %s. Look whether that is meant; if not, correct the row.', round(s.likeness::numeric, 2)) END,
           CASE WHEN other_postcode THEN format('Die Postleitzahl ist eine andere: Amtlich ist sie %s. Zugeordnet: %s.', a.postcode, a.label)
                ELSE 'Einer ähnlichen Adresse zugeordnet: ' || a.label || '.' END,
           CASE WHEN other_postcode THEN 'Prüfen, welche stimmt; wenn eine andere Adresse gemeint ist, die Zeile berichtigen.'
                WHEN s.likeness >= 1 THEN 'Die Straße ist dieselbe, die Hausnummer eine andere. Prüfen, ob sie gemeint ist; wenn nicht, die Zeile berichtigen.'
                ELSE format('Ähnlichkeit %s. Prüfen, ob sie gemeint ist; wenn nicht, die Zeile berichtigen.', replace(round(s.likeness::numeric, 2)::text, '.', ',')) END
    FROM said s JOIN places.address a ON a.id = s.address_id,
      LATERAL (SELECT s.likeness >= 1 AND s.postcode <> '' AND s.postcode <> a.postcode AS other_postcode) differs
    WHERE s.matched = 'fuzzy' ORDER BY 2 LIMIT 10000
  ) fuzzy
  UNION ALL
  SELECT * FROM (
    SELECT 5, source_row, 'strasse, hnr', typed, 'quality',
           CASE WHEN matched = 'ambiguous' AND untold THEN 'Several official addresses may be meant, and not all of them have a postcode to tell them apart.'
                WHEN matched = 'ambiguous' THEN 'Several official addresses may be meant.'
                WHEN house_number IS NULL AND given_id = '' THEN 'The house number is missing, or cannot be read.'
                ELSE 'There is no such official address.' END,
           CASE WHEN matched = 'ambiguous' AND (untold OR postcode <> '' AND place <> '')
                  THEN 'The row is left out: only the official identifier of the address, in a column adress_id, says which.'
                WHEN matched = 'ambiguous' THEN 'The row is left out: add its postcode and place.'
                WHEN official IS NOT NULL THEN 'The row is left out: officially there is such a street in ' || official
                  || ', without a postcode. If that is meant, write this place, or the official identifier in a column adress_id.'
                WHEN house_number IS NULL AND given_id = '' THEN 'The row is left out: write the house number, such as 12 or 12a.'
                ELSE 'The row is left out: correct it, or report a missing address to the land registry.' END,
           CASE WHEN matched = 'ambiguous' AND untold THEN 'Mehrere amtliche Adressen können gemeint sein, und nicht alle haben eine Postleitzahl, die sie unterscheidet.'
                WHEN matched = 'ambiguous' THEN 'Mehrere amtliche Adressen können gemeint sein.'
                WHEN house_number IS NULL AND given_id = '' THEN 'Die Hausnummer fehlt, oder sie lässt sich nicht lesen.'
                ELSE 'Eine solche amtliche Adresse gibt es nicht.' END,
           CASE WHEN matched = 'ambiguous' AND (untold OR postcode <> '' AND place <> '')
                  THEN 'Die Zeile wird ausgelassen: Nur die amtliche Kennung der Adresse, in einer Spalte adress_id, sagt, welche.'
                WHEN matched = 'ambiguous' THEN 'Die Zeile wird ausgelassen: bitte Postleitzahl und Ort ergänzen.'
                WHEN official IS NOT NULL THEN 'Die Zeile wird ausgelassen: Amtlich gibt es eine solche Straße in ' || official
                  || ', ohne Postleitzahl. Wenn sie gemeint ist, diesen Ort schreiben, oder die amtliche Kennung in einer Spalte adress_id.'
                WHEN house_number IS NULL AND given_id = '' THEN 'Die Zeile wird ausgelassen: bitte die Hausnummer schreiben, etwa 12 oder 12a.'
                ELSE 'Die Zeile wird ausgelassen: bitte berichtigen, oder eine fehlende Adresse dem Katasteramt melden.' END
    FROM said LEFT JOIN elsewhere USING (street, postcode, place) WHERE matched IN ('none', 'ambiguous') ORDER BY 2 LIMIT 10000
  ) none
)
SELECT "row", "column", value, level, problem, fix, problem_de, fix_de FROM finding ORDER BY rank, "row"
