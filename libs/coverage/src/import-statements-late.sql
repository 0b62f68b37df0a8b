SELECT NULL::integer AS row, NULL AS column, s.provider_id AS value, 'error' AS level,
       'A newer delivery of the same provider is stored already: that of ' || d.data_date || ' (run ' || d.run_id || ').' AS problem,
       'Import deliveries in the order of their days. To put this one in between, roll back the newer one first.' AS fix
FROM ({speaking}) s
CROSS JOIN LATERAL (
  SELECT data_date, run_id FROM coverage.delivery
  WHERE subject = '{subject}' AND COALESCE(provider_id, '') = COALESCE(s.provider_id, '') AND evidence = s.evidence AND data_date > :date
  ORDER BY data_date DESC, run_id DESC LIMIT 1
) d
