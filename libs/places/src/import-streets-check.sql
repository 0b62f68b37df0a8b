-- What becomes of streets that an earlier file brought and this one no longer has.
SELECT NULL::integer AS row, 'strassenschluessel' AS column, t.key::text AS value, 'information' AS level,
       t.name || ' is no longer in the file.' AS problem,
       CASE WHEN used.addresses = 1 THEN 'It stays, because an address refers to it.'
            WHEN used.addresses > 0 THEN 'It stays, because ' || used.addresses || ' addresses refer to it.'
            WHEN t.geom IS NOT NULL THEN 'It stays, because the map draws its line.'
            ELSE 'It is removed.' END AS fix,
       t.name || ' steht nicht mehr in der Datei.' AS problem_de,
       CASE WHEN used.addresses = 1 THEN 'Die Straße bleibt, weil eine Adresse zu ihr gehört.'
            WHEN used.addresses > 0 THEN 'Die Straße bleibt, weil ' || used.addresses || ' Adressen zu ihr gehören.'
            WHEN t.geom IS NOT NULL THEN 'Die Straße bleibt, weil die Karte ihre Linie zeichnet.'
            ELSE 'Die Straße wird entfernt.' END AS fix_de
FROM places.street t
JOIN imports.run r ON r.id = t.run_id AND r.origin = 'file'
CROSS JOIN LATERAL (SELECT count(*) AS addresses FROM places.address a WHERE a.street_key = t.key) used
WHERE NOT EXISTS (SELECT FROM :staging s WHERE s.key = t.key)
ORDER BY t.name, t.key
