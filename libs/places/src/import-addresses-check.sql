-- What is odd about streets, and which addresses stay that an earlier file brought and this one no longer has.
WITH named AS (
  SELECT street_key, street, count(*) AS addresses, min(source_row) AS row FROM :staging GROUP BY street_key, street
), twice AS (
  SELECT max(row) AS row, 'stn' AS column, string_agg(street, ' / ' ORDER BY addresses DESC, street) AS value, 'quality' AS level,
         'The street ' || street_key || ' has several names.' AS problem, 'The most frequent one is taken for all its addresses.' AS fix,
         'Die Straße ' || street_key || ' hat mehrere Namen.' AS problem_de, 'Für alle ihre Adressen gilt der häufigste.' AS fix_de
  FROM named GROUP BY street_key HAVING count(*) > 1 ORDER BY street_key LIMIT 100
), renamed AS (
  SELECT n.row, 'stn', n.street, 'quality', 'The street ' || t.key || ' is called ' || t.name || ' in the street list.',
         'The name of the list stays.', 'Die Straße ' || t.key || ' heißt in der Straßenliste ' || t.name || '.', 'Der Name der Liste bleibt.'
  FROM named n JOIN places.street t ON t.key = n.street_key JOIN imports.run r ON r.id = t.run_id
  WHERE t.name <> n.street AND r.dataset <> 'addresses' ORDER BY t.key, n.street LIMIT 100
), municipality AS MATERIALIZED (
  SELECT DISTINCT substr(street_key, 1, 5) || substr(street_key, 10, 3) AS key FROM named
), gone AS MATERIALIZED (
  SELECT a.id, a.label FROM places.address a JOIN imports.run r ON r.id = a.run_id AND r.origin = 'file'
  WHERE substr(a.street_key, 1, 5) || substr(a.street_key, 10, 3) IN (SELECT key FROM municipality)
    AND NOT EXISTS (SELECT FROM :staging s WHERE s.id = a.id)
), used AS MATERIALIZED (
  SELECT u.address_id, string_agg(COALESCE(n.en, u.referenced_by), ', ' ORDER BY u.referenced_by) AS by,
         string_agg(COALESCE(n.de, u.referenced_by), ', ' ORDER BY u.referenced_by) AS by_de
  FROM places.referenced_addresses((SELECT array_agg(id) FROM gone)) u
  LEFT JOIN (VALUES ('places.facility', 'a facility', 'eine Einrichtung'), ('rollout.phase_address', 'a rollout phase', 'ein Bauabschnitt'),
    ('coverage.fixed_availability', 'a statement of availability', 'eine Angabe zur Verfügbarkeit')) n (name, en, de) ON n.name = u.referenced_by
  GROUP BY u.address_id
), kept AS (
  SELECT NULL::integer, 'oid', g.id, 'information', g.label || ' is no longer in the file.', 'It stays, because something refers to it: ' || u.by || '.',
         g.label || ' steht nicht mehr in der Datei.', 'Die Adresse bleibt, weil etwas auf sie verweist: ' || u.by_de || '.'
  FROM gone g JOIN used u ON u.address_id = g.id ORDER BY g.label, g.id LIMIT 100
)
SELECT * FROM twice UNION ALL SELECT * FROM renamed UNION ALL SELECT * FROM kept
