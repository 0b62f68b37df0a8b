-- Ids of addresses, and what they are ordered by. $1..$4: west, south, east, north, or nulls; $5: district; $6: use; $7: fibre statuses;
-- $8: technologies; $9: Mbit/s that the address stays below; $10: Mbit/s that it reaches; $11: best technologies; $12: uses; $13: name of a
-- provider; $14: whether anything is known of its fibre; $15: key of a street; each null where it does not matter; $16: a day, or null for
-- today.
SELECT a.id, translate(lower(a.street), 'äöüß', 'aous') COLLATE "C" AS street, a.house_number AS number,
       a.house_number_suffix COLLATE "C" AS suffix
FROM places.address a
LEFT JOIN :status s ON s.address_id = a.id
WHERE ($1::float8 IS NULL OR a.geom && ST_MakeEnvelope($1, $2, $3, $4, 4326))
  AND ($5::text IS NULL OR a.district_id = $5)
  AND ($6::text IS NULL OR a.use = $6)
  AND ($7::text[] IS NULL OR s.fibre_status = ANY ($7))
  AND ($8::text[] IS NULL OR EXISTS (
    SELECT FROM coverage.fixed_as_of(COALESCE($16::date, current_date)) f
    WHERE f.address_id = a.id AND f.technology = ANY ($8) AND f.evidence <> 'resident_report'))
  AND ($9::numeric IS NULL OR s.max_down_mbit < $9)
  AND ($10::numeric IS NULL OR s.max_down_mbit >= $10)
  AND ($11::text[] IS NULL OR s.best_technology = ANY ($11))
  AND ($12::text[] IS NULL OR a.use = ANY ($12))
  AND ($13::text IS NULL OR $13 = ANY (s.providers))
  AND ($14::boolean IS NULL OR (s.fibre_status IS NOT NULL) = $14)
  AND ($15::bpchar IS NULL OR a.street_key = $15)
