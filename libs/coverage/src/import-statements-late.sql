SELECT NULL::integer AS row, NULL AS column, s.provider_id AS value, 'error' AS level,
       'A newer delivery of the same provider is stored already: that of ' || d.data_date || ' (run ' || d.run_id || ').' AS problem,
       'Import deliveries in the order of their days. To put this one in between, roll back the newer one first.' AS fix,
       'Eine neuere Lieferung desselben Unternehmens ist schon gespeichert: die vom ' || to_char(d.data_date, 'DD.MM.YYYY') || ' (Lauf ' || d.run_id || ').' AS problem_de,
       'Lieferungen in der Folge ihrer Tage einlesen. Um diese dazwischenzusetzen, zuerst die neuere zurücknehmen.' AS fix_de
FROM ({speaking}) s
CROSS JOIN LATERAL (
  SELECT data_date, run_id FROM coverage.delivery
  WHERE subject = '{subject}' AND COALESCE(provider_id, '') = COALESCE(s.provider_id, '') AND evidence = s.evidence AND data_date > :date
  ORDER BY data_date DESC, run_id DESC LIMIT 1
) d
